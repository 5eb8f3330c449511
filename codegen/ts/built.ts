/**
 * Statements as `dist/` has them: declarations without code, and scripts without types and documentation. Both are put
 * together of texts that are there already; a compiler would have to read them all again.
 */
import { inScript, inSource } from "./form.ts";
import { comment, exportText, extending, signaturesOf, typed } from "./members.ts";
import type { Method, Parameter, Property, Statement } from "./statement.ts";

type Class = Extract<Statement, { kind: "class" }>;
type Const = Extract<Statement, { kind: "const" }>;

/** What a module declares. */
export const declarations = (list: readonly Statement[]): string => joined(list, declaration);

/** What a module runs. */
export const scripts = (list: readonly Statement[]): string => joined(list, script);

function joined(list: readonly Statement[], text: (statement: Statement) => string | undefined): string {
  const all: string[] = [];
  for (const statement of list) {
    const one = text(statement);
    if (one !== undefined) all.push(one);
  }
  return all.join("\n");
}

function declaration(statement: Statement): string | undefined {
  switch (statement.kind) {
    case "interface": {
      const members = signaturesOf(statement);
      const head = `${comment(statement, 0)}export interface ${extending(statement.name, statement.extends)} {`;
      return members === undefined ? `${head}}` : `${head}\n${members.above}  ${members.last};\n}`;
    }
    case "type":
      return `${comment(statement, 0)}export type ${statement.name} = ${statement.type};`;
    case "types":
      return statement.text;
    case "const":
      return constDeclaration(statement);
    case "function": {
      if (statement.local === true) return undefined;
      const { name, parameters, returns } = statement;
      return `${comment(statement, 0)}export declare function ${name}(${declaredParameters(parameters)}): ${returns};`;
    }
    case "class":
      return classDeclaration(statement);
    case "exportAll":
    case "exportNames":
      return exportText(statement);
    default:
      return statement satisfies never;
  }
}

/** Nobody who has its type needs a constant's value. */
function constDeclaration(statement: Const): string | undefined {
  const { name, type, declared, local } = statement;
  if (local === true) return undefined;
  if (type === undefined && declared === undefined) throw new Error(`the constant ${name} has no type to declare`);
  return `${comment(statement, 0)}export declare const ${name}: ${type ?? declared};`;
}

function classDeclaration(statement: Class): string {
  const { name, extends: base, properties = [], construct, methods = [] } = statement;
  const head = base === undefined ? name : `${name} extends ${inSource(base)}`;
  const members = [
    ...properties.map(
      (one) => `${comment(one, 2)}  ${memberWords(one)}${one.name}${question(one)}${typed(one.type)};\n`,
    ),
    ...(construct === undefined ? [] : [`  constructor(${declaredParameters(construct.parameters)});\n`]),
    ...methods.map(
      (one) =>
        `${comment(one, 2)}  ${memberWords(one)}${one.name}(${declaredParameters(one.parameters)}): ${one.returns};\n`,
    ),
  ];
  return `${comment(statement, 0)}export declare class ${head} {\n${members.join("")}}`;
}

const memberWords = (one: Property | Method): string =>
  `${"static" in one && one.static === true ? "static " : ""}${one.override === true ? "override " : ""}${"readonly" in one && one.readonly === true ? "readonly " : ""}`;

const question = ({ optional }: { readonly optional?: boolean }): string => (optional === true ? "?" : "");

/** A parameter that has a value otherwise is one that callers may leave out. */
const declaredParameters = (list: readonly Parameter[]): string =>
  list
    .map(({ name, type, optional, rest, value }) => {
      const words = rest === true ? `...${name}` : name;
      return `${words}${optional === true || value !== undefined ? "?" : ""}: ${type}`;
    })
    .join(", ");

function script(statement: Statement): string | undefined {
  switch (statement.kind) {
    case "interface":
    case "type":
    case "types":
      return undefined;
    case "const":
      return `${exported(statement)}const ${statement.name} = ${statement.built?.value ?? inScript(statement.value)};`;
    case "function":
      return `${exported(statement)}function ${statement.name}(${scriptParameters(statement.parameters)}) ${block(statement.body, "")}`;
    case "class":
      return classScript(statement);
    case "exportAll":
    case "exportNames":
      return statement.typeOnly === true ? undefined : exportText(statement);
    default:
      return statement satisfies never;
  }
}

const exported = ({ local }: { readonly local?: boolean }): string => (local === true ? "" : "export ");

function classScript({ name, extends: base, properties = [], construct, methods = [] }: Class): string {
  const head = base === undefined ? name : `${name} extends ${inScript(base)}`;
  const members = [
    ...properties
      .filter((one) => one.declare !== true)
      .map((one) => `  ${one.name}${one.value === undefined ? "" : ` = ${inScript(one.value)}`};\n`),
    ...(construct === undefined
      ? []
      : [`  constructor(${scriptParameters(construct.parameters)}) ${block(construct.body, "  ")}\n`]),
    ...methods.map((one) => {
      const words = one.static === true ? `static ${one.name}` : one.name;
      return `  ${words}(${scriptParameters(one.parameters)}) ${block(one.body, "  ")}\n`;
    }),
  ];
  return `export class ${head} {\n${members.join("")}}`;
}

const scriptParameters = (list: readonly Parameter[]): string =>
  list
    .map(
      ({ name, rest, value }) =>
        `${rest === true ? "..." : ""}${name}${value === undefined ? "" : ` = ${inScript(value)}`}`,
    )
    .join(", ");

/** Lines may hold several; those of texts over lines keep what they have. */
const block = (body: readonly string[] = [], blanks: string): string =>
  `{\n${body.map((line) => `${blanks}  ${inScript(line)}\n`).join("")}${blanks}}`;
