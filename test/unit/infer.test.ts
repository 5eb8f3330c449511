/** Inferred pagination: what is read from shapes, what is left alone, and that it never contradicts a real model's trait. */
import { expect, it } from "vitest";
import { Diagnostics } from "../../codegen/diagnostics.ts";
import { buildModel } from "../../codegen/load/build.ts";
import { readSmithy } from "../../codegen/load/smithy.ts";
import { inferPagination } from "../../codegen/model/infer.ts";
import type { Model, Pagination } from "../../codegen/model/types.ts";
import { describeWithShared, readShared } from "../support/shared-folder.ts";

function modelOf(json: unknown): Model {
  const diagnostics = new Diagnostics();
  const model = buildModel(readSmithy([{ file: "model.json", json }], diagnostics), diagnostics);
  if (model === undefined) throw new Error(JSON.stringify(diagnostics.all));
  return model;
}

type Members = Readonly<Record<string, string>>;
/** `String` or `String!` (required), or a shape of the model below. */
const members = (all: Members): object =>
  Object.fromEntries(
    Object.entries(all).map(([name, type]) => [
      name,
      {
        target: /^(Items|Table)$/.test(type) ? `a#${type}` : `smithy.api#${type.replace("!", "")}`,
        ...(type.endsWith("!") ? { traits: { "smithy.api#required": {} } } : {}),
      },
    ]),
  );

function paginationOf(input: Members, output: Members, trait?: object): Pagination | undefined {
  const model = modelOf({
    smithy: "2.0",
    shapes: {
      "a#S": { type: "service", version: "1", operations: [{ target: "a#List" }] },
      "a#List": {
        type: "operation",
        input: { target: "a#In" },
        output: { target: "a#Out" },
        traits: trait === undefined ? {} : { "smithy.api#paginated": trait },
      },
      "a#In": { type: "structure", members: members(input) },
      "a#Out": { type: "structure", members: members(output) },
      "a#Items": { type: "list", member: { target: "smithy.api#String" } },
      "a#Table": { type: "map", key: { target: "smithy.api#String" }, value: { target: "smithy.api#String" } },
    },
  });
  return inferPagination(model).operations[0]?.pagination;
}

it("reads one token that goes in and comes out, one list, one size", () => {
  expect(
    paginationOf(
      { NextToken: "String", MaxResults: "Integer", Filter: "String" },
      { NextToken: "String", Pets: "Items", Total: "Integer" },
    ),
  ).toEqual({
    origin: "inferred",
    inputToken: ["NextToken"],
    outputToken: ["NextToken"],
    items: ["Pets"],
    pageSize: "MaxResults",
  });
});

it("takes a map for a list, and a size named after the items", () => {
  expect(paginationOf({ marker: "String", MaxPets: "Integer" }, { marker: "String", Pets: "Table" })).toMatchObject({
    items: ["Pets"],
    pageSize: "MaxPets",
  });
});

//  why                         input                                              output
const LEFT: readonly (readonly [string, Members, Members])[] = [
  ["two tokens go in", { NextToken: "String", Marker: "String" }, { NextToken: "String", Pets: "Items" }],
  ["two tokens come out", { NextToken: "String" }, { NextToken: "String", Marker: "String", Pets: "Items" }],
  ["another name comes out", { NextToken: "String" }, { nextToken: "String", Pets: "Items" }],
  ["nothing goes in", {}, { NextToken: "String", Pets: "Items" }],
  ["the token has to be given", { NextToken: "String!" }, { NextToken: "String", Pets: "Items" }],
  ["the token is a number", { NextToken: "Integer" }, { NextToken: "Integer", Pets: "Items" }],
  ["there are two lists", { NextToken: "String" }, { NextToken: "String", Pets: "Items", Owners: "Items" }],
  ["there is no list", { NextToken: "String" }, { NextToken: "String", Total: "Integer" }],
];
it.each(LEFT)("leaves an operation alone where %s", (_, input, output) => {
  expect(paginationOf(input, output)).toBeUndefined();
});

it("names no size where there are two", () => {
  const found = paginationOf(
    { NextToken: "String", MaxResults: "Integer", Limit: "Integer" },
    { NextToken: "String", Pets: "Items" },
  );
  expect(found).toBeDefined();
  expect(found).not.toHaveProperty("pageSize");
});

it("does not touch what a trait says", () => {
  const trait = { inputToken: "Filter", outputToken: "NextToken" };
  expect(
    paginationOf({ NextToken: "String", Filter: "String" }, { NextToken: "String", Pets: "Items" }, trait),
  ).toMatchObject({ origin: "model", inputToken: ["Filter"], items: [] });
});

describeWithShared("against the traits of real models", () => {
  it("finds most of them and contradicts none", () => {
    const services = ["cognito-identity-provider", "ssm", "iam", "sns", "location", "amplifyuibuilder"];
    const wrong: string[] = [];
    let stated = 0;
    let found = 0;
    for (const name of services) {
      const model = modelOf(JSON.parse(readShared(`models/smithy/${name}.json`)));
      const bare = { ...model, operations: model.operations.map(({ pagination: _, ...rest }) => rest) };
      for (const [index, { name: operation, pagination }] of inferPagination(bare).operations.entries()) {
        const trait = model.operations[index]?.pagination;
        if (trait === undefined) continue;
        stated += 1;
        if (pagination === undefined) continue;
        found += 1;
        const items = trait.items.length === 0 ? pagination.items : trait.items;
        const same = JSON.stringify({ ...trait, items, origin: "inferred" }) === JSON.stringify(pagination);
        if (!same) wrong.push(`${name}.${operation}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(found / stated).toBeGreaterThan(0.9);
  });
});
