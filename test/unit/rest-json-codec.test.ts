/** What the official protocol class does not do, or does otherwise: digits on every engine, errors, odd names, loose input. */

import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { NumericValue, parseExact } from "../../templates/runtime/kinds/numeric-value.ts";
import { parseTimestamp } from "../../templates/runtime/kinds/timestamp-format.ts";
import { everyPart } from "../../templates/runtime/protocols/http-bindings.ts";
import type { OperationCodec, ProtocolFacts } from "../../templates/runtime/protocols/protocol.ts";
import { restJson1 } from "../../templates/runtime/protocols/rest-json.ts";
import type { ErrorSchema, OperationSchema, SchemaRef } from "../../templates/runtime/schema/schema.ts";
import { decodeBase64, encodeBase64 } from "../../templates/runtime/values/base64.ts";
import { unit } from "./unit-table.ts";

const NotFound: ErrorSchema = [
  -3,
  "ns",
  "NotFoundException",
  { error: "client" },
  ["Message", "ResourceType", "Kind"],
  [
    [0, { jsonName: "message" }],
    [0, { jsonName: "resourceType" }],
    [0, { httpHeader: "x-kind" }],
  ],
];
const facts: ProtocolFacts = {
  namespace: "ns",
  serviceName: "Test",
  apiVersion: "1",
  settings: {},
  parts: everyPart,
  errorSchema: (code) => (code === "NotFoundException" ? NotFound : undefined),
};

function codec(input: SchemaRef, output: SchemaRef = unit, uri = "/"): OperationCodec {
  return restJson1.operation([9, "ns", "Op", { http: ["POST", uri, 200] }, input, output] as OperationSchema, facts);
}

function structure(members: Readonly<Record<string, SchemaRef>>): SchemaRef {
  return [3, "ns", "S", 0, Object.keys(members), Object.values(members)];
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe("numbers with more digits than a number holds", () => {
  it("agree with the official parser, given an engine that shows it the source", async () => {
    const file = new URL(
      "../../node_modules/@smithy/core/dist-es/submodules/protocols/json/jsonReviver.js",
      import.meta.url,
    );
    // Not exported, and written for bundlers: its one import is resolved by hand.
    const source = (await import("node:fs")).readFileSync(fileURLToPath(file), "utf8");
    const body = source.replace(/^import .*$/m, "").replace("export function", "function");
    const { NumericValue: Official } = await import("@smithy/core/serde");
    const reviver = new Function("NumericValue", `${body}; return jsonReviver;`)(Official) as (
      key: string,
      value: unknown,
      context: { source: string },
    ) => unknown;
    // The official parser trips over `1e-1` beyond 2^53 and over `0.50e1`; neither is drawn.
    const number = fc
      .tuple(
        fc.constantFrom("", "-"),
        fc.bigInt({ min: 1n, max: 10n ** 30n }),
        fc.option(fc.stringMatching(/^\d{1,20}$/)),
        fc.option(fc.nat(25)),
      )
      .map(
        ([sign, whole, fraction, power]) =>
          `${sign}${whole}${fraction === null ? "" : `.${fraction}`}${power === null ? "" : `e${power}`}`,
      );
    fc.assert(
      fc.property(number, (text) => {
        const theirs = reviver("", JSON.parse(text), { source: text });
        const ours = (parseExact(`[${text}]`) as readonly unknown[])[0];
        expect(`${typeof ours} ${String(ours)}`).toBe(`${typeof theirs} ${String(theirs)}`);
      }),
      { numRuns: 2000 },
    );
  });

  it("are left alone inside strings", () => {
    const text = '{"a":"12345678901234567890 \\" 1e999","b":12345678901234567890}';
    expect(parseExact(text)).toEqual({ a: '12345678901234567890 " 1e999', b: 12345678901234567890n });
  });

  it("survive a round trip through big members", () => {
    const table = structure({ Whole: 17, Exact: 19, Plain: 1 });
    const value = { Whole: 2n ** 80n, Exact: new NumericValue("0.10000000000000000000000001"), Plain: 2 ** 60 };
    const one = codec(table, table);
    const answer = one.deserialize({ statusCode: 200, headers: {} }, bytes(String(one.serialize(value).body)));
    expect(answer).toEqual(value);
    expect(typeof answer.Plain).toBe("number");
  });
});

describe("errors", () => {
  const read = (headers: Record<string, string>, body: string): ReturnType<OperationCodec["error"]> =>
    codec(unit).error({ statusCode: 404, headers }, bytes(body));

  it.each([
    ["header", { "x-amzn-errortype": "NotFoundException" }, "{}"],
    ["header with URI", { "x-amzn-errortype": "NotFoundException:http://internal/x#y" }, "{}"],
    ["header before body", { "x-amzn-errortype": "NotFoundException" }, '{"code":"Other"}'],
    ["namespace and URI", {}, '{"__type":"aws.x#NotFoundException:http://internal/x"}'],
    ["code", {}, '{"code":"NotFoundException"}'],
    ["Code", {}, '{"Code":"ns#NotFoundException"}'],
    ["code before __type", {}, '{"__type":"Other","code":"NotFoundException"}'],
  ])("finds the code in: %s", (_, headers, body) => {
    const error = read(headers, body);
    expect(error.code).toBe("NotFoundException");
    expect(error.schema).toBe(NotFound);
  });

  it("reads message and modelled members, from the body and from headers", () => {
    const error = read(
      { "x-kind": "row" },
      '{"code":"NotFoundException","message":"gone","resourceType":"app","other":1}',
    );
    expect(error.message).toBe("gone");
    expect(error.members).toEqual({ Message: "gone", ResourceType: "app", Kind: "row" });
    expect(error.data).toMatchObject({ other: 1 });
  });

  it("takes the status for the code, and a body that is no JSON for the message", () => {
    expect(read({}, "<html>busy</html>")).toMatchObject({ code: "404", message: "<html>busy</html>", members: {} });
    expect(read({}, "")).toMatchObject({ code: "404", message: "" });
    expect(read({}, "[1]")).toMatchObject({ code: "404", message: "" });
    expect(read({}, '{"code":null,"Message":"m"}')).toMatchObject({ code: "404", message: "m" });
  });

  it("never throws on members that are not what the model says", () => {
    const bad = { ...facts, errorSchema: (): ErrorSchema => [-3, "ns", "E", 0, ["At"], [7]] };
    const one = restJson1.operation([9, "ns", "Op", 0, unit, unit], bad);
    expect(one.error({ statusCode: 500, headers: {} }, bytes('{"code":"E","At":"never"}')).members).toEqual({});
  });
});

describe("requests", () => {
  it("refuses labels without a value", () => {
    const table = structure({ Id: [0, 1] });
    expect(() => codec(table, unit, "/x/{Id}").serialize({})).toThrow("No value provided for input HTTP label: Id.");
    expect(() => codec(table, unit, "/x/{Id}").serialize({ Id: "" })).toThrow("Empty value");
  });

  it("lets a header member beat the same header from a map, whichever stands first", () => {
    const map: SchemaRef = [[2, "ns", "M", 0, 0, 0], { httpPrefixHeaders: "x-" }];
    const table = structure({ One: [0, { httpHeader: "X-A" }], All: map });
    expect(codec(table).serialize({ One: "member", All: { a: "map", b: "map" } }).headers).toEqual({
      "x-a": "member",
      "x-b": "map",
    });
  });

  it("lets nothing into the host name that could lead elsewhere", () => {
    const table = structure({ Host: [0, { hostLabel: 1, httpHeader: "x-host" }] });
    const traits = { http: ["POST", "/", 200], endpoint: ["data-{Host}."] };
    const one = restJson1.operation([9, "ns", "Op", traits, table, unit] as OperationSchema, facts);
    expect(one.serialize({ Host: "a-1" }).hostPrefix).toBe("data-a-1.");
    for (const Host of ["evil.com/", "a b", "a@b", "a:1", "a#", ""]) expect(() => one.serialize({ Host })).toThrow();
  });

  it("takes numbers and ISO text for timestamps, and text for blobs", () => {
    const { body } = codec(structure({ A: 4, B: 5, C: 21 })).serialize({ A: 1.5, B: "2020-01-02T03:04:05Z", C: "ä" });
    expect(body).toBe('{"A":1.5,"B":"2020-01-02T03:04:05Z","C":"w6Q="}');
  });

  it("passes a stream through", () => {
    const stream = { async *[Symbol.asyncIterator]() {} };
    const request = codec(structure({ Body: [42, 16] })).serialize({ Body: stream });
    expect(request.body).toBe(stream);
    expect(request.headers["content-type"]).toBe("application/octet-stream");
  });
});

describe("event streams", () => {
  it("pass through, as another codec makes events of them", () => {
    const events: SchemaRef = [4, "ns", "Events", { streaming: 1 }, ["A"], [0]];
    const table = structure({ Events: [events, 16] });
    const stream = { async *[Symbol.asyncIterator]() {} };
    expect(codec(table).serialize({ Events: stream }).body).toBe(stream);
    expect(codec(unit, table).streamsOutput).toBe(true);
  });
});

describe("answers", () => {
  it("keeps `__proto__` a plain key, and what objects inherit out of the result", () => {
    const table = structure({ Map: [2, "ns", "M", 0, 0, 4], constructor: 0, ["__proto__"]: 0 });
    const out = codec(unit, table).deserialize({ statusCode: 200, headers: {} }, bytes('{"Map":{"__proto__":1}}'));
    expect(Object.keys(out)).toEqual(["Map"]);
    expect(Object.getOwnPropertyDescriptor(out.Map, "__proto__")?.value).toEqual(new Date(1000));
  });

  it("carries the text of a body that is no JSON on the error", () => {
    const read = (): unknown =>
      codec(unit, structure({ A: 0 })).deserialize({ statusCode: 200, headers: {} }, bytes("<no>"));
    expect(read).toThrow(SyntaxError);
    try {
      read();
    } catch (error) {
      expect((error as { $responseBodyText: string }).$responseBodyText).toBe("<no>");
    }
  });

  it("gives blob payloads with a way to read them as text", () => {
    const table = structure({ Body: [21, 16] });
    const { Body } = codec(unit, table).deserialize({ statusCode: 200, headers: {} }, bytes("hé"));
    expect((Body as { transformToString(encoding?: string): string }).transformToString()).toBe("hé");
    expect((Body as { transformToString(encoding?: string): string }).transformToString("hex")).toBe("68c3a9");
  });
});

describe("text forms", () => {
  it("base64 returns what it was given, with and without Buffer", async () => {
    vi.stubGlobal("Buffer", undefined);
    vi.resetModules();
    const bare = await import("../../templates/runtime/values/base64.ts");
    vi.unstubAllGlobals();
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (data) => {
        expect([...decodeBase64(bare.encodeBase64(data))]).toEqual([...data]);
        expect([...bare.decodeBase64(encodeBase64(data))]).toEqual([...data]);
      }),
    );
    expect(() => decodeBase64("a")).toThrow(TypeError);
    expect(() => decodeBase64("a*==")).toThrow(TypeError);
  });

  it("timestamps are read in every spelling that HTTP allows", () => {
    const at = (text: string, format: 5 | 6): number => parseTimestamp(text, format).getTime();
    const noon = Date.UTC(1994, 10, 6, 8, 49, 37);
    expect(at("Sun, 06 Nov 1994 08:49:37 GMT", 6)).toBe(noon);
    expect(at("Sunday, 06-Nov-94 08:49:37 GMT", 6)).toBe(noon);
    expect(at("Sun Nov  6 08:49:37 1994", 6)).toBe(noon);
    expect(at("1994-11-06T09:49:37.5+01:00", 5)).toBe(noon + 500);
    expect(() => at("1994-13-06T08:49:37Z", 5)).toThrow(TypeError);
    expect(() => at("06 Nov 1994", 6)).toThrow(TypeError);
  });
});
