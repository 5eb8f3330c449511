/**
 * Checks of where members travel: no two in one place, and a request line for every operation of a protocol that needs one.
 * Labels against members have been checked when the model was built (`http.ts`). Source: Smithy 2.0, "HTTP binding traits".
 */
import type { Diagnostic, Diagnostics } from "../diagnostics.ts";
import { lintRoutes } from "./lint-routes.ts";
import type { PlaceOf } from "./place.ts";
import { shapesOf } from "./shapes.ts";
import type { Member, Model, Operation, Shape, ShapeId, StructureShape } from "./types.ts";

const HTTP_PROTOCOLS: ReadonlySet<string> = new Set([
  "aws.protocols#restJson1",
  "aws.protocols#restXml",
  "alloy#simpleRestJson",
]);
/** Protocols whose bodies are JSON objects with the members' `jsonName`s as keys. */
const JSON_BODIES: ReadonlySet<string> = new Set(["aws.protocols#restJson1", "alloy#simpleRestJson"]);
const API = "smithy.api#";
const JSON_NAME = "smithy.api#jsonName";

/** @param wholeLines whether request lines have all literals by which a server tells operations apart. */
export function lintBindings(model: Model, place: PlaceOf, diagnostics: Diagnostics, wholeLines: boolean): void {
  for (const operation of model.operations) lintHost(operation, model, place, diagnostics);
  const { protocols } = model.service;
  if (!protocols.some((one) => HTTP_PROTOCOLS.has(one))) return;
  for (const operation of model.operations) {
    if (operation.http !== undefined) continue;
    const faulty = ({ code, shape }: Diagnostic): boolean => code === "SW1009" && shape === operation.id;
    if (diagnostics.all.some(faulty)) continue;
    const protocol = protocols.find((one) => HTTP_PROTOCOLS.has(one));
    diagnostics.report(
      "SW1023",
      `${operation.name} has no http trait, and ${protocol} sends each operation to a path.`,
      {
        shape: operation.id,
        place: place(operation.id, [], true),
        hint: `add "${API}http": {"method": "POST", "uri": "/${operation.name}", "code": 200}`,
      },
    );
  }
  if (wholeLines) lintRoutes(model, place, diagnostics);
  const inputs = new Map<ShapeId, Operation>();
  const outputs = new Set<ShapeId>();
  for (const operation of model.operations) {
    if (operation.input !== undefined) inputs.set(operation.input, operation);
    for (const id of [operation.output, ...operation.errors]) if (id !== undefined) outputs.add(id);
  }
  const json = protocols.some((one) => JSON_BODIES.has(one));
  for (const shape of shapesOf(model)) {
    const input = inputs.get(shape.id);
    const top = input !== undefined || outputs.has(shape.id);
    lintMembers(shape, input, { top, json }, place, diagnostics);
    if (top && shape.kind === "structure") lintPlaces(shape, model, wholeLines ? input : undefined, place, diagnostics);
  }
}

/** The labels of a host prefix are members with `hostLabel`, and the other way round. Source: Smithy 2.0, "endpoint trait". */
function lintHost(operation: Operation, model: Model, place: PlaceOf, diagnostics: Diagnostics): void {
  const endpoint = operation.traits[`${API}endpoint`] as { readonly hostPrefix: string } | undefined;
  const input = operation.input === undefined ? undefined : model.shapes[operation.input];
  const members = input?.kind === "structure" ? input.members : [];
  const bound = members.filter((one) => `${API}hostLabel` in one.traits).map((one) => one.name);
  if (endpoint === undefined) return;
  const labels = [...endpoint.hostPrefix.matchAll(/\{([^}]*)\}/g)].map(([, name = ""]) => name);
  const say = (code: "SW1017" | "SW1018" | "SW1028", message: string, hint: string): void =>
    diagnostics.report(code, message, {
      shape: operation.id,
      place: place(operation.id, ["traits", `${API}endpoint`, "hostPrefix"]),
      hint,
    });
  for (const label of labels.filter((one, index) => labels.indexOf(one) < index))
    say("SW1028", `The host label {${label}} stands twice.`, "a member stands in one place of the host");
  for (const label of labels.filter((one) => !bound.includes(one)))
    say(
      "SW1017",
      `The host label {${label}} has no member with hostLabel.`,
      `add hostLabel to the input member ${label}, or take the label out of "${endpoint.hostPrefix}"`,
    );
  for (const name of bound.filter((one) => !labels.includes(one)))
    say(
      "SW1018",
      `The member ${name} has hostLabel, and the host prefix has no label {${name}}.`,
      `put {${name}} into "${endpoint.hostPrefix}", or take the trait off the member`,
    );
}

/** `top`: the members are bound to the message; else they are inside of a body. */
function lintMembers(
  shape: Shape,
  input: Operation | undefined,
  { top, json }: { readonly top: boolean; readonly json: boolean },
  place: PlaceOf,
  diagnostics: Diagnostics,
): void {
  if (shape.kind !== "structure" && shape.kind !== "union") return;
  // Inside of a body members are told apart by their names, unless they say others.
  if (!top && !(json && shape.members.some((one) => JSON_NAME in one.traits))) return;
  const owners = new Map<string, Member>();
  const say = (member: Member, message: string, hint: string): void => {
    const trait = TRAITS[member.wire.location];
    const steps = trait !== undefined && `${API}${trait}` in member.traits ? ["traits", `${API}${trait}`] : [];
    diagnostics.report("SW1019", message, {
      shape: `${shape.id}$${member.name}`,
      place: place(shape.id, ["members", member.name, ...steps], steps.length === 0),
      hint,
    });
  };
  for (const member of shape.members) {
    const spot = spotOf(member, top, json);
    if (spot === undefined) continue;
    const other = owners.get(spot);
    if (other === undefined) owners.set(spot, member);
    else
      say(member, `${other.name} and ${member.name} both travel as ${spot}.`, `give one of them another name or place`);
  }
  if (!top) return;
  const payload = shape.members.find((one) => one.wire.location === "payload");
  for (const member of shape.members) {
    if (payload !== undefined && member.wire.location === "body")
      say(
        member,
        `${payload.name} is the whole body, so ${member.name} has no place.`,
        `bind ${member.name} to the path, the query or a header, or take httpPayload off ${payload.name}`,
      );
    if (member.wire.location === "query" && literalQuery(input).has(member.wire.name))
      say(
        member,
        `The query key ${member.wire.name} stands in the URI "${input?.http?.uri}" already.`,
        "take it out of the URI, or bind the member to another key",
      );
  }
}

/** Each member has one place, which is one that it fits into. What stands in a path of `input` has to be given. */
function lintPlaces(
  shape: StructureShape,
  model: Model,
  input: Operation | undefined,
  place: PlaceOf,
  diagnostics: Diagnostics,
): void {
  const prefixes = shape.members.filter((one) => one.wire.location === "prefixHeaders");
  for (const member of shape.members) {
    const { name, wire, traits } = member;
    const say = (code: "SW1013" | "SW1019", trait: string, message: string, hint: string): void =>
      diagnostics.report(code, message, {
        shape: `${shape.id}$${name}`,
        place: place(shape.id, ["members", name, ...(trait in traits ? ["traits", trait] : [])], true),
        hint,
      });
    const [first, second] = wire.location === "body" ? [] : PLACES.filter((one) => `${API}${one}` in traits);
    if (second !== undefined)
      say(
        "SW1019",
        `${API}${second}`,
        `${name} has ${first} and ${second}, and a member travels in one place.`,
        "keep one",
      );
    if (input !== undefined && wire.location === "label") {
      const kind = model.shapes[member.target]?.kind;
      if (!member.required)
        say("SW1013", `${API}httpLabel`, `${name} has httpLabel and is not required.`, `add "${API}required": {}`);
      if (input.http?.labels.some((one) => one.name === name && one.greedy) && kind !== "string" && kind !== "enum")
        say(
          "SW1013",
          `${API}httpLabel`,
          `{${name}+} takes several parts of a path, and ${name} is no string.`,
          `write {${name}}`,
        );
    }
    const prefix =
      wire.location === "header" ? prefixes.find((one) => startsWith(wire.name, one.wire.name)) : undefined;
    if (prefix !== undefined)
      say(
        "SW1019",
        `${API}httpHeader`,
        `The header ${wire.name} is one of those that ${prefix.name} holds, which begin with "${prefix.wire.name}".`,
        "give one of them another name",
      );
    if (wire.location === "prefixHeaders" && member !== prefixes[0])
      say(
        "SW1019",
        `${API}httpPrefixHeaders`,
        `${prefixes[0]?.name} and ${name} both hold headers.`,
        "keep one of them",
      );
    if (wire.location === "body" && `${API}streaming` in (model.shapes[member.target]?.traits ?? {}))
      say("SW1019", "", `${name} is a stream, which is a whole body.`, `add "${API}httpPayload": {}`);
  }
}

const PLACES = "httpLabel httpQuery httpQueryParams httpHeader httpPrefixHeaders httpPayload httpResponseCode".split(
  " ",
);
const startsWith = (header: string, prefix: string): boolean =>
  prefix !== "" && header.toLowerCase().startsWith(prefix.toLowerCase());

const TRAITS: Readonly<Partial<Record<Member["wire"]["location"], string>>> = {
  query: "httpQuery",
  queryParams: "httpQueryParams",
  header: "httpHeader",
  prefixHeaders: "httpPrefixHeaders",
  statusCode: "httpResponseCode",
  payload: "httpPayload",
  body: "jsonName",
};

/** What only one member can be, in words; `undefined` where members cannot meet. */
function spotOf(member: Member, top: boolean, json: boolean): string | undefined {
  const { location, name } = member.wire;
  const inBody = json ? `the key "${name}" of the body` : undefined;
  if (!top) return json ? `the key "${jsonName(member)}"` : undefined;
  switch (location) {
    case "query":
      return `the query key "${name}"`;
    case "header":
      return `the header ${name.toLowerCase()}`;
    case "prefixHeaders":
      return `headers with the prefix "${name.toLowerCase()}"`;
    case "queryParams":
      return "all other query keys";
    case "statusCode":
      return "the status code";
    case "payload":
      return "the whole body";
    case "body":
      return inBody;
    case "label":
      return undefined;
    default:
      return location satisfies never;
  }
}

/** Bindings to the message count for nothing inside of a body. */
const jsonName = (member: Member): string => (member.traits[JSON_NAME] as string | undefined) ?? member.name;

const literalQuery = (operation: Operation | undefined): ReadonlySet<string> => {
  const query = operation?.http?.uri.split("?")[1] ?? "";
  return new Set(query.split("&").map((one) => one.split("=")[0] ?? ""));
};
