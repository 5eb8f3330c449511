/** What several schemas of a file share: tests for numbers, times, bytes and unique items, and the patterns. Printed on first use. */
import { patternOf } from "../../model/pattern.ts";
import type { TsFile } from "../../ts/file.ts";
import { literal } from "../../ts/literal.ts";

const SHARED = {
  number: {
    value: (z: string) =>
      `/* @__PURE__ */ ${z}.custom<number>((value) => typeof value === "number", "Has to be a number")`,
    type: (z: string) => `${z}.ZodMiniType<number>`,
  },
  timestamp: {
    value: (z: string) =>
      `/* @__PURE__ */ ${z}.custom<Date>(\n  (value) =>\n    (value instanceof Date && !Number.isNaN(value.getTime())) ||\n    (typeof value === "number" && Number.isFinite(value)) ||\n    (typeof value === "string" && /^\\d{4}-\\d\\d-\\d\\d/.test(value) && !Number.isNaN(Date.parse(value))),\n  "Has to be a date",\n)`,
    type: (z: string) => `${z}.ZodMiniType<Date>`,
  },
  blob: {
    value: (z: string) =>
      `/* @__PURE__ */ ${z}.custom<Uint8Array>(\n  (value) => typeof value === "string" || value instanceof ArrayBuffer || ArrayBuffer.isView(value),\n  "Has to be bytes",\n)`,
    type: (z: string) => `${z}.ZodMiniType<Uint8Array>`,
  },
  unique: {
    value: () =>
      '(items) => new Set(items.map((item) => JSON.stringify(item, (_, one) => (typeof one === "bigint" ? String(one) : one)))).size === items.length',
    type: () => "(items: readonly unknown[]) => boolean",
  },
} as const;

export type Shared = keyof typeof SHARED;

export class Helpers {
  readonly used: Set<Shared> = new Set();
  readonly patterns: Map<string, string> = new Map();

  use(name: Shared): string {
    this.used.add(name);
    return `is${name.charAt(0).toUpperCase()}${name.slice(1)}`;
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
  const z = file.use({ name: "z", module: "npm:zod/mini", typeOnly: false });
  for (const [source, name] of helpers.patterns) {
    const pattern = patternOf(source);
    const value = `/* @__PURE__ */ new RegExp(${literal(pattern?.source)}, ${literal(pattern?.flags)})`;
    file.add({ kind: "const", name, local: true, type: "RegExp", value });
  }
  for (const name of [...helpers.used].sort()) {
    const { value, type } = SHARED[name];
    file.add({ kind: "const", name: helpers.use(name), local: true, type: type(z), value: value(z) });
  }
  file.add(...statements);
}
