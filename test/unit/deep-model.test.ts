/** JSON that nests deeper than a stack goes: a diagnostic where it gets too deep, and no bug of ours. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { runOne } from "../../codegen/run.ts";
import { workshop } from "../support/workshop.ts";

const place = workshop();
afterAll(() => place.close());

const nested = (levels: number): string => "[".repeat(levels) + "]".repeat(levels);

/** A model whose example, on line 4, holds the value. */
const model = (value: string): string => `{"smithy": "2.0", "shapes": {
"a#Pets": {"type": "service", "operations": [{"target": "a#Call"}], "traits": {"aws.protocols#restJson1": {}}},
"a#Call": {"type": "operation", "input": {"target": "a#In"}, "traits": {"smithy.api#http": {"method": "PUT", "uri": "/"},
"smithy.api#examples": [{"title": "Deep", "input": {"Doc": ${value}}}]}},
"a#In": {"type": "structure", "members": {"Doc": {"target": "smithy.api#Document"}}}}}`;

function said(text: string): readonly string[] {
  const input = join(place.path, "model.json");
  writeFileSync(input, text);
  const { diagnostics } = runOne("validate", { input, output: "" }, { swage: "0.0.0", generator: "", force: false });
  return diagnostics.map(({ code, position }) => `${code}:${position?.line}:${position?.column}`);
}

it("is a diagnostic where it gets too deep", () => {
  // Seven braces and brackets are open before it, four of them on other lines.
  const column = '"smithy.api#examples": [{"title": "Deep", "input": {"Doc": '.length + 1 + 500 - 7;
  expect(said(model(nested(10_000)))).toEqual([`SW1030:4:${column}`]);
});

it("may be as deep as anybody needs", () => {
  expect(said(model(nested(400)))).toEqual([]);
});
