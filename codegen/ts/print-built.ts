/**
 * Statements as the built package has them, before their types are taken off: without documentation, which stands in the
 * declarations, and without what is type alone. An engine reads less, and the text holds nothing that makes it keep two
 * bytes for each character.
 */
import { printStatements } from "./print.ts";
import type { Method, Parameter, Property, Statement } from "./statement.ts";

/** Empty for a statement that makes no code. */
export function printBuilt(statement: Statement): string {
  switch (statement.kind) {
    case "interface":
    case "type":
      return "";
    case "const": {
      const { name, value, built, local } = statement;
      return `${local === true ? "" : "export "}const ${name} = ${built?.value ?? value};`;
    }
    case "function": {
      const { name, parameters, body, local } = statement;
      return `${local === true ? "" : "export "}function ${name}${bodied(parameters, body)}`;
    }
    case "class": {
      const { name, construct, properties = [], methods = [] } = statement;
      const above = statement.extends === undefined ? "" : ` extends ${statement.extends}`;
      const inside = [
        ...properties.map(property),
        ...(construct === undefined ? [] : [`constructor${bodied(construct.parameters, construct.body)}`]),
        ...methods.map(method),
      ];
      return `export class ${name}${above} {\n${inside.join("\n")}\n}`;
    }
    case "exportAll":
    case "exportNames":
    case "text":
      return printStatements([statement]);
    default:
      return statement satisfies never;
  }
}

const bodied = (parameters: readonly Parameter[], body: readonly string[]): string =>
  `(${parameters.map(parameter).join(", ")}) {\n${body.join("\n")}\n}`;

const parameter = ({ name, type, optional, rest, value }: Parameter): string =>
  `${rest === true ? "..." : ""}${name}${optional === true ? "?" : ""}: ${type}${value === undefined ? "" : ` = ${value}`}`;

/** A property that is declared and not set stays: its place in the object is part of what the class makes. */
const property = ({ name, type, value, readonly, override, optional }: Property): string =>
  `${override === true ? "override " : ""}${readonly === true ? "readonly " : ""}${name}${optional === true ? "?" : ""}${type === undefined ? "" : `: ${type}`}${value === undefined ? "" : ` = ${value}`};`;

const method = ({ name, parameters, body = [], static: isStatic, override }: Method): string =>
  `${isStatic === true ? "static " : ""}${override === true ? "override " : ""}${name}${bodied(parameters, body)}`;
