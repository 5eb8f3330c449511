/**
 * Evaluates JMESPath expressions over outputs. Nearly all expressions of models are dotted names, which need no library;
 * the others load one on first use.
 */

const DOTTED = /^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*$/;

/** Whether an expression is names joined by dots. Only such a place can be written to. */
export function isDotted(expression: string): boolean {
  return DOTTED.test(expression);
}

/** The value that the expression finds; null when it finds none. Throws on an expression that is no JMESPath. */
export async function search(expression: string, data: unknown): Promise<unknown> {
  if (isDotted(expression)) return walk(expression, data);
  const { search: evaluate } = await import("./jmespath.ts");
  return evaluate(data, expression) ?? null;
}

function walk(path: string, data: unknown): unknown {
  let value = data;
  for (const name of path.split(".")) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return null;
    value = (value as Readonly<Record<string, unknown>>)[name];
  }
  return value ?? null;
}

/** A copy of `data` in which the dotted place holds `value`; what is not on the way is shared. */
export function withValue<T extends object>(data: T, path: string, value: unknown): T {
  if (!isDotted(path)) throw new TypeError(`Cannot write to ${path}: not a dotted path`);
  const [name = "", ...rest] = path.split(".");
  const inner = (data as Readonly<Record<string, unknown>>)[name];
  const outer = typeof inner === "object" && inner !== null ? inner : {};
  return { ...data, [name]: rest.length > 0 ? withValue(outer, rest.join("."), value) : value };
}
