/**
 * What sources and declarations say alike, as text: the comment above something, and the members of an interface. Each is
 * made once, since it takes longer than all around it.
 */
import { tsdoc } from "../doc/jsdoc.ts";
import type { Documented, Parameter, Statement } from "./statement.ts";

export type Interface = Extract<Statement, { kind: "interface" }>;

const COMMENTS: WeakMap<Documented, string> = new WeakMap();

/** The comment above something, with its line end. What it says, wrapped and escaped, is `doc/jsdoc.ts`'s. */
export function comment(one: Documented, indent: 0 | 2): string {
  const known = COMMENTS.get(one);
  if (known !== undefined) return known;
  const made = commentText(one, indent);
  COMMENTS.set(one, made);
  return made;
}

function commentText({ docs = [], tags = [] }: Documented, indent: number): string {
  const inner = tsdoc(docs, tags, { indent });
  if (inner === "") return "";
  const blanks = " ".repeat(indent);
  if (!inner.includes("\n")) return `${blanks}/** ${inner} */\n`;
  const lines = `${blanks} * ${inner.replaceAll("\n", `\n${blanks} * `)}\n`;
  // No line ends with a blank but one that is empty.
  return `${blanks}/**\n${lines.replaceAll(" * \n", " *\n")}${blanks} */\n`;
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
  let last: string | undefined;
  const add = (member: Documented, text: string): void => {
    if (last !== undefined) above += `  ${last};\n`;
    // Kept with the interface: remembering it for each member costs more than it spares.
    above += commentText(member, 2);
    last = text;
  };
  properties.forEach((one) => {
    const words = one.readonly === true ? "readonly " : "";
    add(one, `${words}${one.name}${one.optional === true ? "?" : ""}${typed(one.type)}`);
  });
  methods.forEach((one) => {
    add(one, `${one.name}(${parametersText(one.parameters)}): ${one.returns}`);
  });
  if (last === undefined) return undefined;
  const made = { above, last };
  SIGNATURES.set(statement, made);
  return made;
}

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
