/**
 * The syntax blocks of options, on shapes of every kind. Expected texts were printed by the AWS CLI for the same shapes,
 * but for those that say what swage does better.
 */
import { describe, expect, it } from "vitest";
import { shapeTable } from "../../codegen/artifacts/cli/shape-table.ts";
import { jsonSyntax } from "../../templates/runtime/cli/help/json-syntax.ts";
import { shorthandSyntax } from "../../templates/runtime/cli/help/shorthand-syntax.ts";
import { isValueWrapper, shapeOf } from "../../templates/runtime/cli/shape.ts";
import type * as Table from "../../templates/runtime/cli/table.ts";
import { planOfShapes } from "./cli-artifact-plan.ts";

const of = (target: string): object => ({ target });
const text = of("smithy.api#String");
const structure = (members: Readonly<Record<string, object>>): object => ({ type: "structure", members });
const list = (target: string): object => ({ type: "list", member: of(target) });
const map = (key: string, value: string): object => ({ type: "map", key: of(key), value: of(value) });

const shapes = {
  "test#Color": { type: "enum", members: { RED: of("smithy.api#Unit"), GREEN: of("smithy.api#Unit") } },
  "test#Texts": list("smithy.api#String"),
  "test#Colors": list("test#Color"),
  "test#TextLists": list("test#Texts"),
  "test#TextMap": map("smithy.api#String", "smithy.api#String"),
  "test#ColorMap": map("test#Color", "smithy.api#Integer"),
  "test#ListMap": map("smithy.api#String", "test#Texts"),
  "test#ItemMap": map("smithy.api#String", "test#Item"),
  "test#Item": structure({
    Id: text,
    Count: of("smithy.api#Integer"),
    Colors: of("test#Colors"),
    Flag: of("smithy.api#Boolean"),
    When: of("smithy.api#Timestamp"),
    Data: of("smithy.api#Blob"),
    Attrs: of("test#TextMap"),
  }),
  "test#Items": list("test#Item"),
  "test#Deep1": structure({ L2: of("test#Deep2") }),
  "test#Deep2": structure({ L3: of("test#Deep3") }),
  "test#Deep3": structure({ Text: text }),
  "test#Deep": structure({ L1: of("test#Deep1") }),
  "test#Lists": structure({ Nested: of("test#TextListHolder") }),
  "test#TextListHolder": structure({ Texts: of("test#Texts") }),
  "test#Wrapper": structure({ Value: text }),
  "test#FlagWrapper": structure({ Value: of("smithy.api#Boolean") }),
  "test#Empty": structure({}),
  "test#Tree": structure({ Label: text, Parent: of("test#Tree"), Children: of("test#Trees") }),
  "test#Trees": list("test#Tree"),
  "test#Chain": structure({ Label: text, Next: of("test#Chain") }),
  "test#Doc": { type: "document" },
  "test#Docs": list("test#Doc"),
  "test#WithDoc": structure({ Name: text, Doc: of("test#Doc") }),
  "test#Choice": { type: "union", members: { A: text, B: of("smithy.api#Long") } },
};
const members = Object.fromEntries(Object.keys(shapes).map((id) => [id.slice("test#".length), of(id)]));
const plan = planOfShapes({
  ...shapes,
  "test#Op": {
    type: "operation",
    input: of("test#OpInput"),
    traits: { "smithy.api#http": { method: "POST", uri: "/op" } },
  },
  "test#OpInput": structure(members),
});
const rows: Table.Shape[] = [];
const table = shapeTable(plan, 0, (row) => rows.push(row));
const keyOf = (name: string): string => table.key(`test#${name}`);
keyOf("OpInput");
const known = Object.fromEntries(rows.map((row, line) => [String(line), row]));

describe("JSON Syntax", () => {
  const cases: readonly (readonly [string, string])[] = [
    ["Choice", '{\n  "A": "string",\n  "B": long\n}'],
    ["Empty", "{\n\n}"],
    ["Doc", "{...}"],
    ["Docs", "[\n  {...}\n  ...\n]"],
    ["TextLists", '[\n  ["string", ...]\n  ...\n]'],
    ["TextMap", '{"string": "string"\n  ...}'],
    ["ColorMap", '{"RED"|"GREEN": integer\n  ...}'],
    ["ListMap", '{"string": ["string", ...]\n  ...}'],
    ["ItemMap", `{"string": ${item("    ")}\n  ...}`],
    ["Items", `[\n  ${item("  ")}\n  ...\n]`],
  ];
  for (const [name, expected] of cases) it(name, () => expect(jsonSyntax(known, keyOf(name))).toBe(expected));

  it("opens a recursive structure once", () => {
    const closed = "{ ... recursive ... }";
    const children = (indent: string, inner: string): string => `[\n${indent}  ${inner}\n${indent}  ...\n${indent}]`;
    const second = (indent: string, list: string): string =>
      `{\n${indent}  "Label": "string",\n${indent}  "Parent": ${closed},\n${indent}  "Children": ${list}\n${indent}}`;
    expect(jsonSyntax(known, keyOf("Tree"))).toBe(
      second("", children("  ", second("    ", children("      ", closed)))).replace(
        `"Parent": ${closed}`,
        `"Parent": ${second("  ", children("    ", closed))}`,
      ),
    );
  });
});

describe("Shorthand Syntax", () => {
  const inner = "Id=string,Count=integer,Colors=string,string,Flag=boolean,When=timestamp,Data=blob";
  const cases: readonly (readonly [string, string | undefined])[] = [
    ["Item", `${inner},Attrs={KeyName1=string,KeyName2=string}`],
    ["Items", `${inner},Attrs={KeyName1=string,KeyName2=string} ...`],
    ["Lists", "Nested={Texts=[string,string]}"],
    ["ListMap", "KeyName1=string,string,KeyName2=string,string"],
    ["ColorMap", "KeyName1=integer,KeyName2=integer\n\nNames of keys:\n  RED\n  GREEN"],
    ["Deep1", "L2={L3={Text=string}}"],
    ["Choice", "A=string,B=long"],
    ["WithDoc", "Name=string"],
    ["FlagWrapper", "Value=boolean"],
    // Three levels below the option are shown, a fourth is not.
    ["Deep", undefined],
    ["Empty", undefined],
    ["Doc", undefined],
    ["Docs", undefined],
    ["Texts", undefined],
    ["Color", undefined],
    // The AWS CLI shows `string,string ...`, which its parser refuses.
    ["TextLists", undefined],
  ];
  for (const [name, expected] of cases) {
    it(`${name}: ${expected === undefined ? "none" : "shown"}`, () =>
      expect(shorthandSyntax(known, keyOf(name))).toBe(expected));
  }

  it("names a member that leads back", () => {
    expect(shorthandSyntax(known, keyOf("Chain"))).toBe("Label=string,Next={Label=string,( ... recursive ... )}");
  });

  it("knows the structure that stands for its one text", () => {
    expect(isValueWrapper(shapeOf(known, keyOf("Wrapper")), known)).toBe(true);
    expect(isValueWrapper(shapeOf(known, keyOf("FlagWrapper")), known)).toBe(false);
  });
});

/** The JSON Syntax of an Item whose closing brace stands behind `indent`. */
function item(indent: string): string {
  const lines = [
    '"Id": "string",',
    '"Count": integer,',
    '"Colors": ["RED"|"GREEN", ...],',
    '"Flag": true|false,',
    '"When": timestamp,',
    '"Data": blob,',
    `"Attrs": {"string": "string"\n${indent}    ...}`,
  ];
  return `{\n${lines.map((line) => `${indent}  ${line}`).join("\n")}\n${indent}}`;
}
