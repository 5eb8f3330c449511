/**
 * Our `restJson1` against the official protocol class on the same tables: equal requests, byte for byte, and equal
 * outputs; over random tables and over those of the official AmplifyBackend client.
 */

import { AwsRestJsonProtocol } from "@aws-sdk/core/protocols";
import fc from "fast-check";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { everyPart } from "../../templates/runtime/protocols/http-bindings.ts";
import type { ProtocolFacts } from "../../templates/runtime/protocols/protocol.ts";
import { restJson1 } from "../../templates/runtime/protocols/rest-json.ts";
import type { OperationSchema, SchemaRef } from "../../templates/runtime/schema/schema.ts";
import { LIST, MAP, STRUCTURE, shapeOf, UNION } from "../../templates/runtime/schema/shape.ts";
import { comparable, comparableRequest, official, officialOutput, officialRequest } from "./official-protocol.ts";
import { bodyShape, operations, structure } from "./schema-arbitrary.ts";
import { unit } from "./unit-table.ts";

const facts: ProtocolFacts = {
  namespace: "ns",
  serviceName: "Test",
  apiVersion: "1",
  settings: {},
  parts: everyPart,
  errorSchema: () => undefined,
};
const protocol = official(new AwsRestJsonProtocol({ defaultNamespace: "ns" }));

beforeEach(() => {
  vi.spyOn(crypto, "randomUUID").mockReturnValue("00000000-0000-4000-8000-000000000000");
});

function hasPayload([, , , , input]: OperationSchema): boolean {
  return shapeOf(input).names.includes("Payload");
}

describe("random tables", () => {
  it("makes the same requests", async () => {
    const cases = operations.chain(({ schema, inputs }) => fc.record({ schema: fc.constant(schema), input: inputs }));
    await fc.assert(
      fc.asyncProperty(cases, async ({ schema, input }) => {
        const ours = comparableRequest(restJson1.operation(schema, facts).serialize(input));
        expect(ours).toEqual(await officialRequest(protocol, schema, input));
      }),
      { numRuns: 400 },
    );
  });

  it("reads the same outputs from bodies", async () => {
    const cases = structure(bodyShape(3)).chain(({ ref, values }) =>
      fc.record({ ref: fc.constant(ref), value: values, extra: fc.boolean() }),
    );
    await fc.assert(
      fc.asyncProperty(cases, async ({ ref, value, extra }) => {
        const schema = [9, "ns", "Op", { http: ["POST", "/", 200] }, () => ref, () => ref] as never;
        const codec = restJson1.operation(schema, facts);
        const { body } = codec.serialize(value as never);
        if (typeof body !== "string") return;
        const sent = extra ? body.replace(/^\{/, '{"unmodelled":null,').replace(",}", "}") : body;
        const bytes = new TextEncoder().encode(sent);
        const ours = codec.deserialize({ statusCode: 200, headers: {} }, bytes);
        expect(comparable(ours)).toEqual(comparable(await officialOutput(protocol, schema, 200, {}, bytes)));
      }),
      { numRuns: 400 },
    );
  });

  it("reads the same outputs from headers and payloads", async () => {
    const cases = operations.chain(({ schema, inputs }) => fc.record({ schema: fc.constant(schema), input: inputs }));
    await fc.assert(
      fc.asyncProperty(cases, async ({ schema, input }) => {
        const codec = restJson1.operation(schema, facts);
        const request = codec.serialize(input);
        // Without the payload the request says `{}`; an answer would say nothing.
        const payload = hasPayload(schema) && input.Payload == null ? "" : (request.body ?? "");
        const bytes = typeof payload === "string" ? new TextEncoder().encode(payload) : payload;
        // An empty list in a header reads as one empty item, which is no number and no date: both parsers throw.
        const headers = Object.fromEntries(Object.entries(request.headers).filter(([, value]) => value !== ""));
        const ours = codec.deserialize({ statusCode: 200, headers }, bytes);
        const theirs = await officialOutput(protocol, schema, 200, headers, bytes);
        expect(comparable(ours)).toEqual(comparable(theirs));
      }),
      { numRuns: 400 },
    );
  });
});

/** A value with every member set, and one with a few, for a table. */
function sample(ref: SchemaRef, sparse: boolean, name = "x"): unknown {
  const shape = shapeOf(ref);
  const inner = shape.refs.at(-1) as SchemaRef;
  switch (shape.type) {
    case LIST:
      return [sample(inner, sparse, name), sample(inner, !sparse, name)];
    case MAP:
      return { "a key": sample(inner, sparse, name) };
    case STRUCTURE:
    case UNION: {
      const picked = shape.names
        .map((one, i) => [one, shape.refs[i]] as const)
        .filter((_, i) => i < shape.required || !sparse || i % 2);
      return Object.fromEntries(picked.map(([one, member]) => [one, sample(member as SchemaRef, sparse, one)]));
    }
    default:
      return [`${name} ä/"é?`, 3.5, true][shape.type] ?? new Date(1_600_000_000_123);
  }
}

describe("the official AmplifyBackend tables", async () => {
  const client = (await import("@aws-sdk/client-amplifybackend")) as unknown as Record<string, SchemaRef>;
  const tables = Object.values(client).filter((one) => Array.isArray(one) && (one as readonly unknown[])[0] === 9);

  it("are all there", () => {
    expect(tables.length).toBe(31);
  });

  it.each(tables.map((table) => [(table as readonly unknown[])[2], table]))("%s", async (_, table) => {
    const schema = table as never;
    const [, , , , input, output] = table as readonly SchemaRef[];
    const codec = restJson1.operation(schema, facts);
    for (const sparse of [false, true]) {
      const value = sample(input as SchemaRef, sparse) as Record<string, unknown>;
      expect(comparableRequest(codec.serialize(value))).toEqual(await officialRequest(protocol, schema, value));
      const writer = restJson1.operation([9, "ns", "Op", { http: ["POST", "/", 200] }, output, unit] as never, facts);
      const answer = writer.serialize(sample(output as SchemaRef, sparse) as never).body;
      const bytes = new TextEncoder().encode((answer as string | undefined) ?? "");
      const ours = codec.deserialize({ statusCode: 200, headers: {} }, bytes);
      expect(ours).toEqual(await officialOutput(protocol, schema, 200, {}, bytes));
    }
  });
});
