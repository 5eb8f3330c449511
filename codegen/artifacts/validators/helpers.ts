/** What several schemas of a file share: tests for numbers, times, bytes and unique items, and the patterns. Printed on first use. */
import { patternOf } from "../../model/pattern.ts";
import type { Ref, TsFile } from "../../ts/file.ts";
import { typeOnly } from "../../ts/form.ts";
import { literal } from "../../ts/literal.ts";

/** The library that the schemas are made with. */
export const ZOD: Ref = { name: "z", module: "npm:zod/mini", typeOnly: false };

/** What stands in a path for what must not be shown: as in the checker's messages. */
const HIDDEN = "***SensitiveInformation***";

/** By what a file can reach something that every program has: `TsFile.platform`. */
type Platform = (name: string) => string;

const T = typeOnly("<T>");

/** What zod knows a member `__proto__` as, whose values it would drop. No identifier, so no member's name. */
export const PROTO = "(__proto__)";
/** The same, as a message's path has it. */
const PROTO_PATH = `path.map((step, at) => (at === 0 && step === ${literal(PROTO)} ? "__proto__" : step))`;

const PARSED = "const { data, error } = schema.safeParse(value);";
/** A path whose first step, the key of a map, is not shown. */
const KEYLESS = `path.map((step, at) => (at === 0 ? ${literal(HIDDEN)} : step))`;

/**
 * A schema whose issues are told in other words: `parsed` makes `data` and `error`; an issue is taken `apart` and put
 * `together`. What is refused stays as it was given, since a union around it counts it.
 */
const retold = (z: string, parsed: string, apart: string, together: string): string =>
  `${T}(schema${typeOnly(`: ${z}.ZodMiniType<T>`)})${typeOnly(`: ${z}.ZodMiniType<T>`)} =>\n  ${piped(z, `${z}.unknown()`, parsed, apart, together)}`;
/** @param given the schema of what is looked at. */
const piped = (z: string, given: string, parsed: string, apart: string, together: string): string =>
  `${z}.pipe(\n    ${given},\n    ${z}.transform((value, context) => {\n      ${parsed}\n      for (const ${apart} of error?.issues ?? [])\n        context.issues.push({ ${together}, input: undefined, continue: true }${typeOnly(" as (typeof context.issues)[number]")});\n      return (error === undefined ? data : value)${typeOnly(" as T")};\n    }),\n  )`;
const retelling = (z: string): string => `<T>(schema: ${z}.ZodMiniType<T>) => ${z}.ZodMiniType<T>`;

/**
 * What the checker of the client takes for each kind, as source; `z` is what the file calls zod. `abort: false`, since zod
 * would else pass over the checks of everything around a value that is refused.
 */
const SHARED = {
  // What is undefined is not there, whatever it is called.
  given: {
    value: () =>
      `${T}(value${typeOnly(": T")})${typeOnly(": T")} => (typeof value === "object" && value !== null && Object.values(value).includes(undefined) && !Array.isArray(value) ? (Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined))${typeOnly(" as T")}) : value)`,
    type: () => "<T>(value: T) => T",
  },
  record: {
    value: (z: string) =>
      `/* @__PURE__ */ ${z}.pipe(\n  ${z}.custom${typeOnly("<object>")}(\n    (value) => typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date) && !ArrayBuffer.isView(value),\n    { error: "Has to be an object", abort: false },\n  ),\n  ${z}.transform((value${typeOnly(": object")}) => givenOf(value)),\n)`,
    type: (z: string) => `${z}.ZodMiniType<object>`,
  },
  // How deep a value is inside of what is not to be shown.
  hiding: {
    value: () => "{ depth: 0 }",
    type: () => "{ depth: number }",
  },
  hidden: {
    value: (z: string) =>
      retold(
        z,
        "hiding.depth += 1;\n      const { data, error } = schema.safeParse(value);\n      hiding.depth -= 1;",
        "issue",
        "...issue",
      ),
    type: retelling,
  },
  hiddenKeys: {
    value: (z: string) =>
      retold(z, PARSED, "{ path, ...issue }", `...issue, path: hiding.depth > 0 ? ${KEYLESS} : path`),
    type: retelling,
  },
  secretKeys: {
    value: (z: string) => retold(z, PARSED, "{ path, ...issue }", `...issue, path: ${KEYLESS}`),
    type: retelling,
  },
  one: {
    value: (z: string) =>
      `${T}(members${typeOnly(`: ${z}.ZodMiniType<unknown, object>`)})${typeOnly(`: ${z}.ZodMiniType<T>`)} =>\n  ${z}.pipe(\n    isRecord,\n    members.check(\n      ${z}.refine((value) => Object.values(value${typeOnly(" as object")}).filter((one) => one !== undefined).length === 1, {\n        error: "Exactly one member has to be set",\n        when: () => true,\n      }),\n    ),\n  )${typeOnly(` as ${z}.ZodMiniType<T>`)}`,
    type: (z: string) => `<T>(members: ${z}.ZodMiniType<unknown, object>) => ${z}.ZodMiniType<T>`,
  },
  own: {
    value: () => `(value) => Object.assign(Object.create(null), value)${typeOnly(" as object")}`,
    type: () => "(value: object) => object",
  },
  // To the name that zod knows, and back.
  renamed: {
    value: () =>
      `(value) => {\n  const names${typeOnly(": Record<string, string>")} = { ["__proto__"]: ${literal(PROTO)}, ${literal(PROTO)}: "__proto__" };\n  return typeof value === "object" && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).map(([name, one]) => [Object.hasOwn(names, name) ? names[name] : name, one])) : value;\n}`,
    type: () => "(value: unknown) => unknown",
  },
  proto: {
    value: (z: string) =>
      `${T}(schema${typeOnly(`: ${z}.ZodMiniType<unknown, object>`)})${typeOnly(`: ${z}.ZodMiniType<T, object>`)} =>\n  ${piped(
        z,
        `${z}.custom${typeOnly("<object>")}()`,
        "const { data: made, error } = schema.safeParse(renamedIn(value));\n      const data = renamedIn(made);",
        "{ path, ...issue }",
        `...issue, path: ${PROTO_PATH}`,
      )}`,
    type: (z: string) => `<T>(schema: ${z}.ZodMiniType<unknown, object>) => ${z}.ZodMiniType<T, object>`,
  },
  number: {
    value: (z: string) =>
      `/* @__PURE__ */ ${z}.custom${typeOnly("<number>")}((value) => typeof value === "number" || typeof value === "bigint", { error: "Has to be a number", abort: false })`,
    type: (z: string) => `${z}.ZodMiniType<number>`,
  },
  whole: {
    value: (z: string) =>
      `/* @__PURE__ */ ${z}.custom${typeOnly("<number>")}((value) => Number.isInteger(value) || typeof value === "bigint", { error: "Has to be a whole number", abort: false })`,
    type: (z: string) => `${z}.ZodMiniType<number>`,
  },
  bigInteger: {
    value: (z: string) =>
      `/* @__PURE__ */ ${z}.custom${typeOnly("<bigint>")}((value) => Number.isInteger(value) || typeof value === "bigint", { error: "Has to be a whole number", abort: false })`,
    type: (z: string) => `${z}.ZodMiniType<bigint>`,
  },
  timestamp: {
    value: (z: string) =>
      `/* @__PURE__ */ ${z}.custom${typeOnly("<Date>")}(\n  (value) =>\n    (value instanceof Date && !Number.isNaN(value.getTime())) ||\n    (typeof value === "number" && Number.isFinite(value)) ||\n    (typeof value === "string" && /^\\d{4}-\\d\\d-\\d\\d/.test(value) && !Number.isNaN(Date.parse(value))),\n  { error: "Has to be a date", abort: false },\n)`,
    type: (z: string) => `${z}.ZodMiniType<Date>`,
  },
  blob: {
    value: (z: string, of: Platform) =>
      `/* @__PURE__ */ ${z}.custom${typeOnly(`<${of("Uint8Array")}>`)}(\n  (value) => typeof value === "string" || value instanceof ArrayBuffer || ArrayBuffer.isView(value),\n  { error: "Has to be bytes", abort: false },\n)`,
    type: (z: string, of: Platform) => `${z}.ZodMiniType<${of("Uint8Array")}>`,
  },
  bytes: {
    value: (_: string, of: Platform) =>
      `(value) => (typeof value === "string" ? new ${of("TextEncoder")}().encode(value).length : (value${typeOnly(` as ${of("Uint8Array")} | null`)})?.byteLength ?? 0)`,
    type: () => "(value: unknown) => number",
  },
  identity: {
    value: (_: string, of: Platform) =>
      `(item) =>\n  ${of("JSON")}.stringify(item, (_, one${typeOnly(": unknown")}) => {\n    if (typeof one === "bigint") return String(one).concat("n");\n    return typeof one !== "object" || one === null || Array.isArray(one) ? one : Object.entries(one).sort();\n  })`,
    type: () => "(item: unknown) => string",
  },
} as const;

const NAMES: Readonly<Record<keyof typeof SHARED, string>> = {
  given: "givenOf",
  hiding: "hiding",
  hidden: "hiddenIn",
  hiddenKeys: "hiddenKeys",
  secretKeys: "secretKeys",
  record: "isRecord",
  one: "oneOf",
  own: "ownOf",
  renamed: "renamedIn",
  proto: "protoIn",
  number: "isNumber",
  whole: "isWhole",
  bigInteger: "isBigInteger",
  timestamp: "isTimestamp",
  blob: "isBlob",
  bytes: "bytesOf",
  identity: "identityOf",
};

export type Shared = keyof typeof SHARED;

export class Helpers {
  readonly used: Set<Shared> = new Set();
  readonly patterns: Map<string, string> = new Map();

  use(name: Shared): string {
    this.used.add(name);
    if (name === "record") this.used.add("given");
    if (name === "proto") this.used.add("renamed");
    if (name === "hidden" || name === "hiddenKeys") this.used.add("hiding");
    return NAMES[name];
  }

  /** The constant that holds a pattern; nothing where JavaScript cannot run it. */
  pattern(source: string): string | undefined {
    if (patternOf(source) === undefined) return undefined;
    const name = this.patterns.get(source) ?? `pattern${this.patterns.size}`;
    this.patterns.set(source, name);
    return name;
  }
}

/** Puts the used ones above the schemas. */
export function addHelpers(helpers: Helpers, file: TsFile): void {
  const statements = file.statements.splice(0);
  const z = file.use(ZOD);
  for (const [source, name] of helpers.patterns) {
    const pattern = patternOf(source);
    const value = `/* @__PURE__ */ new RegExp(${literal(pattern?.source)}, ${literal(pattern?.flags)})`;
    file.add({ kind: "const", name, local: true, type: "RegExp", value });
  }
  const platform: Platform = (name) => file.platform(name);
  for (const name of [...helpers.used].sort()) {
    const { value, type } = SHARED[name];
    file.add({
      kind: "const",
      name: helpers.use(name),
      local: true,
      type: type(z, platform),
      value: value(z, platform),
    });
  }
  file.add(...statements);
}
