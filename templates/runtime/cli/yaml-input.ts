/** Reads YAML 1.2 into raw values: numbers as they are written, `!!binary` as bytes, dates as the text that they are. */
import { isAlias, isMap, isScalar, isSeq, type Node, parseDocument } from "yaml";
import { type Raw, setMember } from "./json-text.ts";
import { NumberText } from "./number.ts";

/** Undefined: the text is no YAML, or more than one document. */
export function parseYaml(text: string): Raw | undefined {
  const document = parseDocument(text, { customTags: ["binary"], logLevel: "silent", merge: true });
  if (document.errors.length > 0) return undefined;
  return rawOf(document.contents, document);
}

type YamlDocument = ReturnType<typeof parseDocument>;

function rawOf(node: unknown, document: YamlDocument): Raw {
  if (isAlias(node)) return rawOf(node.resolve(document) ?? null, document);
  if (isSeq(node)) return node.items.map((one) => rawOf(one, document));
  if (isMap(node)) {
    const members: Record<string, Raw> = {};
    for (const { key, value } of node.items) {
      if (isScalar(key) && key.value === "<<" && key.source === "<<") merge(members, value, document);
      else setMember(members, keyText(key), rawOf(value, document));
    }
    return members;
  }
  if (isScalar(node)) return scalar(node.value, node.source);
  return null;
}

/** `<<: *other`: keys of the other map that this one has not. */
function merge(members: Record<string, Raw>, value: unknown, document: YamlDocument): void {
  const other = rawOf(value as Node, document);
  if (typeof other !== "object" || other === null || Array.isArray(other)) return;
  for (const [key, inner] of Object.entries(other)) {
    if (!Object.hasOwn(members, key)) setMember(members, key, inner as Raw);
  }
}

function keyText(key: unknown): string {
  return isScalar(key) ? (key.source ?? String(key.value)) : String(key);
}

function scalar(value: unknown, source: string | undefined): Raw {
  if (typeof value === "number" || typeof value === "bigint") return new NumberText(numberSource(value, source));
  if (value instanceof Uint8Array) return new Uint8Array(value);
  return typeof value === "string" || typeof value === "boolean" ? value : null;
}

/** Decimal digits as they stand; `0x10`, `.inf` and the like as their value. */
function numberSource(value: number | bigint, source: string | undefined): string {
  return source !== undefined && /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(source) ? source : String(value);
}
