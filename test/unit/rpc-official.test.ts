/**
 * Our `awsJson1_0`, `awsJson1_1`, `rpcv2Json` and `rpcv2Cbor` against the official protocol classes on the same random
 * tables: equal requests, byte for byte, and equal outputs.
 */

import {
  AwsJson1_0Protocol,
  AwsJson1_1Protocol,
  AwsSmithyRpcV2CborProtocol,
  AwsSmithyRpcV2JsonProtocol,
} from "@aws-sdk/core/protocols";
import fc from "fast-check";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { rpcv2Cbor } from "../../templates/runtime/protocols/cbor.ts";
import { everyPart } from "../../templates/runtime/protocols/http-bindings.ts";
import { awsJson1_0, awsJson1_1 } from "../../templates/runtime/protocols/json.ts";
import type { Protocol, ProtocolFacts } from "../../templates/runtime/protocols/protocol.ts";
import { rpcv2Json } from "../../templates/runtime/protocols/rpc-json.ts";
import type { OperationSchema, SchemaRef } from "../../templates/runtime/schema/schema.ts";
import {
  comparable,
  comparableRequest,
  type Official,
  official,
  officialOutput,
  officialRequest,
} from "./official-protocol.ts";
import { bodyShape, structure } from "./schema-arbitrary.ts";
import { unit } from "./unit-table.ts";

const options = { defaultNamespace: "ns", serviceTarget: "Test" };

const pairs: readonly (readonly [name: string, compatible: boolean, ours: Protocol, theirs: Official])[] = [
  ["awsJson1_0", false, awsJson1_0, official(new AwsJson1_0Protocol(options))],
  ["awsJson1_1", false, awsJson1_1, official(new AwsJson1_1Protocol(options))],
  ["rpcv2Json", false, rpcv2Json, official(new AwsSmithyRpcV2JsonProtocol(options))],
  ["rpcv2Cbor", false, rpcv2Cbor, official(new AwsSmithyRpcV2CborProtocol(options))],
  ["awsJson1_0", true, awsJson1_0, official(new AwsJson1_0Protocol({ ...options, awsQueryCompatible: true }))],
  ["rpcv2Cbor", true, rpcv2Cbor, official(new AwsSmithyRpcV2CborProtocol({ ...options, awsQueryCompatible: true }))],
];

const factsOf = (compatible: boolean): ProtocolFacts => ({
  namespace: "ns",
  serviceName: "Test",
  apiVersion: "1",
  settings: compatible ? { awsQueryCompatible: true } : {},
  parts: everyPart,
  errorSchema: () => undefined,
});

beforeEach(() => {
  vi.spyOn(crypto, "randomUUID").mockReturnValue("00000000-0000-4000-8000-000000000000");
});

/** HTTP bindings stand on the table, and count for nothing. */
const operationOf = (ref: SchemaRef): OperationSchema => [
  9,
  "ns",
  "Op",
  { http: ["GET", "/elsewhere", 200], endpoint: ["data."] },
  () => ref,
  () => ref,
];

const cases = structure(bodyShape(3)).chain(({ ref, values }) =>
  fc.record({ ref: fc.constant(ref), value: values as fc.Arbitrary<Record<string, unknown>> }),
);

/** In CBOR the official class gives a number for a big integer that a number can hold. */
function narrowed(value: unknown): unknown {
  if (typeof value === "bigint") return Number(value);
  if (Array.isArray(value)) return value.map(narrowed);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, narrowed(item)]));
}

describe.each(pairs)("%s (query compatible: %s)", (_name, compatible, ours, theirs) => {
  const facts = factsOf(compatible);

  it("makes the same requests", async () => {
    await fc.assert(
      fc.asyncProperty(cases, async ({ ref, value }) => {
        const schema = operationOf(ref);
        const request = await officialRequest(theirs, schema, value);
        // The client counts the length; the official class does so for CBOR alone.
        const { "content-length": _, ...headers } = request.headers as Record<string, string>;
        const mine = comparableRequest(ours.operation(schema, facts).serialize(value));
        expect(mine).toEqual({ ...request, headers });
      }),
      { numRuns: 300 },
    );
  });

  it("makes the same requests without an input", async () => {
    const schema: OperationSchema = [9, "ns", "Op", 0, unit, unit];
    const request = await officialRequest(theirs, [9, "ns", "Op", 0, "unit", "unit"] as never, {});
    const mine = comparableRequest(ours.operation(schema, facts).serialize({}));
    expect(mine).toEqual(request);
  });

  it("reads the same outputs", async () => {
    await fc.assert(
      fc.asyncProperty(cases, async ({ ref, value }) => {
        const schema = operationOf(ref);
        const codec = ours.operation(schema, facts);
        const { body } = codec.serialize(value);
        const bytes = Uint8Array.from(Buffer.from(body as string));
        const actual = codec.deserialize({ statusCode: 200, headers: {} }, Uint8Array.from(bytes));
        const wanted = await officialOutput(theirs, schema, 200, {}, bytes);
        expect(narrowed(comparable(actual))).toEqual(narrowed(comparable(wanted)));
      }),
      { numRuns: 300 },
    );
  });
});
