/**
 * The reader of botocore models: `service-2.json` and the files beside it to the Ast that a Smithy model would give, so that
 * nothing after it knows where a model came from. Every fault is a diagnostic that points into the file that has it.
 * Source: botocore's loaders, serialisers and parsers.
 */
import { type Diagnostics, nearest } from "../diagnostics.ts";
import { withArticle } from "../model/article.ts";
import { Ast, type AstShape, type Locator, settled } from "./ast.ts";
import { type Behaviour, behaviourTraits } from "./botocore-behaviour.ts";
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
import { type ShapeContext, shapeOf, type Target, TYPES } from "./botocore-shapes.ts";
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
  /** @param steps lead on from `path`. */
  const check = (use: ShapeUse, name: string, path: Path, steps: Path, type?: string): void => {
    const found: BotocoreShape | undefined = Object.hasOwn(shapes, use.shape) ? shapes[use.shape] : undefined;
    if (found !== undefined && (type === undefined || found.type === type)) return;
    const place = { file, path: [...path, ...steps, "shape"] };
    const about = path[0] === "shapes" ? `${name}$${steps.at(-1)}` : name;
    if (found === undefined) {
      const close = nearest(use.shape, names);
      const hint = close === undefined ? undefined : `did you mean ${close}?`;
      diagnostics.report("SW1003", `The shape ${use.shape} does not exist.`, { shape: about, place, hint });
    } else
      diagnostics.report(
        "SW1010",
        `${use.shape} is ${withArticle(found.type)}, and ${withArticle(type ?? "shape")} is expected here.`,
        {
          shape: about,
          place,
        },
      );
  };
  checkProtocols(metadata, file, diagnostics);
  checkSignature(metadata, file, diagnostics);
  for (const [name, operation] of Object.entries(operations)) {
    const path = ["operations", name];
    checkName(name, { file, path, key: true }, diagnostics);
    if (operation.input !== undefined) check(operation.input, name, path, ["input"], "structure");
    if (operation.output !== undefined) check(operation.output, name, path, ["output"], "structure");
    operation.errors?.forEach((error, index) => {
      check(error, name, path, ["errors", index], "structure");
    });
  }
  for (const [name, shape] of Object.entries(shapes)) {
    const path = ["shapes", name];
    checkName(name, { file, path, key: true }, diagnostics);
    checkType(name, shape, file, diagnostics);
    const { members = {} } = shape;
    for (const member in members) {
      const steps = ["members", member];
      check(members[member] as ShapeUse, name, path, steps);
      if (!NAME.test(member)) checkName(member, { file, path: [...path, ...steps], key: true }, diagnostics);
    }
    if (shape.member !== undefined) check(shape.member, name, path, ["member"]);
    if (shape.key !== undefined) check(shape.key, name, path, ["key"], "string");
    if (shape.value !== undefined) check(shape.value, name, path, ["value"]);
    const has = (member: string, steps: Path): void => {
      if (Object.hasOwn(members, member)) return;
      const close = nearest(member, Object.keys(members));
      diagnostics.report("SW1003", `${name} has no member ${member}.`, {
        shape: name,
        place: { file, path: [...path, ...steps] },
        hint: close === undefined ? undefined : `did you mean ${close}?`,
      });
    };
    shape.required?.forEach((member, index) => {
      has(member, ["required", index]);
    });
    if (shape.payload !== undefined) has(shape.payload, ["payload"]);
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

function checkName(
  name: string,
  place: { readonly file: string; readonly path: readonly string[]; readonly key: boolean },
  diagnostics: Diagnostics,
): void {
  if (NAME.test(name)) return;
  diagnostics.report("SW1012", `${JSON.stringify(name)} is not a name.`, {
    place,
    hint: "names are letters, digits and _, and no digit comes first",
  });
}

/** A type that there is, with what it cannot be without. */
function checkType(name: string, shape: BotocoreShape, file: string, diagnostics: Diagnostics): void {
  const path = ["shapes", name];
  if (!Object.hasOwn(TYPES, shape.type)) {
    const close = nearest(shape.type, Object.keys(TYPES));
    diagnostics.report("SW1004", `The shape type ${JSON.stringify(shape.type)} is unknown.`, {
      shape: name,
      place: { file, path: [...path, "type"] },
      hint: close === undefined ? `types are ${Object.keys(TYPES).join(", ")}` : `did you mean "${close}"?`,
    });
  }
  const needs = shape.type === "list" ? (["member"] as const) : shape.type === "map" ? (["key", "value"] as const) : [];
  for (const key of needs) {
    if (shape[key] !== undefined) continue;
    diagnostics.report("SW1011", `A ${shape.type} has a \`${key}\`.`, {
      shape: name,
      place: { file, path },
      hint: `add "${key}": {"shape": …}`,
    });
  }
}
