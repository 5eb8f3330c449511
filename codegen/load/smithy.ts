/**
 * The reader of Smithy 2.0 JSON AST: one or several parsed documents to one Ast, checked for form, with `apply` statements
 * and mixins carried out. Every fault is a diagnostic with its place; what can still be read is read, so that one run shows
 * them all. Source: Smithy 2.0 specification, "JSON AST".
 */

import type { Diagnostics, Place } from "../diagnostics.ts";
import { nearest, suggestion } from "../diagnostics.ts";
import { withArticle } from "../model/article.ts";
import { isObject } from "../model/json.ts";
import { nameOf } from "../model/shape-id.ts";
import { checkTrait } from "../model/traits.ts";
import type { ShapeId } from "../model/types.ts";
import {
  Ast,
  type AstMember,
  type AstReference,
  type AstShape,
  isShapeId,
  membersOf,
  PRELUDE,
  PRELUDE_KINDS,
  PRIMITIVE_DEFAULTS,
  settled,
} from "./ast.ts";
import { canonical } from "./digest.ts";

export interface Document {
  readonly file: string;
  readonly json: unknown;
}

const SIMPLE = [
  "blob",
  "boolean",
  "string",
  "byte",
  "short",
  "integer",
  "long",
  "float",
  "double",
  "bigInteger",
  "bigDecimal",
  "timestamp",
  "document",
];
const TYPES: ReadonlySet<string> = new Set([
  ...SIMPLE,
  "enum",
  "intEnum",
  "list",
  "set",
  "map",
  "structure",
  "union",
  "operation",
  "resource",
  "service",
  "apply",
]);
/** The keys that hold one reference, or a list of them, by shape type. */
const REFERENCES: Readonly<Record<string, { one?: readonly string[]; many?: readonly string[] }>> = {
  operation: { one: ["input", "output"], many: ["errors"] },
  service: { many: ["operations", "resources", "errors"] },
  resource: {
    one: ["create", "put", "read", "update", "delete", "list"],
    many: ["operations", "collectionOperations", "resources"],
  },
};

export function isSmithy(json: unknown): boolean {
  return isObject(json) && "smithy" in json;
}

/** Reads all documents into one Ast. */
export function readSmithy(documents: readonly Document[], diagnostics: Diagnostics): Ast {
  const ast = new Ast("smithy");
  const applied: Statement[] = [];
  /** What has been said of these is enough: that they are not there is not said as well. */
  const broken = new Set<string>();
  for (const { file, json } of documents) {
    if (!isObject(json) || !isObject(json["shapes"])) {
      diagnostics.report("SW1002", "A Smithy model is an object with `smithy` and `shapes`.", {
        place: { file, path: [] },
        hint: 'expected {"smithy": "2.0", "shapes": { … }}',
      });
      continue;
    }
    const version = json["smithy"];
    if (typeof version !== "string" || !/^(1(\.0)?|2(\.\d+)?)$/.test(version)) {
      diagnostics.report("SW1014", `The Smithy version is ${JSON.stringify(version)}; 2.0 is read.`, {
        place: { file, path: ["smithy"] },
      });
    }
    for (const [id, shape] of Object.entries(json["shapes"])) {
      const place = { file, path: ["shapes", id] };
      const checked = checkShape(id, shape, place, diagnostics);
      if (checked === undefined) broken.add(id);
      if (checked === undefined) continue;
      if (checked.type === "apply") applied.push({ id, shape: checked, place });
      else
        add(ast, id as ShapeId, version === "1.0" || version === "1" ? zeroed(checked) : checked, place, diagnostics);
    }
  }
  mixIn(
    ast,
    applied.filter((one) => !apply(ast, one)),
    diagnostics,
  );
  checkTargets(ast, broken, diagnostics);
  const [first] = documents;
  if (ast.shapes.size === 0 && first !== undefined && !diagnostics.failed)
    diagnostics.report("SW1005", "The model has no shapes.", {
      place: { file: first.file, path: ["shapes"] },
      hint: 'add a shape of type "service"',
    });
  return ast;
}

/** A shape may stand in several files, if it is the same in all of them. */
function add(ast: Ast, id: ShapeId, shape: AstShape, place: Place, diagnostics: Diagnostics): void {
  const other = ast.shapes.get(id);
  const before = ast.place(id);
  ast.add(id, shape, place);
  if (other === undefined || canonical(byName(shape)) === canonical(byName(other))) return;
  diagnostics.report("SW1027", `${id} is defined here, and differently in ${before.file}.`, {
    shape: id,
    place: { ...place, key: true },
    hint: "leave one of the two out, or put them into one",
  });
}

/** For comparing: in two files, members may stand in two orders. */
const byName = (shape: AstShape): object => ({ ...shape, members: Object.fromEntries(shape.members ?? []) });

/** Smithy 1.0 does not say defaults: a member of a primitive kind that is neither boxed nor required is 0 or false. */
function zeroed(shape: AstShape): AstShape {
  if (shape.type !== "structure") return shape;
  const members = shape.members?.map(([name, member]) => {
    const zero = PRIMITIVE_DEFAULTS[member.target];
    const stated = ["box", "required", "default"].some((trait) => `${PRELUDE}${trait}` in (member.traits ?? {}));
    if (zero === undefined || stated) return [name, member] as const;
    return [name, { ...member, traits: { "smithy.api#default": zero, ...member.traits } }] as const;
  });
  return settled({ ...shape, members });
}

/** The form of one shape: its id, its type, its members and traits. */
function checkShape(id: string, shape: unknown, place: Place, diagnostics: Diagnostics): AstShape | undefined {
  const at = (...steps: (string | number)[]): Place => ({ ...place, path: [...(place.path ?? []), ...steps] });
  const say = (code: "SW1004" | "SW1011" | "SW1012", message: string, where: Place, hint?: string): undefined => {
    diagnostics.report(code, message, { shape: id, place: where, hint });
    return undefined;
  };
  const [owner, inside] = id.split("$");
  // Only a statement is about a member.
  if (!isShapeId(owner) || (inside !== undefined && isObject(shape) && shape["type"] !== "apply"))
    return say(
      "SW1012",
      `${JSON.stringify(id)} is not a shape id.`,
      { ...place, key: true },
      "a shape id is namespace#Name",
    );
  if (!isObject(shape)) return say("SW1011", "A shape is an object with a type.", place);
  const type = shape["type"];
  if (typeof type !== "string" || !TYPES.has(type)) {
    const close = typeof type === "string" ? nearest(type, [...TYPES]) : undefined;
    return say(
      "SW1004",
      `The shape type ${JSON.stringify(type)} is unknown.`,
      at("type"),
      close === undefined ? `types are ${[...TYPES].join(", ")}` : `did you mean "${close}"?`,
    );
  }
  let sound = true;
  const member = (steps: readonly (string | number)[], value: unknown): void => {
    if (isObject(value) && isShapeId(value["target"])) return;
    sound = false;
    const given = isObject(value) ? value["target"] : value;
    say(
      "SW1012",
      `A target is a shape id, not ${JSON.stringify(given)}.`,
      at(...steps, ...(isObject(value) && "target" in value ? ["target"] : [])),
    );
  };
  for (const key of REFERENCES[type]?.one ?? []) if (shape[key] !== undefined) member([key], shape[key]);
  for (const key of [...(REFERENCES[type]?.many ?? []), "mixins"]) {
    const list = shape[key];
    if (list === undefined) continue;
    if (Array.isArray(list)) for (const [index, one] of list.entries()) member([key, index], one);
    else {
      sound = false;
      say("SW1011", `\`${key}\` is a list of references.`, at(key));
    }
  }
  const needs = type === "list" || type === "set" ? ["member"] : type === "map" ? ["key", "value"] : [];
  for (const key of needs) {
    if (shape[key] === undefined && shape["mixins"] === undefined) {
      sound = false;
      say("SW1011", `A ${type} has a \`${key}\`.`, place, `add "${key}": {"target": …}`);
    } else if (shape[key] !== undefined) member([key], shape[key]);
  }
  const members = shape["members"];
  if (members !== undefined && !isObject(members)) {
    sound = false;
    say("SW1011", "`members` is an object of members by name.", at("members"));
  }
  for (const [name, value] of Object.entries(isObject(members) ? members : {})) member(["members", name], value);
  if (type === "service") {
    const { version, rename } = shape;
    if (version !== undefined && typeof version !== "string")
      say("SW1011", `A version is a text, not ${JSON.stringify(version)}.`, at("version"));
    const names = isObject(rename) ? Object.entries(rename) : [];
    if (rename !== undefined && !isObject(rename)) say("SW1011", "`rename` is an object of names.", at("rename"));
    for (const [from, to] of names)
      if (typeof to !== "string" || !isShapeId(`a#${to}`) || !isShapeId(from))
        say("SW1012", `${JSON.stringify(to)} is not a name for ${from}.`, at("rename", from));
    if (names.some(([from, to]) => !isShapeId(from) || !isShapeId(`a#${String(to)}`))) sound = false;
    if (rename !== undefined && !isObject(rename)) sound = false;
  }
  return sound ? settled(withSoundTraits(id, shape as RawShape, at, diagnostics)) : undefined;
}

/** A shape as it stands in a file, once it is known to be of its form. */
type RawShape = Pick<AstShape, "traits" | "member" | "key" | "value"> & {
  readonly members?: Readonly<Record<string, AstMember>>;
};

/** The shape without traits whose values are wrong, so that nothing after this has to look at a value's form again. */
function withSoundTraits(
  id: string,
  shape: RawShape,
  at: (...steps: (string | number)[]) => Place,
  diagnostics: Diagnostics,
): AstShape {
  const sound = <T extends Pick<AstMember, "traits">>(
    about: string,
    one: T,
    steps: readonly (string | number)[],
  ): T => {
    if (one.traits === undefined) return one;
    const { traits, ...rest } = one;
    if (isObject(traits)) return { ...one, traits: soundTraits(about, traits, [...steps, "traits"], at, diagnostics) };
    diagnostics.report("SW1011", "`traits` is an object of trait values by trait id.", {
      shape: about,
      place: at(...steps, "traits"),
    });
    return rest as T;
  };
  const cleaned: Record<string, unknown> = { ...sound(id, shape, []) };
  if (shape.members !== undefined)
    cleaned["members"] = Object.entries(shape.members).map(([name, one]) => [
      name,
      sound(`${id}$${name}`, one, ["members", name]),
    ]);
  for (const name of ["member", "key", "value"] as const)
    if (shape[name] !== undefined) cleaned[name] = sound(`${id}$${name}`, shape[name], [name]);
  return cleaned as unknown as AstShape;
}

function soundTraits(
  about: string,
  traits: Readonly<Record<string, unknown>>,
  steps: readonly (string | number)[],
  at: (...steps: (string | number)[]) => Place,
  diagnostics: Diagnostics,
): Readonly<Record<string, unknown>> {
  const sound = Object.entries(traits).flatMap(([trait, value]) => {
    const faults = checkTrait(trait, value);
    for (const fault of faults)
      diagnostics.report("SW1009", `${trait}: ${fault.message}`, {
        shape: about,
        place: at(...steps, trait, ...fault.path),
        hint: fault.hint,
      });
    if (faults.length === 0) return [[trait, value]];
    const rest = without(
      value,
      faults.map(({ path }) => path),
    );
    return rest !== undefined && checkTrait(trait, rest).length === 0 ? [[trait, rest]] : [];
  });
  return Object.fromEntries(sound);
}

/** A trait's value without what is wrong in it: the rest can be looked at all the same. */
function without(value: unknown, paths: readonly (readonly (string | number)[])[]): unknown {
  const rest = structuredClone(value);
  for (const path of paths) {
    const last = path.at(-1);
    const owner = path.slice(0, -1).reduce<unknown>((one, step) => (one as Record<string, unknown>)[step], rest);
    if (last === undefined || !isObject(owner)) return undefined;
    delete (owner as Record<string, unknown>)[last];
  }
  return rest;
}

/** An `apply` statement: traits put on a shape or member from elsewhere. */
interface Statement {
  readonly id: string;
  readonly shape: AstShape;
  readonly place: Place;
}

/** Carries a statement out; false where its target is not there (yet: a mixin may bring it). */
function apply(ast: Ast, { id: target, shape, place }: Statement): boolean {
  const [id, member] = target.split("$") as [ShapeId, string | undefined];
  if (id.startsWith(PRELUDE)) return true;
  const found = ast.shapes.get(id);
  if (found === undefined || (member !== undefined && !membersOf(found).some(([name]) => name === member)))
    return false;
  for (const [trait, value] of Object.entries(shape.traits ?? {}))
    ast.apply(id, member, trait, value, {
      by: "statement",
      place: { ...place, path: [...(place.path ?? []), "traits", trait] },
    });
  return true;
}

/**
 * Copies members and traits of mixins into the shapes that use them, a mixin before its users, and applies what waits for
 * members that only now are there. Source: Smithy 2.0, "Mixins".
 */
function mixIn(ast: Ast, waiting: readonly Statement[], diagnostics: Diagnostics): void {
  const done = new Set<ShapeId>();
  const lost = new Set(waiting);
  const resolve = (id: ShapeId, path: readonly ShapeId[]): AstShape | undefined => {
    const shape = ast.shapes.get(id);
    if (shape === undefined || done.has(id)) return shape;
    const sources: AstShape[] = [];
    for (const [index, { target }] of (shape.mixins ?? []).entries()) {
      const source = path.includes(target) ? undefined : resolve(target, [...path, target]);
      if (source === undefined)
        diagnostics.report("SW1003", `The mixin ${target} does not exist, or mixes itself in.`, {
          shape: id,
          place: ast.place(id, ["mixins", index]),
        });
      else sources.push(source);
    }
    // Later mixins win over earlier ones, and what the shape says itself over all.
    const [first, ...others] = [...sources, shape];
    if (others.length > 0) ast.shapes.set(id, settled(others.reduce(merge, first as AstShape)));
    done.add(id);
    for (const one of waiting) if (one.id.startsWith(`${id}$`) && apply(ast, one)) lost.delete(one);
    return ast.shapes.get(id);
  };
  for (const [id, shape] of ast.shapes) if (shape.mixins !== undefined) resolve(id, [id]);
  for (const { id, place } of lost)
    diagnostics.report("SW1003", `The target ${id} of this apply statement does not exist.`, {
      shape: id,
      place: { ...place, key: true },
    });
}

/** A shape over one of its mixins. The other way round, traits that the mixin keeps to itself would travel. */
function merge(mixin: AstShape, shape: AstShape): AstShape {
  const local = new Set(["smithy.api#mixin", ...localTraits(mixin)]);
  const inherited = Object.fromEntries(Object.entries(mixin.traits ?? {}).filter(([trait]) => !local.has(trait)));
  const members = new Map(mixin.members);
  for (const [name, member] of shape.members ?? []) {
    const above = members.get(name);
    members.set(
      name,
      above === undefined ? member : { target: member.target, traits: { ...above.traits, ...member.traits } },
    );
  }
  const lists = Object.fromEntries(
    ["operations", "resources", "errors"].flatMap((key) => {
      const all = [
        ...((mixin[key] as AstReference[] | undefined) ?? []),
        ...((shape[key] as AstReference[] | undefined) ?? []),
      ];
      return all.length > 0 ? [[key, all]] : [];
    }),
  );
  const rename = { ...mixin.rename, ...shape.rename };
  return {
    ...mixin,
    ...shape,
    ...lists,
    ...(Object.keys(rename).length === 0 ? {} : { rename }),
    ...(members.size === 0 && shape.members === undefined ? {} : { members: [...members] }),
    traits: { ...inherited, ...shape.traits },
  };
}

function localTraits(mixin: AstShape): readonly string[] {
  const value = mixin.traits?.["smithy.api#mixin"];
  const local = isObject(value) ? value["localTraits"] : undefined;
  return Array.isArray(local) ? local.filter((one) => typeof one === "string") : [];
}

/** Every target is a shape of the model or of the prelude, of a type that may stand there. */
function checkTargets(ast: Ast, broken: ReadonlySet<string>, diagnostics: Diagnostics): void {
  const exists = (id: ShapeId): boolean =>
    ast.shapes.has(id) || (id.startsWith(PRELUDE) && PRELUDE_KINDS[nameOf(id)] !== undefined);
  const typeOf = (id: ShapeId): string => ast.shapes.get(id)?.type ?? PRELUDE_KINDS[nameOf(id)] ?? "";
  const check = (
    id: ShapeId,
    target: ShapeId,
    steps: readonly (string | number)[],
    allowed: (type: string) => boolean,
    what: string,
  ): void => {
    const place = ast.place(id, [...steps, "target"]);
    const shape = steps[0] === "members" ? `${id}$${steps[1]}` : `${id}$${steps[0]}`;
    if (broken.has(target)) return;
    if (!exists(target)) {
      const hint = suggestion(target, [...ast.shapes.keys()]);
      diagnostics.report("SW1003", `The target ${target} does not exist.`, { shape, place, hint });
    } else if (!allowed(typeOf(target))) {
      diagnostics.report("SW1010", `${target} is ${withArticle(typeOf(target))}, and ${what} is expected here.`, {
        shape,
        place,
      });
    }
  };
  const data = (type: string): boolean => !["operation", "resource", "service"].includes(type);
  const only =
    (...types: string[]) =>
    (type: string): boolean =>
      types.includes(type);
  for (const [id, shape] of ast.shapes) {
    for (const [, member, steps] of membersOf(shape)) check(id, member.target, steps, data, "a data shape");
    for (const key of REFERENCES[shape.type]?.one ?? []) {
      const reference = shape[key] as AstReference | undefined;
      const operation = shape.type === "operation";
      if (reference !== undefined)
        check(
          id,
          reference.target,
          [key],
          operation ? only("structure") : only("operation"),
          operation ? "a structure" : "an operation",
        );
    }
    for (const key of REFERENCES[shape.type]?.many ?? []) {
      const type = key === "errors" ? "structure" : key === "resources" ? "resource" : "operation";
      ((shape[key] as AstReference[] | undefined) ?? []).forEach(({ target }, index) => {
        check(id, target, [key, index], only(type), `a ${type}`);
      });
    }
  }
}
