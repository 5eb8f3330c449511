/**
 * What sources and declarations say alike, as text: the comment above something, and the members of an interface. Each is
 * made once, since it takes longer than all around it.
 */
import { tsdoc } from "../doc/jsdoc.ts";
import type { Documented, Parameter, Property, Statement } from "./statement.ts";

export type Interface = Extract<Statement, { kind: "interface" }>;

const COMMENTS: WeakMap<Documented, string> = new WeakMap();

/** The comment above something, with its line end. What it says, wrapped and escaped, is `doc/jsdoc.ts`'s. */
export function comment(one: Documented, indent: 0 | 2): string {
  if (one.docs === undefined && one.tags === undefined) return "";
  const known = COMMENTS.get(one);
  if (known !== undefined) return known;
  const made = commentText(one, indent);
  COMMENTS.set(one, made);
  return made;
}

function commentText({ docs = [], tags = [] }: Documented, indent: 0 | 2): string {
  const inner = tsdoc(docs, tags, { indent });
  if (inner === "") return "";
  const blanks = indent === 0 ? "" : "  ";
  if (!inner.includes("\n")) return `${blanks}/** ${inner} */\n`;
  const lines = inner.split("\n").join(`\n${blanks} * `);
  // No line ends with a blank but one that is empty.
  const tidy = inner.includes("\n\n") ? lines.replaceAll(" * \n", " *\n") : lines;
  return `${blanks}/**\n${blanks} * ${tidy}\n${blanks} */\n`;
}

/** The members of an interface: all that stands above the last one's own text, and that. */
export interface Signatures {
  readonly above: string;
  readonly last: string;
}

const SIGNATURES: WeakMap<Interface, Signatures> = new WeakMap();

/** Members with their comments and blanks; nothing of an interface that has none. */
export function signaturesOf(statement: Interface): Signatures | undefined {
  const known = SIGNATURES.get(statement);
  if (known !== undefined) return known;
  const { properties = [], methods = [] } = statement;
  let above = "";
  let last = "";
  // Comments are kept with the interface: remembering them for each member costs more than it spares.
  for (const one of properties) {
    if (last !== "") above += `  ${last};\n`;
    above += commentText(one, 2);
    last = propertyText(one);
  }
  for (const one of methods) {
    if (last !== "") above += `  ${last};\n`;
    above += commentText(one, 2);
    last = `${one.name}(${parametersText(one.parameters)}): ${one.returns}`;
  }
  if (last === "") return undefined;
  const made = { above, last };
  SIGNATURES.set(statement, made);
  return made;
}

/** `readonly name?: string`, without what ends it. */
export const propertyText = ({ name, type, optional, readonly }: Property): string =>
  `${readonly === true ? "readonly " : ""}${name}${optional === true ? "?" : ""}${typed(type)}`;

/** `input: Pet, options?: Options = {}`, as sources say it. */
export const parametersText = (list: readonly Parameter[]): string =>
  list
    .map(({ name, type, optional, rest, value }) => {
      const words = `${rest === true ? "..." : ""}${name}${optional === true ? "?" : ""}`;
      return `${words}${typed(type)}${value === undefined ? "" : ` = ${value}`}`;
    })
    .join(", ");

export const extending = (name: string, names: readonly string[] = []): string =>
  names.length === 0 ? name : `${name} extends ${names.join(", ")}`;

export const typed = (type: string | undefined): string => (type === undefined ? "" : `: ${type}`);

/** `export * from "./x.js"` and its like, which are the same everywhere. */
export function exportText(statement: Extract<Statement, { kind: "exportAll" | "exportNames" }>): string {
  const keyword = statement.typeOnly === true ? "export type" : "export";
  if (statement.kind === "exportAll") return `${keyword} * from "${statement.from}";`;
  const flat = `${keyword} { ${statement.names.join(", ")} } from "${statement.from}";`;
  return flat.length <= 120
    ? flat
    : `${keyword} {\n${statement.names.map((one) => `  ${one},\n`).join("")}} from "${statement.from}";`;
}
