/**
 * Answers that are not what the model says, in the protocols that call procedures: a typed error or an open value comes of
 * them, never a hang, and never nothing in silence.
 */

import { cbor } from "@smithy/core/cbor";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type ErrorSchema,
  type MetadataBearer,
  type OperationSchema,
  type SchemaRef,
  ServiceClient,
  ServiceCommand,
  type ServiceDefinition,
  ServiceException,
  type ServiceExceptionOptions,
  typeRegistries,
} from "../../templates/runtime/client/index.ts";
import { NumericValue } from "../../templates/runtime/kinds/numeric-value.ts";
import { rpcv2Cbor } from "../../templates/runtime/protocols/cbor.ts";
import { readCbor } from "../../templates/runtime/protocols/cbor-reader.ts";
import { cborWriter } from "../../templates/runtime/protocols/cbor-writer.ts";
import { everyPart } from "../../templates/runtime/protocols/http-bindings.ts";
import { awsJson1_0, awsJson1_1 } from "../../templates/runtime/protocols/json.ts";
import type { Protocol, ProtocolSettings } from "../../templates/runtime/protocols/protocol.ts";
import { rpcv2Json } from "../../templates/runtime/protocols/rpc-json.ts";
import { fixed } from "./client-fixture.ts";
import { bodyShape, structure } from "./schema-arbitrary.ts";
import { unit } from "./unit-table.ts";

const ns = "example.rows";
const Choice: SchemaRef = [4, ns, "Choice", 0, ["text", "count"], [0, 1]];
const Row: SchemaRef = [3, ns, "Row", 0, ["Id", "Next"], [0, () => Row]];
const Out: SchemaRef = [
  3,
  ns,
  "Out",
  0,
  ["Name", "Count", "At", "Rows", "Tags", "Choice", "Big", "Decimal", "Bytes"],
  [0, 1, 4, [1, ns, "Rows", 0, () => Row], 128 | 0, () => Choice, 17, 19, 21],
];
const Get$: OperationSchema = [9, ns, "Get", 0, unit, () => Out];
const Busy$: ErrorSchema = [
  -3,
  ns,
  "BusyException",
  { error: "server", awsQueryError: ["Rows.Busy", 503] },
  ["Queue"],
  [1],
];

class RowsServiceException extends ServiceException {
  constructor(options: ServiceExceptionOptions) {
    super(options);
    Object.setPrototypeOf(this, RowsServiceException.prototype);
  }
}
class BusyException extends RowsServiceException {
  override readonly name = "BusyException";
  declare Queue?: number;
  constructor(options: Omit<ServiceExceptionOptions, "name" | "$fault">) {
    super({ name: "BusyException", $fault: "server", ...options });
    Object.setPrototypeOf(this, BusyException.prototype);
  }
}
const RowsServiceException$: ErrorSchema = [-3, `smithy.ts.sdk.synthetic.${ns}`, "RowsServiceException", 0, [], []];

const service: Omit<ServiceDefinition, "protocol"> = {
  serviceId: "Rows",
  serviceName: "Rows_20200101",
  namespace: ns,
  apiVersion: "2020-01-01",
  clientName: "RowsClient",
  clientVersion: "1.0.0",
  parts: everyPart,
  endpoint: () => ({ url: "https://rows.example.com" }),
  auth: [],
  errors: typeRegistries([
    [RowsServiceException$, RowsServiceException],
    [Busy$, BusyException],
  ]),
  exception: RowsServiceException,
};

class Get extends ServiceCommand<object, MetadataBearer & Record<string, unknown>> {
  constructor() {
    super(Get$, {});
  }
}

interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: Uint8Array | string;
}

/** What a client makes of one answer; a thrown error is given back as it is. */
async function outcome(protocol: Protocol, answer: Answer, settings: ProtocolSettings = {}): Promise<unknown> {
  const { status = 200, headers = {}, body } = answer;
  const bytes = typeof body === "string" ? new TextEncoder().encode(body) : body;
  const requestHandler = { handle: async () => ({ response: { statusCode: status, headers, body: bytes } }) };
  const config = { ...fixed, maxAttempts: 1, requestHandler: requestHandler as never };
  const client = new ServiceClient<object, MetadataBearer>({ ...service, protocol, settings }, config);
  return client.send(new Get()).catch((error: unknown) => error);
}

/** Each protocol with the way in which its answers are written. */
const json = (value: unknown): string => JSON.stringify(value);
const PROTOCOLS: readonly (readonly [string, Protocol, (value: unknown) => Uint8Array | string])[] = [
  ["awsJson1_0", awsJson1_0, json],
  ["awsJson1_1", awsJson1_1, json],
  ["rpcv2Json", rpcv2Json, json],
  ["rpcv2Cbor", rpcv2Cbor, (value) => cbor.serialize(value)],
];

const PAGE = "<html><body>Service Unavailable</body></html>";

describe.each(PROTOCOLS)("%s", (_, protocol, written) => {
  it.each([
    ["a page of a proxy", PAGE],
    ["a list", written([1, 2])],
    ["a text", written("done")],
    ["a number", written(7)],
    ["half a message", written({ Name: "a name that is long enough to be cut" }).slice(0, 20)],
  ])("refuses %s as an output, with the answer on the error", async (_, body) => {
    const error = (await outcome(protocol, { headers: { "content-type": "text/html" }, body })) as Error;
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({ $metadata: { httpStatusCode: 200 }, $response: { statusCode: 200 } });
    expect(error.message).toContain("Deserialization error");
  });

  it("takes nothing for no members", async () => {
    for (const body of ["", written({}), written(null)]) {
      const { $metadata, ...members } = (await outcome(protocol, { body })) as MetadataBearer;
      expect(members).toEqual({});
      expect($metadata.httpStatusCode).toBe(200);
    }
  });

  it("lets values of another type through, and drops nothing of them", async () => {
    const value = { Name: 7, Count: "many", Rows: { a: 1 }, Tags: ["x"], Choice: "text", Bytes: 5 };
    expect(await outcome(protocol, { body: written(value) })).toMatchObject(value);
  });

  it("reads members under other content types", async () => {
    const headers = { "content-type": "application/octet-stream" };
    expect(await outcome(protocol, { headers, body: written({ Name: "n" }) })).toMatchObject({ Name: "n" });
  });

  it("passes over members that the model does not have, and keeps nulls out of structures", async () => {
    const body = written({ Name: null, Other: { deep: [1] }, Rows: [{ Id: "1", New: 1 }, null], Tags: { a: null } });
    const { $metadata, ...members } = (await outcome(protocol, { body })) as MetadataBearer;
    expect(members).toEqual({ Rows: [{ Id: "1" }, null], Tags: { a: null } });
  });

  it("keeps a member that the union does not have", async () => {
    const body = written({ Choice: { __type: "x", shape: { sides: 3 } } });
    expect(await outcome(protocol, { body })).toMatchObject({ Choice: { $unknown: ["shape", { sides: 3 }] } });
  });

  it("refuses a time that is none", async () => {
    const error = await outcome(protocol, { body: written({ At: "yesterday" }) });
    expect(error).toBeInstanceOf(TypeError);
    expect(error).toMatchObject({ $metadata: { httpStatusCode: 200 } });
  });

  it("gives a modelled error by its short name, whatever namespace stands before it", async () => {
    for (const type of [
      "BusyException",
      `${ns}#BusyException`,
      "some.other#BusyException",
      "BusyException:http://x/",
    ]) {
      const body = written({ __type: type, message: "busy", Queue: 3 });
      const error = await outcome(protocol, { status: 503, body });
      expect(error).toBeInstanceOf(BusyException);
      expect(error).toMatchObject({ name: "BusyException", message: "busy", Queue: 3, $fault: "server" });
    }
  });

  it("gives the base class for a code that the model does not have, with what the answer says", async () => {
    const body = written({ __type: "ns#Odd", Message: "odd", Detail: { at: 1 } });
    const error = await outcome(protocol, { status: 400, body });
    expect(error).toBeInstanceOf(RowsServiceException);
    expect(error).not.toBeInstanceOf(BusyException);
    expect(error).toMatchObject({ name: "Odd", message: "odd", Detail: { at: 1 }, $fault: "client", code: "Odd" });
    expect(error).toMatchObject({ $metadata: { httpStatusCode: 400 }, $response: { statusCode: 400 } });
  });

  it.each([
    ["a page", 503, PAGE],
    ["nothing", 400, ""],
    ["a list", 500, written([])],
    ["no code", 500, written({ hint: 1 })],
    ["a code of another type", 500, written({ __type: ["x"] })],
    ["half a message", 500, written({ __type: "BusyException", message: "busy" }).slice(0, 12)],
  ])("gives the base class for %s in place of an error", async (_, status, body) => {
    const error = await outcome(protocol, { status, body });
    expect(error).toBeInstanceOf(RowsServiceException);
    expect(error).toMatchObject({
      name: "Unknown",
      $fault: status < 500 ? "client" : "server",
      $metadata: { httpStatusCode: status },
      $response: { statusCode: status },
    });
  });

  it("gives the modelled class even where a member is not what the model says", async () => {
    const error = await outcome(protocol, { status: 503, body: written({ __type: "BusyException", Queue: "long" }) });
    expect(error).toBeInstanceOf(BusyException);
    expect(error).toMatchObject({ Queue: "long" });
  });

  it("gives errors the codes that they had under the query protocol, where the service says so", async () => {
    const body = written({ __type: `${ns}#BusyException`, message: "busy" });
    const headers = { "x-amzn-query-error": "Rows.Busy;Receiver", "x-amzn-requestid": "r-1" };
    const error = await outcome(protocol, { status: 503, headers, body }, { awsQueryCompatible: true });
    expect(error).toBeInstanceOf(BusyException);
    expect(error).toMatchObject({
      name: "BusyException",
      code: "Rows.Busy",
      Code: "Rows.Busy",
      Type: "Receiver",
      Error: { Code: "Rows.Busy", Type: "Receiver", Message: "busy" },
      RequestId: "r-1",
    });
    // In sight, as in the official client: people log errors as JSON.
    expect(JSON.parse(JSON.stringify(error))).toMatchObject({ message: "busy", Code: "Rows.Busy", Type: "Receiver" });
    const odd = { ...headers, "x-amzn-query-error": "Rows.Odd;Sender" };
    const unknown = await outcome(
      protocol,
      { status: 400, headers: odd, body: written({}) },
      { awsQueryCompatible: true },
    );
    expect(unknown).toMatchObject({ name: "Rows.Odd", Type: "Sender" });
    expect(await outcome(protocol, { status: 503, headers, body })).not.toHaveProperty("Code");
  });
});

describe("awsJson", () => {
  it("finds the code in `__type`, then in `code`, then in the header", async () => {
    const headers = { "x-amzn-errortype": "BusyException:http://internal.example.com/" };
    const odd = json({ __type: "Odd", code: "Other" });
    expect(await outcome(awsJson1_1, { status: 400, headers, body: odd })).toMatchObject({ name: "Odd" });
    expect(await outcome(awsJson1_1, { status: 400, headers, body: '{"code":42}' })).toMatchObject({ name: "42" });
    expect(await outcome(awsJson1_1, { status: 400, headers, body: "{}" })).toBeInstanceOf(BusyException);
    expect(await outcome(awsJson1_1, { status: 503, headers, body: PAGE })).toBeInstanceOf(BusyException);
  });

  it("reads and writes big numbers with all their digits", async () => {
    const body = '{"Big":123456789012345678901234567890,"Decimal":0.1000000000000000000001}';
    expect(await outcome(awsJson1_0, { body })).toMatchObject({
      Big: 123456789012345678901234567890n,
      Decimal: { string: "0.1000000000000000000001" },
    });
  });
});

describe("CBOR", () => {
  const messages = structure(bodyShape(3)).chain(({ ref, values }) =>
    values.map((value) => ({ ref, bytes: cborWriter(ref)(value) })),
  );

  it("cut short anywhere is refused", () => {
    fc.assert(
      fc.property(messages, ({ bytes }) => {
        for (let end = 0; end < bytes.length; end++) expect(() => readCbor(bytes.slice(0, end))).toThrow(SyntaxError);
      }),
      { numRuns: 100 },
    );
  });

  it("with bytes changed, or of bytes alone, gives a value or an error, and soon", () => {
    const codec = (ref: SchemaRef) =>
      rpcv2Cbor.operation([9, ns, "Op", 0, unit, () => ref], {
        ...service,
        settings: {},
        parts: everyPart,
        errorSchema: () => undefined,
      });
    const tries = fc.record({
      message: messages,
      at: fc.nat(),
      byte: fc.nat(255),
      noise: fc.uint8Array({ maxLength: 40 }),
    });
    fc.assert(
      fc.property(tries, ({ message: { ref, bytes }, at, byte, noise }) => {
        const changed = Uint8Array.from(bytes);
        changed[at % bytes.length] = byte;
        for (const body of [changed, noise]) {
          const started = performance.now();
          try {
            expect(codec(ref).deserialize({ statusCode: 200, headers: {} }, body)).toBeTypeOf("object");
          } catch (error) {
            expect(error).toBeInstanceOf(Error);
            expect((error as Error).name).toMatch(/^(Syntax|Type|Range)Error$/);
          }
          expect(performance.now() - started).toBeLessThan(1000);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it("claims no memory for a length that the message does not have", () => {
    const list = Uint8Array.from([0x9b, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0xff]);
    expect(() => readCbor(list)).toThrow("Not CBOR: a length of");
    expect(() => readCbor(Uint8Array.from([0x9b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]))).toThrow(
      SyntaxError,
    );
  });

  it("reads every form that its specification allows", () => {
    const read = (hex: string): unknown => readCbor(Uint8Array.from(Buffer.from(hex.replaceAll(" ", ""), "hex")));
    expect(read("1b ffffffffffffffff")).toBe(18446744073709551615n);
    expect(read("3b ffffffffffffffff")).toBe(-18446744073709551616n);
    expect(read("c2 49 010000000000000000")).toBe(18446744073709551616n);
    expect(read("c3 49 010000000000000000")).toBe(-18446744073709551617n);
    expect(read("f9 3c00")).toBe(1);
    expect(read("f9 0001")).toBe(2 ** -24);
    expect(read("f9 fc00")).toBe(Number.NEGATIVE_INFINITY);
    expect(read("fa 47c35000")).toBe(100000);
    expect(read("c1 fb 41d452d9ec200000")).toEqual(new Date(1363896240500));
    expect(read("c4 82 21 19 6ab3")).toMatchObject({ string: "273.15" });
    expect(read("c4 82 02 20")).toMatchObject({ string: "-100" });
    expect(read("5f 42 0102 43 030405 ff")).toEqual(Uint8Array.from([1, 2, 3, 4, 5]));
    expect(read("7f 65 7374726561 64 6d696e67 ff")).toBe("streaming");
    expect(read("bf 61 61 01 61 62 9f 02 03 ff ff")).toEqual({ a: 1, b: [2, 3] });
    expect(read("f7")).toBeNull();
    expect(read("d8 20 61 78")).toBe("x");
    expect(() => read("01 02")).toThrow("goes on after its end");
    expect(() => read("1c")).toThrow(SyntaxError);
    expect(() => read("7f 7f ff ff")).toThrow("a part in parts");
    expect(() => read("a1 01 02")).toThrow("a key that is no text");
    const proto = read("a1 69 5f5f70726f746f5f5f a1 61 61 01") as object;
    expect(Object.getPrototypeOf(proto)).toBe(Object.prototype);
    expect(Object.keys(proto)).toEqual(["__proto__"]);
  });

  it("writes decimals and big integers of any size as their tags", () => {
    const hex = (ref: SchemaRef, value: unknown): string => Buffer.from(cborWriter(ref)(value)).toString("hex");
    expect(hex(19, new NumericValue("273.15"))).toBe("c48221196ab3");
    expect(hex(19, new NumericValue("1e3"))).toBe("c4820301");
    expect(hex(17, 18446744073709551615n)).toBe("1bffffffffffffffff");
    expect(hex(17, -18446744073709551617n)).toBe("c349010000000000000000");
    expect(hex(4, new Date(0))).toBe("c100");
    expect(hex(4, new Date(1500))).toBe("c1fb3ff8000000000000");
    expect(hex(0, "é".repeat(12))).toBe(`7818${"c3a9".repeat(12)}`);
  });
});
