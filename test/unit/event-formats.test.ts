/**
 * Events in the payload formats of the protocols: what a client sends comes back to it, and the members beside a stream
 * travel as its first message where the protocol has no other place for them.
 */

import { describe, expect, it } from "vitest";
import { eventStreams } from "../../templates/runtime/client/event-streams.ts";
import { withFeatures } from "../../templates/runtime/client/features.ts";
import {
  type MetadataBearer,
  type OperationSchema,
  ServiceClient,
  ServiceCommand,
  type StructureSchema,
  type UnionSchema,
} from "../../templates/runtime/client/index.ts";
import { chunksOf } from "../../templates/runtime/client/streams.ts";
import type { HttpRequest, HttpResponse } from "../../templates/runtime/http/http.ts";
import { rpcv2Cbor, rpcv2CborEvents } from "../../templates/runtime/protocols/cbor.ts";
import { everyPart } from "../../templates/runtime/protocols/http-bindings.ts";
import { awsJson1_0, awsJson1_0Events, awsJson1_1, awsJson1_1Events } from "../../templates/runtime/protocols/json.ts";
import { restJson1, restJson1Events } from "../../templates/runtime/protocols/rest-json.ts";
import { restXml, restXmlEvents } from "../../templates/runtime/protocols/rest-xml.ts";
import { rpcv2Json, rpcv2JsonEvents } from "../../templates/runtime/protocols/rpc-json.ts";
import { codec, iterate, split } from "../support/events.ts";
import { depot } from "./depot-fixture.ts";

const ns = "example.formats";
const Inner$: StructureSchema = [3, ns, "Inner", 0, ["when", "bytes"], [4, 21]];
const Plain$: StructureSchema = [3, ns, "Plain", 0, ["text", "inner"], [0, () => Inner$]];
const Bound$: StructureSchema = [
  3,
  ns,
  "Bound",
  0,
  ["flag", "count", "big", "small", "name", "raw", "at", "inner"],
  [
    [2, { eventHeader: 1 }],
    [1, { eventHeader: 1, integer: 1 }],
    [1, { eventHeader: 1, integer: 64 }],
    [1, { eventHeader: 1, integer: 8 }],
    [0, { eventHeader: 1 }],
    [21, { eventHeader: 1 }],
    [4, { eventHeader: 1 }],
    [() => Inner$, { eventPayload: 1 }],
  ],
];
const Text$: StructureSchema = [3, ns, "Text", 0, ["text"], [[0, { eventPayload: 1 }]]];
const Empty$: StructureSchema = [3, ns, "Empty", 0, [], []];
const Events$: UnionSchema = [
  4,
  ns,
  "Events",
  { streaming: 1 },
  ["plain", "bound", "text", "empty"],
  [() => Plain$, () => Bound$, () => Text$, () => Empty$],
];
const Message$: StructureSchema = [
  3,
  ns,
  "Message",
  0,
  ["topic", "events"],
  [
    [0, { httpHeader: "x-topic" }],
    [() => Events$, 16],
  ],
];
const Talk$: OperationSchema = [9, ns, "Talk", { http: ["POST", "/talk", 200] }, () => Message$, () => Message$];

const FORMATS = [
  ["restJson1", restJson1, restJson1Events, "application/json"],
  ["restXml", restXml, restXmlEvents, "application/xml"],
  ["awsJson1_0", awsJson1_0, awsJson1_0Events, "application/x-amz-json-1.0"],
  ["awsJson1_1", awsJson1_1, awsJson1_1Events, "application/x-amz-json-1.1"],
  ["rpcv2Json", rpcv2Json, rpcv2JsonEvents, "application/json"],
  ["rpcv2Cbor", rpcv2Cbor, rpcv2CborEvents, "application/cbor"],
] as const;

const inner = { when: new Date("2024-10-31T14:15:14Z"), bytes: new Uint8Array([1, 2, 3]) };
const EVENTS = [
  { plain: { text: "hällo & <co>", inner } },
  {
    bound: {
      flag: false,
      count: -5,
      big: 2 ** 40,
      small: 3,
      name: "n",
      raw: new Uint8Array([9]),
      at: new Date("2024-01-01T00:00:00.123Z"),
      inner,
    },
  },
  { text: { text: "as it is" } },
  { empty: {} },
  { $unknown: ["smell", { of: "tea" }] },
];

describe.each(FORMATS)("%s", (_, protocol, formatOf, contentType) => {
  const format = formatOf(everyPart);
  it("what is sent is what can be read", async () => {
    // XML has no form for what no model describes.
    const events = formatOf === restXmlEvents ? EVENTS.slice(0, -1) : EVENTS;
    const seen: { request?: HttpRequest; body?: Buffer } = {};
    const handle = async (request: HttpRequest): Promise<{ response: HttpResponse }> => {
      const chunks: Uint8Array[] = [];
      for await (const chunk of chunksOf(request.body)) chunks.push(chunk);
      const body = Buffer.concat(chunks);
      Object.assign(seen, { request, body });
      // The echo's first message is an answer's, where the request's was a request's.
      const answer = format.initialMessages ? [renamed(split(body)[0] as Buffer), ...split(body).slice(1)] : [body];
      const topic = request.headers["x-topic"];
      return {
        response: { statusCode: 200, headers: topic ? { "x-topic": topic } : {}, body: iterate(answer) },
      };
    };
    const client = new ServiceClient<object, MetadataBearer>(
      { ...depot, protocol, features: withFeatures(eventStreams(formatOf)) },
      { region: "x", endpoint: "http://localhost", sign: false, requestHandler: { handle } as never },
    );
    const output = (await client.send(
      new ServiceCommand<object, MetadataBearer>(Talk$, { topic: "tea", events: iterate(events) }),
    )) as unknown as { topic: string; events: AsyncIterable<unknown> };
    expect(output.topic).toBe("tea");
    const got: unknown[] = [];
    for await (const event of output.events) got.push(event);
    expect(got).toEqual(events);

    const messages = split(seen.body as Buffer).map((frame) => codec.decode(frame));
    expect(seen.request?.headers["content-type"]).toBe("application/vnd.amazon.eventstream");
    expect(messages[0]?.headers[":content-type"]?.value).toBe(contentType);
    expect(messages[0]?.headers[":event-type"]?.value).toBe(format.initialMessages ? "initial-request" : "plain");
    const text = messages.find(({ headers }) => headers[":event-type"]?.value === "text");
    expect([text?.headers[":content-type"]?.value, Buffer.from(text?.body ?? []).toString()]).toEqual([
      "text/plain",
      "as it is",
    ]);
    const bound = messages.find(({ headers }) => headers[":event-type"]?.value === "bound");
    const types = Object.entries(bound?.headers ?? {}).map(([name, { type }]) => `${name} ${type}`);
    expect(types.slice(3)).toEqual([
      "flag boolean",
      "count integer",
      "big long",
      "small byte",
      "name string",
      "raw binary",
      "at timestamp",
    ]);
  });
});

function renamed(frame: Buffer): Buffer {
  const { headers, body } = codec.decode(frame);
  const type = { type: "string", value: "initial-response" } as const;
  return Buffer.from(codec.encode({ headers: { ...headers, ":event-type": type }, body }));
}
