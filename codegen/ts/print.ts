/**
 * From a TsFile to its text. Statements are data of few kinds, so they are written straight out: documentation above, members a
 * line each and two blanks in, a blank line around what has a body. What a comment may hold is `doc/jsdoc.ts`'s business.
 */
import { tsdoc } from "../doc/jsdoc.ts";
import type { Import, TsFile } from "./file.ts";
import type { Documented, Method, Parameter, Property, Statement } from "./statement.ts";

/** A file's statements. */
export function printStatements(list: readonly Statement[]): string {
  const parts: string[] = [];
  let before = "";
  for (const statement of list) {
    const text = statementText(statement);
    const apart = before.endsWith("}") || APART.has(statement.kind) || isLong(statement);
    parts.push(before === "" ? "" : apart ? "\n\n" : "\n", text);
    before = text;
  }
  return parts.join("").trimEnd();
}

const APART: ReadonlySet<Statement["kind"]> = new Set(["function", "class", "interface"]);
const isLong = (statement: Statement): boolean => statement.kind === "const" && statement.value.includes("\n");

/** The whole text of a file. */
export function printTs(file: TsFile): string {
  return printAround(file, printStatements(file.statements));
}

/** What a file says around its statements. */
export type Head = Pick<TsFile, "banner" | "about" | "path" | "imports">;

/** Banner and imports, then statements as `printStatements` gives them. */
export function printAround(file: Head, body: string): string {
  const about =
    file.about === undefined
      ? ""
      : `//\n${file.about
          .split("\n")
          .map((line) => `// ${line}`.trimEnd())
          .join("\n")}\n`;
  const imports = printImports(file);
  return `${file.banner}${about}\n${imports}${imports === "" ? "" : "\n"}${body}\n`;
}

/** `./types.js` from `src/client.ts`; runtime entries lie beside the built files, so they are neighbours of `src` as well. */
export function specifier(from: string, module: string): string {
  const target = module.startsWith("src/") ? module.slice("src/".length) : module;
  const depth = from.split("/").length - 2;
  return `${depth === 0 ? "./" : "../".repeat(depth)}${target}.js`;
}

function printImports(file: Head): string {
  const byModule = new Map<string, Import[]>();
  for (const one of file.imports) byModule.set(one.from, [...(byModule.get(one.from) ?? []), one]);
  return [...byModule]
    .map(([module, names]) => {
      const from = module.startsWith("npm:") ? module.slice("npm:".length) : specifier(file.path, module);
      const allTypes = names.every((one) => one.typeOnly);
      const list = names.map(
        (one) =>
          `${one.typeOnly && !allTypes ? "type " : ""}${one.name}${one.alias === undefined ? "" : ` as ${one.alias}`}`,
      );
      const keyword = allTypes ? "import type" : "import";
      const flat = `${keyword} { ${list.join(", ")} } from "${from}";\n`;
      return flat.length <= 121
        ? flat
        : `${keyword} {\n${list.map((one) => `  ${one},\n`).join("")}} from "${from}";\n`;
    })
    .join("");
}

function statementText(statement: Statement): string {
  switch (statement.kind) {
    case "interface": {
      const { name, extends: above = [], properties = [], methods = [] } = statement;
      const members = [...properties.map(property), ...methods.map(method)];
      return `${comment(statement)}export interface ${name} ${extending(above.join(", "))}${block(members)}`;
    }
    case "type":
      return `${comment(statement)}export type ${statement.name} = ${statement.type};`;
    case "const": {
      const { name, type, value } = statement;
      return `${comment(statement)}${exported(statement)}const ${name}${typed(type)} = ${value};`;
    }
    case "function": {
      const { name, parameters, returns, body } = statement;
      const head = `${comment(statement)}${exported(statement)}function ${name}${inBrackets(parameters)}: ${returns} `;
      return `${head}${block(body.map((line) => inner(line)))}`;
    }
    case "class":
      return `${comment(statement)}export class ${statement.name} ${extending(statement.extends)}${block(members(statement))}`;
    case "exportAll":
      return `export ${statement.typeOnly === true ? "type " : ""}* from "${statement.from}";`;
    case "exportNames": {
      const keyword = statement.typeOnly === true ? "export type" : "export";
      const flat = `${keyword} { ${statement.names.join(", ")} } from "${statement.from}";`;
      return flat.length <= 120
        ? flat
        : `${keyword} {\n${statement.names.map((one) => `  ${one},\n`).join("")}} from "${statement.from}";`;
    }
    case "text":
      return statement.text;
    default:
      return statement satisfies never as never;
  }
}

const exported = ({ local }: { readonly local?: boolean }): string => (local === true ? "" : "export ");
const extending = (name: string | undefined): string => (name === undefined || name === "" ? "" : `extends ${name} `);
const typed = (type: string | undefined): string => (type === undefined ? "" : `: ${type}`);
const block = (lines: readonly string[]): string => (lines.length === 0 ? "{\n}" : `{\n${lines.join("\n")}\n}`);
/** A statement of a body, two blanks in; further lines have their place already. */
const inner = (line: string): string => `  ${line}`;

/** Fields, then the constructor and the methods with a blank line before each. */
function members(statement: Extract<Statement, { kind: "class" }>): readonly string[] {
  const { properties = [], construct, methods = [] } = statement;
  const bodies = [
    ...(construct === undefined ? [] : [`  constructor${inBrackets(construct.parameters)} ${bodyOf(construct.body)}`]),
    ...methods.map(method),
  ];
  const fields = properties.map(property);
  return [...fields, ...bodies.map((one, index) => (index > 0 || fields.length > 0 ? `\n${one}` : one))];
}

const bodyOf = (lines: readonly string[]): string => `{\n${lines.map((line) => `    ${line}\n`).join("")}  }`;

function property(one: Property): string {
  const words = `${one.override === true ? "override " : ""}${one.readonly === true ? "readonly " : ""}`;
  const value = one.value === undefined ? "" : ` = ${one.value}`;
  return `${comment(one, 2)}  ${words}${one.name}${one.optional === true ? "?" : ""}${typed(one.type)}${value};`;
}

/** With a body, or as a signature. */
function method(one: Method): string {
  const words = `${one.static === true ? "static " : ""}${one.override === true ? "override " : ""}`;
  const end = one.body === undefined ? ";" : ` ${bodyOf(one.body)}`;
  return `${comment(one, 2)}  ${words}${one.name}${inBrackets(one.parameters)}: ${one.returns}${end}`;
}

function inBrackets(parameters: readonly Parameter[]): string {
  const each = parameters.map((one) => {
    const name = `${one.rest === true ? "..." : ""}${one.name}${one.optional === true ? "?" : ""}`;
    return `${name}${typed(one.type)}${one.value === undefined ? "" : ` = ${one.value}`}`;
  });
  return `(${each.join(", ")})`;
}

/** The comment above something, with the line end after it; nothing where there is nothing to say. */
function comment({ docs = [], tags = [] }: Documented, indent = 0): string {
  const text = tsdoc(docs, tags, { indent });
  if (text === "") return "";
  const blanks = " ".repeat(indent);
  if (!text.includes("\n")) return `${blanks}/** ${text} */\n`;
  const lines = text.split("\n").map((line) => (line === "" ? `${blanks} *\n` : `${blanks} * ${line}\n`));
  return `${blanks}/**\n${lines.join("")}${blanks} */\n`;
}
