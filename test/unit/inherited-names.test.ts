/** Members named like something that every object inherits: what is inherited is not given, in no protocol. */
import { expect, it } from "vitest";
import { check } from "../../templates/runtime/kinds/check.ts";
import { rpcv2Cbor } from "../../templates/runtime/protocols/cbor.ts";
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
const names = ["constructor", "Text", "toString", "Inner"];
const Inner: SchemaRef = [3, "ns", "Inner", 0, ["valueOf", "Text"], [4, 0]];
const Plain: SchemaRef = [3, "ns", "Plain", 0, ["Text", "Inner"], [0, [3, "ns", "Inner", 0, ["Text"], [0]]]];
const Odd: SchemaRef = [3, "ns", "Plain", 0, names, [4, 0, 0, Inner]];
const body = (protocol: Protocol, input: SchemaRef, value: Readonly<Record<string, unknown>>): unknown => {
  const schema = [9, "ns", "Op", { http: ["POST", "/", 200] }, input, unit] as unknown as OperationSchema;
  return protocol.operation(schema, facts).serialize(value).body;
};

it.each([restJson1, awsJson1_0, restXml, awsQuery, ec2Query, rpcv2Cbor])("$id", (protocol) => {
  const value = { Text: "a", Inner: { Text: "b" } };
  expect(body(protocol, Odd, value)).toEqual(body(protocol, Plain, value));
});

it.each([restJson1, restXml])("$id: labels, queries and headers", (protocol) => {
  const input: SchemaRef = [
    3,
    "ns",
    "In",
    0,
    ["Id", "constructor", "valueOf", "toString", "hasOwnProperty"],
    [
      [0, 1],
      [0, { httpQuery: "c" }],
      [0, { httpHeader: "v" }],
      [[2, "ns", "Map", 0, 0, 0], 64],
      [[2, "ns", "Map", 0, 0, 0], { httpPrefixHeaders: "h-" }],
    ],
  ];
  const codec = protocol.operation([9, "ns", "Op", { http: ["GET", "/{Id}", 200] }, input, unit], facts);
  const { path, query, headers } = codec.serialize({ Id: "a" });
  expect({ path, query, headers }).toEqual({ path: "/a", query: {}, headers: {} });
  const odd: SchemaRef = [3, "ns", "In", 0, ["constructor"], [[0, 1]]];
  const label = protocol.operation([9, "ns", "Op", { http: ["GET", "/{constructor}", 200] }, odd, unit], facts);
  expect(() => label.serialize({})).toThrow("No value provided for input HTTP label: constructor.");
});

it("are missed by the checker", () => {
  const input: SchemaRef = [3, "ns", "In", 0, ["constructor"], [0], 1];
  const said = check(input, {}, "sdk", everyPart).map(({ message }) => message);
  expect(said).toEqual(['Missing required parameter in input: "constructor"']);
});
