/** What stands for members that nobody gave, in every protocol: defaults of the model, wherever the member is bound. */

import { describe, expect, it } from "vitest";
import { check } from "../../templates/runtime/kinds/check.ts";
import { rpcv2Cbor } from "../../templates/runtime/protocols/cbor.ts";
import { readCbor } from "../../templates/runtime/protocols/cbor-reader.ts";
import { ec2Query } from "../../templates/runtime/protocols/ec2-query.ts";
import { everyPart } from "../../templates/runtime/protocols/http-bindings.ts";
import { awsJson1_0 } from "../../templates/runtime/protocols/json.ts";
import type { Protocol, ProtocolFacts } from "../../templates/runtime/protocols/protocol.ts";
import { awsQuery } from "../../templates/runtime/protocols/query.ts";
import { restJson1 } from "../../templates/runtime/protocols/rest-json.ts";
import { restXml } from "../../templates/runtime/protocols/rest-xml.ts";
import type { OperationSchema, SchemaRef } from "../../templates/runtime/schema/schema.ts";
import { unit } from "./unit-table.ts";

const facts: ProtocolFacts = {
  namespace: "ns",
  serviceName: "Test",
  apiVersion: "1",
  settings: {},
  parts: everyPart,
  errorSchema: () => undefined,
};

/** Every kind of value that a default may have, as the generator writes it. */
const DEFAULTS: readonly (readonly [name: string, type: SchemaRef, value: unknown, read: unknown])[] = [
  ["Text", 0, "a", "a"],
  ["Empty", 0, "", ""],
  ["Number", 1, 3, 3],
  ["Flag", 2, false, false],
  ["At", 4, 1.5, new Date(1500)],
  ["On", 5, "2020-01-02T03:04:05Z", new Date("2020-01-02T03:04:05Z")],
  ["Bytes", 21, "aGk=", Uint8Array.from([104, 105])],
  ["Big", 17, 12, 12n],
  ["Decimal", 19, 1.5, expect.objectContaining({ string: "1.5" })],
  ["Any", 15, { a: [1] }, { a: [1] }],
  ["List", 64, [], []],
  ["Map", 128, {}, {}],
];

const names = DEFAULTS.map(([name]) => name);
const Row: SchemaRef = [
  3,
  "ns",
  "Row",
  0,
  names,
  DEFAULTS.map(([, type, value]): SchemaRef => [type, { default: value, fill: 1 }]),
];

function bodyOf(protocol: Protocol, ref: SchemaRef, input: object): unknown {
  const schema: OperationSchema = [9, "ns", "Op", { http: ["POST", "/", 200] }, () => ref, unit];
  return protocol.operation(schema, facts).serialize(input as Record<string, unknown>).body;
}

function answer(protocol: Protocol, ref: SchemaRef, body: Uint8Array | string): Record<string, unknown> {
  const schema: OperationSchema = [9, "ns", "Op", { http: ["POST", "/", 200] }, unit, () => ref];
  const bytes = typeof body === "string" ? new TextEncoder().encode(body) : body;
  return protocol.operation(schema, facts).deserialize({ statusCode: 200, headers: {} }, bytes);
}

describe("requests", () => {
  it("carry defaults in JSON bodies", () => {
    const wanted = {
      Text: "a",
      Empty: "",
      Number: 3,
      Flag: false,
      At: 1.5,
      On: "2020-01-02T03:04:05Z",
      Bytes: "aGk=",
      Big: 12,
      Decimal: 1.5,
      Any: { a: [1] },
      List: [],
      Map: {},
    };
    for (const protocol of [awsJson1_0, restJson1])
      expect(JSON.parse(String(bodyOf(protocol, Row, {})))).toEqual(wanted);
  });

  it("carry defaults in CBOR bodies", () => {
    expect(readCbor(bodyOf(rpcv2Cbor, Row, {}) as Uint8Array)).toEqual({
      ...Object.fromEntries(DEFAULTS.map(([name, , , read]) => [name, read])),
      Big: 12,
    });
  });

  it("carry defaults in forms and XML", () => {
    const table: SchemaRef = [
      3,
      "ns",
      "In",
      0,
      ["Text", "Flag"],
      [
        [0, { default: "a" }],
        [2, { default: false }],
      ],
    ];
    expect(bodyOf(awsQuery, table, {})).toBe("Action=Op&Version=1&Text=a&Flag=false");
    expect(bodyOf(ec2Query, table, {})).toBe("Action=Op&Version=1&Text=a&Flag=false");
    expect(bodyOf(restXml, table, {})).toContain("<In><Text>a</Text><Flag>false</Flag></In>");
  });

  it("carry defaults in paths, queries and headers", () => {
    const table: SchemaRef = [
      3,
      "ns",
      "In",
      0,
      ["Id", "Limit", "Mode"],
      [
        [0, { httpLabel: 1, default: "all" }],
        [1, { httpQuery: "limit", default: 5 }],
        [2, { httpHeader: "x-mode", default: true }],
      ],
    ];
    const schema: OperationSchema = [9, "ns", "Op", { http: ["GET", "/x/{Id}", 200] }, () => table, unit];
    const codec = restJson1.operation(schema, facts);
    expect(codec.serialize({})).toMatchObject({ path: "/x/all", query: { limit: "5" }, headers: { "x-mode": "true" } });
    expect(codec.serialize({ Id: "1", Limit: 0, Mode: false })).toMatchObject({
      path: "/x/1",
      query: { limit: "0" },
      headers: { "x-mode": "false" },
    });
  });

  it("carry what was given, be it nothing of its kind", () => {
    expect(JSON.parse(String(bodyOf(awsJson1_0, Row, { Text: "", Number: 0, Flag: true })))).toMatchObject({
      Text: "",
      Number: 0,
      Flag: true,
    });
  });

  it("pass the checker without a required member that has a default", () => {
    const table: SchemaRef = [3, "ns", "In", 0, ["Text", "Other"], [[0, { default: "a" }], 0], 2];
    const said = check(table, {}, "sdk", everyPart).map(({ message }) => message);
    expect(said).toHaveLength(1);
    expect(said[0]).toContain("Other");
  });
});

describe("answers", () => {
  it("are given the defaults that they lack, each reading new ones", () => {
    const wanted = Object.fromEntries(DEFAULTS.map(([name, , , read]) => [name, read]));
    const empty: readonly (readonly [Protocol, Uint8Array | string])[] = [
      [awsJson1_0, "{}"],
      [restJson1, "{}"],
      [rpcv2Cbor, Uint8Array.from([0xa0])],
      [restXml, "<Row/>"],
    ];
    for (const [protocol, body] of empty) {
      const first = answer(protocol, Row, body);
      expect(first).toEqual(wanted);
      (first.List as unknown[]).push("changed");
      expect(answer(protocol, Row, body)).toEqual(wanted);
    }
  });

  it("are left alone without the generator's word", () => {
    const table: SchemaRef = [3, "ns", "Out", 0, ["Text"], [[0, { default: "a" }]], 1];
    expect(answer(awsJson1_0, table, "{}")).toEqual({});
    expect(answer(rpcv2Cbor, table, Uint8Array.from([0xa0]))).toEqual({});
  });
});
