/**
 * The parts of the runtime that a client is given are those that its tables ask for, no more and no less; and a kind that is
 * not there is missed by name.
 */

import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { emit } from "../../codegen/generate.ts";
import type { Plan } from "../../codegen/plan/plan.ts";
import { TsFile } from "../../codegen/ts/file.ts";
import * as runtime from "../../templates/runtime/client/index.ts";
import { check } from "../../templates/runtime/kinds/check.ts";
import { everyConstraint } from "../../templates/runtime/kinds/constraints.ts";
import { kindOf } from "../../templates/runtime/kinds/kind-of.ts";
import { everyPart } from "../../templates/runtime/protocols/http-bindings.ts";
import { restJson1 } from "../../templates/runtime/protocols/rest-json.ts";
import type { OperationSchema, Schema, SchemaRef } from "../../templates/runtime/schema/schema.ts";
import { membersOf, shapeOf, traitsOf, UNION } from "../../templates/runtime/schema/shape.ts";
import { evaluate } from "../support/evaluate.ts";
import { loadSound } from "../support/model.ts";
import { describeWithShared, repositoryRoot, sharedPath } from "../support/shared-folder.ts";
import { unit } from "./unit-table.ts";

type Asked = {
  readonly kinds: Set<string>;
  readonly constraints: Set<string>;
  readonly bindings: Set<string>;
  readonly others: Set<string>;
};

const named = Object.entries(runtime) as readonly (readonly [string, unknown])[];

/** What the tables of operations and errors ask for. */
function askedBy(tables: readonly unknown[]): Asked {
  const asked: Asked = {
    kinds: new Set(["structures"]),
    constraints: new Set(),
    bindings: new Set(),
    others: new Set(),
  };
  const seen = new Set<unknown>();
  const visit = (ref: SchemaRef): void => {
    const shape = shapeOf(ref);
    const kind = kindOf(shape, everyPart);
    const { traits } = shape;
    const plain = kind === runtime.mediaStrings && !traits.mediaType ? runtime.strings : kind;
    asked.kinds.add(named.find(([, value]) => value === plain)?.[0] ?? "");
    for (const trait in everyConstraint) if (trait in traits) asked.constraints.add(trait);
    if (traits.sensitive) asked.others.add("secrets");
    if (traits.idempotencyToken || traits.default !== undefined) asked.others.add("omitted");
    if (shape.type === UNION && traits.streaming) asked.kinds.add("documents");
    for (const { traits } of membersOf(shape))
      for (const trait in everyPart.bindings) if (trait in traits) asked.bindings.add(trait);
    if (shape.table !== undefined && seen.has(shape.table)) return;
    seen.add(shape.table);
    for (const inner of shape.refs) visit(inner);
  };
  for (const table of tables as readonly (Schema | OperationSchema)[]) {
    if (table[0] === 9) {
      const [, , , traits, input, output] = table;
      if (traitsOf(traits).endpoint) asked.others.add("hostPrefix");
      visit(input);
      visit(output);
    } else if (table[0] === -3) visit(table);
  }
  // Those with a media type are for those without one, too.
  if (asked.kinds.has("mediaStrings")) asked.kinds.delete("strings");
  return asked;
}

async function tablesOf(plan: Plan): Promise<readonly unknown[]> {
  const wanted = new Set(["src/schemas.ts", "src/enums.ts"]);
  const files = [...emit(plan)].filter((file): file is TsFile => file instanceof TsFile && wanted.has(file.path));
  return Object.values(await evaluate(...files)).filter(Array.isArray);
}

async function agrees(plan: Plan): Promise<void> {
  const { kinds, constraints, bindings, others } = plan.parts;
  const asked = askedBy(await tablesOf(plan));
  expect({
    kinds: kinds.map(({ name }) => name),
    constraints: Object.keys(constraints).sort(),
    bindings: Object.keys(bindings).sort(),
    others: Object.keys(others).sort(),
  }).toEqual({
    kinds: [...asked.kinds].sort(),
    constraints: [...asked.constraints].sort(),
    bindings: plan.protocol.binds ? [...asked.bindings].sort() : [],
    others: [...asked.others].sort(),
  });
}

const OURS = ["docs", "kitchen-sink", "obstacle-course", "recursive"];
const SHARED = [
  "models/smithy/lex-runtime-v2.json",
  "models/smithy/s3.json",
  "models/smithy/kms.json",
  "models/smithy/cloudwatch.json",
  "protocol-tests/aws_protocoltests_restjson_RestJson.json",
  "protocol-tests/aws_protocoltests_restxml_RestXml.json",
  "protocol-tests/aws_protocoltests_json_JsonProtocol.json",
];

describe("a client has the parts that its tables ask for", () => {
  it("of AmplifyBackend", () => agrees(loadSound(join(repositoryRoot, "model/amplifybackend")).plan));
  it.each(OURS)("of our model %s", (name) =>
    agrees(loadSound(join(repositoryRoot, "test/models", name, "smithy.json")).plan),
  );
});

describeWithShared("a client of other people's models has the parts that its tables ask for", () => {
  it.each(SHARED)("%s", (path) => agrees(loadSound(sharedPath(path)).plan));
});

describe("a kind that is not there", () => {
  const parts = { kinds: [runtime.strings, runtime.structures] };
  const input: SchemaRef = [3, "ns", "S", 0, ["M"], [4]];
  const said = "The client was generated without the part for 4.";

  it("is missed by name when a message is written", () => {
    const facts = { namespace: "ns", serviceName: "Test", apiVersion: "1", settings: {}, parts };
    const schema: OperationSchema = [9, "ns", "Op", { http: ["POST", "/", 200] }, input, unit];
    const codec = restJson1.operation(schema, { ...facts, errorSchema: () => undefined });
    expect(() => codec.serialize({ M: "x" })).toThrow(said);
  });

  it("is missed by the checker too", () => {
    expect(() => check(input, { M: 1 }, "sdk", parts)).toThrow(said);
  });
});
