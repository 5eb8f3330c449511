/** `alloy#simpleRestJson`: where it differs from restJson1. */

import { describe, expect, it } from "vitest";
import { check } from "../../templates/runtime/kinds/check.ts";
import { everyKind } from "../../templates/runtime/kinds/every-kind.ts";
import { nullableStructures } from "../../templates/runtime/kinds/nullable.ts";
import { everyPart } from "../../templates/runtime/protocols/http-bindings.ts";
import type { OperationCodec, ProtocolFacts } from "../../templates/runtime/protocols/protocol.ts";
import { simpleRestJson } from "../../templates/runtime/protocols/simple-rest-json.ts";
import type { ErrorSchema, OperationSchema, SchemaRef } from "../../templates/runtime/schema/schema.ts";
import { unit } from "./unit-table.ts";

const Gone: ErrorSchema = [-3, "ns", "Gone", { error: "client", httpError: 404 }, ["message", "id"], [0, 0]];
const Busy: ErrorSchema = [-3, "ns", "Busy", { error: "server" }, ["message"], [0]];
const facts: ProtocolFacts = {
  namespace: "ns",
  serviceName: "Pets",
  apiVersion: "1",
  settings: { errorsByStatus: { Op: { 404: "Gone" } } },
  parts: everyPart,
  errorSchema: (code) => [Gone, Busy].find((one) => one[2] === code),
};
const structure = (members: Readonly<Record<string, SchemaRef>>, required = 0): SchemaRef => [
  3,
  "ns",
  "S",
  0,
  Object.keys(members),
  Object.values(members),
  required,
];
const codec = (message: SchemaRef): OperationCodec =>
  simpleRestJson.operation([9, "ns", "Op", { http: ["POST", "/", 200] }, message, message] as OperationSchema, facts);
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const response = (statusCode: number, headers: Record<string, string> = {}) => ({ statusCode, headers });

describe("times", () => {
  it("are texts, unless the model asks for seconds", () => {
    const { serialize, deserialize } = codec(structure({ born: 4, seen: 7 }));
    const times = { born: new Date(1500), seen: new Date(1500) };
    const text = '{"born":"1970-01-01T00:00:01.500Z","seen":1.5}';
    expect(serialize(times).body).toBe(text);
    expect(deserialize(response(200), bytes(text))).toEqual(times);
  });
});

describe("payloads", () => {
  it("of text and bytes are JSON, too", () => {
    const text = codec(structure({ Body: [0, { httpPayload: 1, mediaType: "text/csv" }] }));
    expect(text.serialize({ Body: "a" })).toMatchObject({
      body: '"a"',
      headers: { "content-type": "application/json" },
    });
    expect(text.deserialize(response(200), bytes(' "1.0" '))).toEqual({ Body: "1.0" });
    const blob = codec(structure({ Body: [21, { httpPayload: 1 }] }));
    expect(blob.serialize({ Body: bytes("hi") }).body).toBe('"aGk="');
    expect(blob.deserialize(response(200), bytes('"aGk="')).Body).toEqual(Uint8Array.from(bytes("hi")));
  });
  it("that stream go as they are", () => {
    const stream = { async *[Symbol.asyncIterator]() {} };
    const { serialize, streamsOutput } = codec(structure({ Body: [42, 16] }));
    expect(streamsOutput).toBe(true);
    expect(serialize({ Body: stream }).body).toBe(stream);
  });
});

describe("errors", () => {
  const { error } = codec(unit);
  it("are named by a header", () => {
    const found = error(response(404, { "x-error-type": "Busy" }), bytes('{"message":"later"}'));
    expect(found).toMatchObject({ code: "Busy", schema: Busy, message: "later" });
  });
  it("are told by their status where it means one only", () => {
    const found = error(response(404), bytes('{"message":"no such pet","id":"7"}'));
    expect(found).toMatchObject({ code: "Gone", schema: Gone, members: { id: "7" } });
  });
  it("are the service's own where neither says more", () => {
    expect(error(response(503), bytes("<html>"))).toMatchObject({ code: "503", schema: undefined });
  });
});

describe("unions", () => {
  const dog = structure({ legs: 1 }, 1);
  const bird = structure({ wings: 1 }, 1);
  const union = (traits: object): SchemaRef => [
    4,
    "ns",
    "Pet",
    traits as never,
    ["dog", "bird", "name"],
    [dog, bird, 0],
  ];
  const cases = [
    ["ordinary", {}, '{"dog":{"legs":4}}', '{"bird":{"wings":2}}'],
    ["discriminated", { discriminated: "type" }, '{"type":"dog","legs":4}', '{"type":"bird","wings":2}'],
    ["untagged", { untagged: 1 }, '{"legs":4}', '{"wings":2}'],
  ] as const;
  it.each(cases)("%s", (_, traits, asDog, asBird) => {
    const { serialize, deserialize } = codec(structure({ pet: union(traits) }));
    for (const [pet, text] of [
      [{ dog: { legs: 4 } }, asDog],
      [{ bird: { wings: 2 } }, asBird],
    ] as const) {
      expect(serialize({ pet }).body).toBe(`{"pet":${text}}`);
      expect(deserialize(response(200), bytes(`{"pet":${text}}`))).toEqual({ pet });
    }
  });
  it("keep what they do not know", () => {
    const tagged = codec(structure({ pet: union({ discriminated: "type" }) }));
    const fish = { pet: { $unknown: ["fish", { type: "fish", fins: 3 }] } };
    expect(tagged.deserialize(response(200), bytes('{"pet":{"type":"fish","fins":3}}'))).toEqual(fish);
    expect(tagged.serialize(fish).body).toBe('{"pet":{"type":"fish","fins":3}}');
    const untagged = codec(structure({ pet: union({ untagged: 1 }) }));
    expect(untagged.deserialize(response(200), bytes('{"pet":"Rex"}'))).toEqual({ pet: { name: "Rex" } });
    expect(untagged.deserialize(response(200), bytes('{"pet":true}'))).toEqual({ pet: { $unknown: ["", true] } });
  });
});

describe("members that may be null", () => {
  const kinds = [nullableStructures, ...everyKind];
  const parts = { ...everyPart, kinds };
  const Owner = structure({ Name: [0, { nullable: 1, jsonName: "name" }] });
  const Pet = structure({ Id: 0, Name: [0, { nullable: 1 }], Owner, Born: [4, { nullable: 1 }], Tag: 0 }, 2);
  const { serialize, deserialize } = simpleRestJson.operation(
    [9, "ns", "Op", { http: ["PATCH", "/", 200] }, Pet, Pet] as OperationSchema,
    { ...facts, parts },
  );

  it.each([
    [{ Id: "a", Name: null, Tag: null }, '{"Id":"a","Name":null}'],
    [{ Name: null }, '{"Name":null}'],
    [{ Name: null, Owner: { Name: null }, Born: null }, '{"Owner":{"name":null},"Name":null,"Born":null}'],
    [{ Owner: {} }, '{"Owner":{}}'],
    [{ Name: "x", Born: new Date(0) }, '{"Name":"x","Born":"1970-01-01T00:00:00Z"}'],
    [{}, "{}"],
  ])("%j goes out as it is", (value, text) => {
    expect(serialize(value).body).toBe(text);
  });

  it("come in as they are", () => {
    const text = '{"Id":null,"Name":null,"Owner":{"name":null},"Tag":null}';
    expect(deserialize(response(200), bytes(text))).toEqual({ Name: null, Owner: { Name: null } });
    expect(deserialize(response(200), bytes('{"Name":"x"}'))).toEqual({ Name: "x" });
  });

  it("are checked: a null is there", () => {
    const found = (value: unknown, level: "sdk" | "cli" | "strict") =>
      check(Pet, value, level, parts).map((one) => `${one.kind} ${one.path.join(".")} ${one.expected}`);
    for (const level of ["sdk", "cli", "strict"] as const) {
      expect(found({ Id: "a", Name: null, Owner: { Name: null } }, level)).toEqual([]);
      expect(found({ Id: "a" }, level)).toEqual(["missing  Name"]);
      expect(found({ Id: "a", Name: 5 }, level)).toEqual(["type Name string"]);
    }
    expect(found({ Id: null, Name: null }, "sdk")).toEqual(["missing  Id"]);
    expect(found({ Id: "a", Name: null, Tag: null }, "strict")).toEqual(["null Tag string"]);
  });
});
