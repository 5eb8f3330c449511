/**
 * The text that says where a pagination stopped, the same as the Python client writes, so that either reads the other's:
 * base64 of a JSON object with the service's tokens and the number of items already taken from the page they lead to.
 */
import { decodeBase64, encodeBase64, toBytes, utf8 } from "../values/base64.ts";

/** The service's tokens by the name of the input member; null where it has given none. */
export type Tokens = Readonly<Record<string, unknown>>;

/** Where to start: the page that the tokens lead to, without its first `skip` items. */
export interface Resume {
  readonly tokens: Tokens;
  readonly skip: number;
}

const SKIP = "boto_truncate_amount";
const BYTES = "boto_encoded_keys";

type Path = readonly (string | number)[];

/** `skip` undefined: the page is taken whole. */
export function encodeResumeToken(tokens: Tokens, skip?: number): string {
  const paths: Path[] = [];
  const plain = withoutBytes(skip === undefined ? tokens : { ...tokens, [SKIP]: skip }, [], paths);
  const token = paths.length > 0 ? { ...(plain as object), [BYTES]: paths } : plain;
  return encodeBase64(toBytes(pythonJson(token)) as Uint8Array);
}

/**
 * Reads a starting token: a resume token, the older `token___token___index`, or else a token of the service itself.
 * `names` are the input members that take tokens. Throws a `TypeError` when there are more tokens than members.
 */
export function decodeResumeToken(text: string, names: readonly string[]): Resume {
  return decoded(text, names) ?? older(text, names);
}

function decoded(text: string, names: readonly string[]): Resume | undefined {
  let token: unknown;
  try {
    token = JSON.parse(utf8(decodeBase64(text)));
  } catch {
    return undefined;
  }
  if (typeof token !== "object" || token === null) return undefined;
  const { [SKIP]: skip = 0, [BYTES]: paths = [], ...tokens } = token as Record<string, unknown>;
  // Services, too, write base64 of JSON; ours names the members that its tokens are for.
  const found = Object.keys(tokens);
  if (found.length === 0 || found.some((name) => !names.includes(name)) || typeof skip !== "number") return undefined;
  for (const path of paths as readonly Path[]) restoreBytes(tokens, path);
  return { tokens, skip };
}

function older(text: string, names: readonly string[]): Resume {
  let parts = text.split("___");
  let skip = 0;
  if (parts.length === names.length + 1) {
    const last = parts.pop() as string;
    if (/^\s*[-+]?\d+\s*$/.test(last)) skip = Number(last);
    else parts = [text];
  }
  if (parts.length > names.length) throw new TypeError(`Bad starting token: ${text}`);
  const part = (i: number): unknown => (parts[i] === undefined || parts[i] === "None" ? null : parts[i]);
  return { tokens: Object.fromEntries(names.map((name, i) => [name, part(i)])), skip };
}

/** JSON as Python spells it: a space after commas and colons, and nothing beyond ASCII. */
function pythonJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(pythonJson).join(", ")}]`;
  if (typeof value === "object" && value !== null) {
    const members = Object.entries(value).filter(([, inner]) => inner !== undefined);
    return `{${members.map(([key, inner]) => `${pythonJson(key)}: ${pythonJson(inner)}`).join(", ")}}`;
  }
  const text = typeof value === "bigint" ? String(value) : (JSON.stringify(value) ?? "null");
  return text.replace(/[\u0080-\uffff]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

function withoutBytes(value: unknown, path: Path, found: Path[]): unknown {
  if (value instanceof Uint8Array) {
    found.push(path);
    return encodeBase64(value);
  }
  if (Array.isArray(value)) return value.map((item, i) => withoutBytes(item, [...path, i], found));
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, withoutBytes(item, [...path, key], found)]),
  );
}

function restoreBytes(token: Record<string, unknown>, path: Path): void {
  let container = token;
  for (const step of path.slice(0, -1)) container = container[step] as Record<string, unknown>;
  const last = path.at(-1) as string;
  container[last] = decodeBase64(String(container[last]));
}
