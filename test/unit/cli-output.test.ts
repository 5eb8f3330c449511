import { expect, it } from "vitest";
import { jsonOutput } from "../../templates/runtime/cli/json-output.ts";
import { isMap, parseJson, type Raw } from "../../templates/runtime/cli/json-text.ts";
import { Float, floatText, NumberText } from "../../templates/runtime/cli/number.ts";
import { isEmptyMap, type Printable } from "../../templates/runtime/cli/printable.ts";
import { tableOutput } from "../../templates/runtime/cli/table-output.ts";
import { textOutput } from "../../templates/runtime/cli/text-output.ts";
import { yamlOutput, yamlStreamOutput } from "../../templates/runtime/cli/yaml-output.ts";
import { describeWithShared, readShared } from "../support/shared-folder.ts";

/** Numbers of a vector, as a client's answer would give them: floats where the text has a point or an exponent. */
function printable(value: Raw): Printable {
  if (value instanceof NumberText) {
    const number = Number(value.text);
    return /[.e]/i.test(value.text) && Number.isInteger(number) ? new Float(number) : number;
  }
  if (value instanceof Uint8Array) throw new Error("no vector holds bytes");
  if (Array.isArray(value)) return value.map(printable);
  if (isMap(value)) return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, printable(one)]));
  return value as Printable;
}

function render(format: string, data: Printable): string {
  switch (format) {
    case "json":
      return isEmptyMap(data) ? "" : jsonOutput(data);
    case "yaml":
      return yamlOutput(data);
    case "yaml-stream":
      return yamlStreamOutput(data);
    case "text":
      return textOutput(data);
    default:
      return tableOutput("Op", data, 80);
  }
}

describeWithShared("output formats: recorded renderings", () => {
  const { vectors } = parseJson(readShared("spec/vectors/formatters.json")) as {
    readonly vectors: readonly { readonly data: Raw; readonly format: string; readonly out?: string }[];
  };
  // Where the reference fails, swage prints (C12.5, C12.7): these are told below. A lone scalar gets its row (C12.7, 7).
  const lone = (data: Raw, format: string): boolean => format === "table" && !isMap(data) && !Array.isArray(data);
  const recorded = vectors.filter(({ out, data, format }) => out !== undefined && !lone(data, format));
  it.each(recorded.map((one) => [one.format, JSON.stringify(one.data), one] as const))("%s of %s", (_, __, vector) => {
    expect(render(vector.format, printable(vector.data))).toBe(vector.out);
  });
});

it("text: scalars before maps where a list holds both", () => {
  expect(textOutput({ A: [{ B: 2 }, 1] })).toBe("A\t1\nA\t2\n");
});

it("table: rows of unequal length are padded, and a lone scalar has a row", () => {
  expect(tableOutput("Op", { A: [1, [2, 3]] }, 80)).toContain("||  1 |     ||\n||  2 |  3  ||");
  expect(tableOutput("Op", "x", 80)).toBe("-------\n| Op  |\n+-----+\n|  x  |\n+-----+\n");
});

it("yaml: long texts are folded at blanks behind column 80", () => {
  const text = `${"word ".repeat(20)}end`;
  expect(yamlOutput({ A: text })).toBe(`A: ${"word ".repeat(15)}word\n  word word word word end\n`);
  expect(yamlOutput({ A: `${text}: x` })).toContain("\n  word");
});

it("floats as Python prints them", () => {
  expect([5, 0.1, 1e-5, 0.0001, 1e15, 1e16, 123456.789, -0, 1.5e300].map(floatText)).toEqual([
    "5.0",
    "0.1",
    "1e-05",
    "0.0001",
    "1000000000000000.0",
    "1e+16",
    "123456.789",
    "-0.0",
    "1.5e+300",
  ]);
});
