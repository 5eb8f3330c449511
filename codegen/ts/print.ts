/**
 * From a TsFile to its text, by ts-morph. It owns what ts-morph leaves to its callers: documentation that must not end
 * the comment, and import lists that break over lines. ts-morph loads on the first file of a run and not before.
 */
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type * as Morph from "ts-morph";
import { WIDTH } from "../doc/jsdoc.ts";
import { loadBuilt } from "../load-built.ts";
import type { TsFile } from "./file.ts";
import { inSource } from "./form.ts";
import type { Import } from "./import.ts";
import {
  comment,
  exportText,
  extending,
  type Interface,
  parametersText,
  propertyText,
  type Signatures,
  signaturesOf,
  typed,
} from "./members.ts";
import type { Method, Parameter, Property, Statement } from "./statement.ts";

/** Put in by the build: where the part of ts-morph lies that prints (`build/ts-morph.mjs`). From source, it is the package. */
declare const SWAGE_PRINTER: string | undefined;

type Construct = NonNullable<Extract<Statement, { kind: "class" }>["construct"]>;

type Printer = Pick<typeof Morph, "printStructure" | "StructureKind">;

const load = (): unknown =>
  typeof SWAGE_PRINTER === "undefined"
    ? createRequire(import.meta.url)("ts-morph")
    : loadBuilt(join(dirname(import.meta.url), SWAGE_PRINTER));

let loaded: Printer | undefined;
function morph(): Printer {
  loaded ??= load() as Printer;
  return loaded;
}

const FORMAT: Morph.PrintStructureOptions = { indentNumberOfSpaces: 2, newLine: "\n" };

/** A file's statements. */
export function printStatements(list: readonly Statement[]): string {
  const { printStructure, StructureKind } = morph();
  return printStructure({ kind: StructureKind.SourceFile, statements: structures(list) }, FORMAT).trimEnd();
}

/** What has a layout, statement by statement; lines that are neighbours as one, unless a block ends between them. */
function structures(list: readonly Statement[]): (Morph.StatementStructures | Morph.WriterFunction)[] {
  const all: (Morph.StatementStructures | Morph.WriterFunction)[] = [];
  let texts: string[] = [];
  const put = (): void => {
    if (texts.length > 0) all.push(lines(texts.join("\n")));
    texts = [];
  };
  for (const statement of list) {
    const made = structure(statement);
    if (typeof made === "string") {
      texts.push(made);
      if (statement.kind === "types" && made.endsWith("}")) put();
    } else {
      put();
      all.push(made);
    }
  }
  put();
  return all;
}

/**
 * Whole lines with their indentation, put where a line begins. What is written, ts-morph's writer looks at character by
 * character, to know what is inside a string or a comment; what is inserted before its end, it takes as it is.
 */
const lines =
  (text: string): Morph.WriterFunction =>
  (writer) => {
    const first = writer.getLength() === 0;
    writer.newLineIfLastNot().unsafeInsert(writer.getLength() - 1, first ? text : `\n${text}`);
  };

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
function specifier(from: string, module: string): string {
  const target = module.startsWith("src/") ? module.slice("src/".length) : module;
  const depth = from.split("/").length - 2;
  return `${depth === 0 ? "./" : "../".repeat(depth)}${target}.js`;
}

function printImports(file: Head): string {
  const byModule = new Map<string, Import[]>();
  for (const one of file.imports) {
    const names = byModule.get(one.from);
    if (names === undefined) byModule.set(one.from, [one]);
    else names.push(one);
  }
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

/** A statement whose layout is ts-morph's, or the lines of one that has none. */
function structure(statement: Statement): Morph.StatementStructures | string {
  const { StructureKind } = morph();
  switch (statement.kind) {
    case "interface":
      return {
        kind: StructureKind.Interface,
        name: extending(statement.name, statement.extends),
        isExported: true,
        leadingTrivia: above(comment(statement, 0)),
        properties: signatures(statement),
      };
    case "type":
      return `${comment(statement, 0)}export type ${statement.name} = ${statement.type};`;
    case "const":
      return constText(statement);
    case "function":
      return {
        kind: StructureKind.Function,
        name: statement.name,
        isExported: statement.local !== true,
        parameters: parameters(statement.parameters),
        returnType: statement.returns,
        statements: block(statement.body, "  "),
        leadingTrivia: above(comment(statement, 0)),
      };
    case "class":
      return {
        kind: StructureKind.Class,
        name: extending(statement.name, statement.extends === undefined ? [] : [inSource(statement.extends)]),
        isExported: true,
        leadingTrivia: above(comment(statement, 0)),
        properties: properties(statement.properties),
        ctors: statement.construct === undefined ? [] : [construct(statement.construct)],
        methods: (statement.methods ?? []).map(method),
      };
    case "exportAll":
    case "exportNames":
      return exportText(statement);
    case "types":
      return statement.text;
    default:
      return statement satisfies never as never;
  }
}

/** As text: ts-morph would indent the further lines of a value once more, and look each value through for comments. */
function constText(statement: Extract<Statement, { kind: "const" }>): string {
  const { name, type, local } = statement;
  const value = inSource(statement.value);
  const text = `${local === true ? "" : "export "}const ${name}${typed(type)} = ${value};`;
  const about = comment(statement, 0);
  return value.includes("\n") ? `\n${unfolded(about)}${text}` : `${about}${text}`;
}

/** A comment of one line as three, if it is wider than the file otherwise is. */
const unfolded = (about: string): string =>
  about.length - 1 > WIDTH && about.indexOf("\n") === about.length - 1
    ? `/**\n * ${about.slice("/** ".length, -" */\n".length)}\n */\n`
    : about;

/**
 * All members of an interface as one, which the others stand above: ts-morph puts the semicolon behind the last. It makes a
 * writer of its own for each type and each value that it is given apart, which is what most of the time went into.
 */
const signatures = (statement: Interface): Morph.OptionalKind<Morph.PropertySignatureStructure>[] =>
  asOne(signaturesOf(statement));

/** The same for the properties of a class. */
function properties(list: readonly Property[] = []): Morph.OptionalKind<Morph.PropertyDeclarationStructure>[] {
  let text = "";
  let last = "";
  for (const one of list) {
    if (last !== "") text += `  ${last};\n`;
    text += comment(one, 2);
    const words = `${one.declare === true ? "declare " : ""}${one.override === true ? "override " : ""}`;
    last = `${words}${propertyText(one)}${one.value === undefined ? "" : ` = ${one.value}`}`;
  }
  return list.length === 0 ? [] : asOne({ above: text, last });
}

const asOne = (members: Signatures | undefined): { name: string; leadingTrivia: string | Morph.WriterFunction }[] =>
  members === undefined ? [] : [{ name: members.last, leadingTrivia: above(members.above) }];

/** All parameters as one, for the same reason. */
function parameters(list: readonly Parameter[]): Morph.OptionalKind<Morph.ParameterDeclarationStructure>[] {
  return list.length === 0 ? [] : [{ name: parametersText(list) }];
}

const construct = ({
  parameters: list,
  body,
}: Construct): Morph.OptionalKind<Morph.ConstructorDeclarationStructure> => ({
  parameters: parameters(list),
  statements: block(body, "    "),
});

const method = (one: Method): Morph.OptionalKind<Morph.MethodDeclarationStructure> => ({
  name: one.name,
  parameters: parameters(one.parameters),
  returnType: one.returns,
  isStatic: one.static === true,
  hasOverrideKeyword: one.override === true,
  statements: block(one.body ?? [], "    "),
  leadingTrivia: above(comment(one, 2)),
});

/** A body as lines, each as it is; a block that ends stands apart from what is below it. */
function block(body: readonly string[], blanks: string): Morph.WriterFunction[] {
  if (body.length === 0) return [];
  let text = "";
  let gap = "";
  for (const one of body) {
    const source = inSource(one);
    text += gap + blanks + source;
    gap = source.endsWith("}") ? "\n\n" : "\n";
  }
  return [lines(text)];
}

/** Nothing, or lines that end with a line end. */
const above = (text: string): string | Morph.WriterFunction => (text === "" ? "" : lines(text.slice(0, -1)));
