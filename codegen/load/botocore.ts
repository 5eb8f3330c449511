/**
 * The reader of botocore models: `service-2.json` and the files beside it to the Ast that a Smithy model would give, so that
 * nothing after it knows where a model came from. Every fault is a diagnostic that points into the file that has it.
 * Source: botocore's loaders, serialisers and parsers.
 */
import { type Diagnostics, nearest, suggestion } from "../diagnostics.ts";
import { withArticle } from "../model/article.ts";
import { Ast, type AstShape, type Locator, settled } from "./ast.ts";
import { type Behaviour, behaviourTraits } from "./botocore-behaviour.ts";
import type { ShapeContext, Target } from "./botocore-context.ts";
import {
  type BotocoreService,
  type BotocoreShape,
  type Contents,
  checked,
  type Metadata,
  merged,
  type ShapeUse,
} from "./botocore-form.ts";
import { namesOf } from "./botocore-names.ts";
import { operationOf, protocolsOf, SPOKEN, serviceOf, xmlNamespaceOf } from "./botocore-operations.ts";
import { type BotocoreFileNames, operationPlaces, servicePlaces, shapePlaces } from "./botocore-places.ts";
import { rulesOf } from "./botocore-rules.ts";
import { shapeOf, TYPES } from "./botocore-shapes.ts";
import type { Document } from "./smithy.ts";

/** The files of one model; extras are laid over the file that they are of. */
export interface BotocoreFiles {
  readonly service: Document;
  readonly serviceExtras?: Document | undefined;
  readonly paginators?: Document | undefined;
  readonly paginatorExtras?: Document | undefined;
  readonly waiters?: Document | undefined;
  readonly examples?: Document | undefined;
  readonly rules?: Document | undefined;
}

/** Reads the files into one Ast; an empty one where they do not have their form. */
export function readBotocore(files: BotocoreFiles, diagnostics: Diagnostics): Ast {
  const { service: main, serviceExtras, paginatorExtras } = files;
  const read = <K extends keyof Contents>(kind: K, document: Document | undefined, extras?: Document) =>
    document === undefined ? undefined : checked(kind, merged(document.json, extras?.json), document.file, diagnostics);
  const service = read("service", main, serviceExtras);
  const paginators = read("paginators", files.paginators ?? paginatorExtras, paginatorExtras);
  const behaviour: Behaviour = {
    paginators,
    waiters: read("waiters", files.waiters),
    examples: read("examples", files.examples),
  };
  const rules = read("rules", files.rules);
  if (service === undefined || diagnostics.failed) return new Ast("botocore");
  checkReferences(service, main.file, diagnostics);
  if (diagnostics.failed) return new Ast("botocore");
  const places: BotocoreFileNames = {
    service: main.file,
    paginators: (files.paginators ?? paginatorExtras)?.file,
    waiters: files.waiters?.file,
    examples: files.examples?.file,
    rules: files.rules?.file,
  };
  return convert(service, behaviour, rules, places, diagnostics);
}

function convert(
  service: BotocoreService,
  behaviour: Behaviour,
  rules: Contents["rules"] | undefined,
  files: BotocoreFileNames,
  diagnostics: Diagnostics,
): Ast {
  const ast = new Ast("botocore");
  const names = namesOf(service);
  const protocols = new Set(protocolsOf(service.metadata));
  const rest = protocols.has("rest-json") || protocols.has("rest-xml");
  const namespace = xmlNamespaceOf(service);
  const { errors, roots } = shared(service);
  const made = new Set<string>();
  const targets = new Map<string, Target>();
  for (const [name, shape] of Object.entries(service.shapes))
    targets.set(name, { id: names.shape(name), shape, type: shape.type });
  const shapes: ShapeContext = {
    names,
    targets,
    rest,
    json: protocols.has("rest-json") || protocols.has("json"),
    xml: ["rest-xml", "query", "ec2"].some((one) => protocols.has(one)),
    query: protocols.has("query") || service.metadata.awsQueryCompatible !== undefined,
    namespace,
    errors,
    roots,
    synthesize: (name, shape) => {
      const id = `${names.namespace}#${name}` as const;
      if (!made.has(name)) ast.add(id, shape, { file: files.service, path: ["shapes"] });
      made.add(name);
      return id;
    },
  };
  const home = serviceOf(service, names, namespace);
  const traits = { ...home.traits, ...(rules === undefined ? {} : { "smithy.rules#endpointRuleSet": rulesOf(rules) }) };
  ast.add(names.service, settled({ ...home, traits }), servicePlaces(files));
  for (const [name, { id, shape }] of targets)
    ast.add(id, shapeOf(name, shape, shapes), shapePlaces(files.service, name, shape));
  const extras = behaviourTraits(service, behaviour, files, diagnostics);
  const context = { service, names, rest, file: files.service };
  for (const [name, operation] of Object.entries(service.operations)) {
    const shape: AstShape = operationOf(name, operation, extras.get(name) ?? {}, context, diagnostics);
    const places: Locator = operationPlaces(files, name);
    ast.add(names.operation(name), settled(shape), places);
  }
  return ast;
}

/** What operations say of shapes: which are errors, and what the root element of an input is called. */
function shared({ operations }: BotocoreService): Pick<ShapeContext, "errors" | "roots"> {
  const errors = new Map<string, ShapeUse>();
  const roots = new Map<string, string>();
  for (const { input, errors: thrown = [] } of Object.values(operations)) {
    if (input?.locationName !== undefined) roots.set(input.shape, input.locationName);
    for (const one of thrown) if (!errors.has(one.shape)) errors.set(one.shape, one);
  }
  return { errors, roots };
}

/** Every name of a shape or member leads to one, of a type that may stand there; ids can be made of all names. */
function checkReferences(
  { operations, shapes, metadata }: BotocoreService,
  file: string,
  diagnostics: Diagnostics,
): void {
  const names = Object.keys(shapes);
  const types = new Map<string, string>();
  for (const name of names) types.set(name, shapes[name]?.type ?? "");
  /** @param steps lead from `name` in `within` to the use. */
  const check = (use: ShapeUse, within: "operations" | "shapes", name: string, steps: Path, type?: string): void => {
    const found = types.get(use.shape);
    if (found !== undefined && (type === undefined || found === type)) return;
    const place = { file, path: [within, name, ...steps, "shape"] };
    const about = within === "shapes" ? `${name}$${steps.at(-1)}` : name;
    if (found === undefined) {
      const hint = suggestion(use.shape, names);
      diagnostics.report("SW1003", `The shape ${use.shape} does not exist.`, { shape: about, place, hint });
    } else
      diagnostics.report(
        "SW1010",
        `${use.shape} is ${withArticle(found)}, and ${withArticle(type ?? "shape")} is expected here.`,
        {
          shape: about,
          place,
        },
      );
  };
  checkProtocols(metadata, file, diagnostics);
  checkSignature(metadata, file, diagnostics);
  for (const [name, operation] of Object.entries(operations)) {
    checkName(name, ["operations", name], file, diagnostics);
    const { input, output, errors = [] } = operation;
    if (input !== undefined) check(input, "operations", name, ["input"], "structure");
    if (output !== undefined) check(output, "operations", name, ["output"], "structure");
    for (const [index, error] of errors.entries()) check(error, "operations", name, ["errors", index], "structure");
  }
  for (const [name, shape] of Object.entries(shapes)) {
    checkName(name, ["shapes", name], file, diagnostics);
    checkType(name, shape, file, diagnostics);
    const { members = {}, member, key, value, required = [], payload } = shape;
    for (const one in members) {
      // A list of steps for each of them would cost more than the look.
      if (!types.has(members[one]?.shape ?? "")) check(members[one] as ShapeUse, "shapes", name, ["members", one]);
      if (!NAME.test(one)) checkName(one, ["shapes", name, "members", one], file, diagnostics);
    }
    if (member !== undefined) check(member, "shapes", name, ["member"]);
    if (key !== undefined) check(key, "shapes", name, ["key"], "string");
    if (value !== undefined) check(value, "shapes", name, ["value"]);
    const has = (one: string, steps: Path): void => {
      if (Object.hasOwn(members, one)) return;
      diagnostics.report("SW1003", `${name} has no member ${one}.`, {
        shape: name,
        place: { file, path: ["shapes", name, ...steps] },
        hint: suggestion(one, Object.keys(members)),
      });
    };
    for (const [index, one] of required.entries()) if (!Object.hasOwn(members, one)) has(one, ["required", index]);
    if (payload !== undefined) has(payload, ["payload"]);
  }
}

/** One protocol that is spoken is enough. */
function checkProtocols(metadata: Metadata, file: string, diagnostics: Diagnostics): void {
  const protocols = protocolsOf(metadata);
  if (protocols.some((one) => SPOKEN.includes(one))) return;
  const has = protocols.length === 0 ? "names no protocol" : `speaks ${protocols.join(", ")}`;
  diagnostics.report("SW1007", `The service ${has}, and swage speaks ${SPOKEN.join(", ")}.`, {
    place: { file, path: ["metadata", metadata.protocols === undefined ? "protocol" : "protocols"] },
  });
}

/** SimpleDB's model and Import/Export's ask for version 2, which AWS has long replaced. */
function checkSignature({ auth, signatureVersion }: Metadata, file: string, diagnostics: Diagnostics): void {
  if (auth !== undefined || signatureVersion !== "v2") return;
  diagnostics.report("SW2072", "The model asks for signatures of version 2: requests are signed with version 4.", {
    place: { file, path: ["metadata", "signatureVersion"] },
    hint: "where the service takes no other, give the client a `signer` of version 2",
  });
}

type Path = readonly (string | number)[];
const NAME = /^[A-Za-z_]\w*$/;

function checkName(name: string, path: readonly string[], file: string, diagnostics: Diagnostics): void {
  if (NAME.test(name)) return;
  diagnostics.report("SW1012", `${JSON.stringify(name)} is not a name.`, {
    place: { file, path, key: true },
    hint: "names are letters, digits and _, and no digit comes first",
  });
}

/** A type that there is, with what it cannot be without. */
function checkType(name: string, shape: BotocoreShape, file: string, diagnostics: Diagnostics): void {
  const { type } = shape;
  const path = ["shapes", name];
  if (!Object.hasOwn(TYPES, type)) {
    const close = nearest(type, Object.keys(TYPES));
    diagnostics.report("SW1004", `The shape type ${JSON.stringify(type)} is unknown.`, {
      shape: name,
      place: { file, path: [...path, "type"] },
      hint: close === undefined ? `types are ${Object.keys(TYPES).join(", ")}` : `did you mean "${close}"?`,
    });
  }
  const needs = type === "list" ? (["member"] as const) : type === "map" ? (["key", "value"] as const) : [];
  for (const key of needs) {
    if (shape[key] !== undefined) continue;
    diagnostics.report("SW1011", `A ${type} has a \`${key}\`.`, {
      shape: name,
      place: { file, path },
      hint: `add "${key}": {"shape": …}`,
    });
  }
}
