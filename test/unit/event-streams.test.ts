/**
 * Conversations of events with a loopback server, over HTTP/1.1 and HTTP/2: what goes out is framed and signed, what comes
 * in is read, and whatever goes wrong ends the iteration with an error that says what it was.
 */
import { createServer } from "node:http";
import type { AddressInfo, Server, Socket } from "node:net";
import { SignatureV4 } from "@smithy/signature-v4";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createEventStreamHandler } from "../../templates/runtime/client/http2.ts";
import { Sha256 } from "../../templates/runtime/client/platform.ts";
import { codec, collect, iterate, message, split, text } from "../support/events.ts";
import { DepotServiceException, depotClient, ROADS, TiredException } from "./depot-fixture.ts";
import { type Request, type Response, TRANSPORTS } from "./event-transports.ts";

/** As in the fixture. */
const KEY = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY" };

type Event = Readonly<Record<string, unknown>>;
const word = (value: string): Buffer => message("event", "word", { text: value });

const pause = (milliseconds: number): Promise<void> => new Promise((go) => setTimeout(go, milliseconds));

describe.each(TRANSPORTS)("%s", (_, serve, service) => {
  let server: Server;
  let endpoint: string;
  let answer: (request: Request, response: Response) => unknown;
  let received: Buffer[];
  let closed: Promise<void>;
  const sockets: Socket[] = [];
  const clients: { destroy(): void }[] = [];

  beforeEach(async () => {
    received = [];
    server = serve((request: Request, response: Response) => {
      request.on("data", (chunk: Buffer) => received.push(chunk));
      request.on("error", () => {});
      response.on("error", () => {});
      closed = new Promise((done) => response.on("close", done));
      response.writeHead(200, { "content-type": "application/vnd.amazon.eventstream" });
      answer(request, response);
    });
    sockets.length = 0;
    server.on("connection", (socket) => sockets.push(socket));
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(async () => {
    for (const client of clients.splice(0)) client.destroy();
    (server as Partial<{ closeAllConnections(): void }>).closeAllConnections?.();
    await new Promise((done) => server.close(done));
  });

  const talk = async (
    events: AsyncIterable<Event>,
    options: object = {},
    road: (typeof ROADS)[number] = "compiled",
    config: object = {},
  ): Promise<AsyncIterable<Event>> => {
    const client = depotClient(road, { endpoint, ...config }, service);
    clients.push(client);
    const output = await client.call("Talk", { events }, options);
    return output.events as AsyncIterable<Event>;
  };
  /** What was inside the envelopes, once each of them has proved to be signed over the one before it. */
  const bodiesSigned = async (authorization: string): Promise<Uint8Array[]> => {
    const sha256 = Sha256 as never;
    const signer = new SignatureV4({ credentials: KEY, region: "eu-central-1", service: "depot", sha256 });
    let priorSignature = /Signature=(\w+)/.exec(authorization)?.[1] ?? "";
    const bodies: Uint8Array[] = [];
    for (const frame of split(Buffer.concat(received))) {
      const { headers, body } = codec.decode(frame);
      const { ":date": date, ":chunk-signature": signature } = headers;
      const wanted = await signer.signMessage(
        { message: { headers: { ":date": date as never }, body }, priorSignature },
        { signingDate: date?.value as Date },
      );
      expect(Buffer.from(signature?.value as Uint8Array).toString("hex")).toBe(wanted.signature);
      priorSignature = wanted.signature;
      bodies.push(body);
    }
    return bodies;
  };
  /** What comes before the iteration ends, and the error with which it does. */
  const untilError = async (events: AsyncIterable<Event>): Promise<[Event[], Error & { code?: string }]> => {
    const got: Event[] = [];
    try {
      for await (const event of events) got.push(event);
    } catch (error) {
      return [got, error as Error];
    }
    throw new Error("the iteration has ended without an error");
  };

  it.each(ROADS)("%s: both sides speak in turn, before either has finished", async (road) => {
    answer = (request, response) => {
      request.on("data", (chunk: Buffer) => {
        for (const frame of split(chunk)) {
          const { body } = codec.decode(frame);
          if (body.byteLength === 0) continue;
          const { text: said } = JSON.parse(Buffer.from(codec.decode(body).body).toString()) as { text: string };
          response.write(word(`${said}!`));
        }
      });
      request.on("end", () => response.end());
    };
    const heard: unknown[] = [];
    let hear = (_: unknown): void => {};
    const events = await talk(
      (async function* () {
        for (const said of ["one", "two", "three"]) {
          const next = new Promise((done) => {
            hear = done;
          });
          yield { word: { text: said } };
          await next;
        }
      })(),
      {},
      road,
    );
    for await (const event of events) {
      heard.push(event);
      hear(event);
    }
    expect(heard).toEqual([{ word: { text: "one!" } }, { word: { text: "two!" } }, { word: { text: "three!" } }]);
  });

  it.each(ROADS)("%s: every message is signed over the one before it, the end included", async (road) => {
    let authorization = "";
    answer = (request, response) => {
      authorization = String(request.headers.authorization);
      expect(request.headers["x-amz-content-sha256"]).toBe("STREAMING-AWS4-HMAC-SHA256-EVENTS");
      expect(request.headers["content-type"]).toBe("application/vnd.amazon.eventstream");
      request.on("end", () => response.end());
    };
    const sound = { rate: 8000, data: new Uint8Array([1, 2, 3]) };
    await collect(await talk(iterate([{ word: { text: "hi" } }, { sound }]), {}, road));
    const bodies = await bodiesSigned(authorization);
    expect(bodies).toHaveLength(3);
    expect(bodies[2]).toHaveLength(0);
    const [first, second] = bodies.slice(0, 2).map((body) => codec.decode(body));
    expect(Buffer.from(first?.body ?? []).toString()).toBe('{"text":"hi"}');
    expect(second?.headers).toEqual({
      ":event-type": text("sound"),
      ":message-type": text("event"),
      ":content-type": text("application/octet-stream"),
      rate: { type: "integer", value: 8000 },
    });
    expect([...(second?.body ?? [])]).toEqual([1, 2, 3]);
  });

  it("a stream keeps the credentials that it began with", async () => {
    let authorization = "";
    answer = (request, response) => {
      authorization = String(request.headers.authorization);
      request.on("end", () => response.end());
    };
    // So near its end that it is asked for again each time.
    let identity = { ...KEY, expiration: new Date(Date.now() + 1000) };
    const events = (async function* () {
      yield { word: { text: "one" } };
      identity = { ...identity, secretAccessKey: "another" };
      yield { word: { text: "two" } };
    })();
    await collect(await talk(events, {}, "compiled", { credentials: async () => identity }));
    expect(await bodiesSigned(authorization)).toHaveLength(3);
  });

  it("a signer of the caller's signs the events as well", async () => {
    answer = (request, response) => request.on("end", () => response.end());
    const asked: unknown[] = [];
    const signer = {
      async sign(what: { headers?: object; message?: unknown; priorSignature?: string }, options: object) {
        if (what.message === undefined) {
          const authorization = "X Credential=A/20260101/eu-central-1/depot/aws4_request, Signature=ab";
          return { ...what, headers: { ...what.headers, authorization } };
        }
        asked.push(what.priorSignature, (options as { eventStreamCredentials: object }).eventStreamCredentials);
        return { signature: "cd" };
      },
    };
    await collect(await talk(iterate([{ word: { text: "one" } }]), {}, "compiled", { signer: async () => signer }));
    expect(asked).toEqual(["ab", expect.objectContaining(KEY), "cd", expect.objectContaining(KEY)]);
  });

  it("puts messages together, however they are cut, and keeps events that the model does not know", async () => {
    const bytes = Buffer.concat([word("one"), message("event", "smell", { of: "tea" }), word("two")]);
    answer = async (_, response) => {
      for (const byte of bytes) {
        response.write(Buffer.of(byte));
        if (byte === 0) await pause(0);
      }
      response.end();
    };
    expect(await collect(await talk(iterate([])))).toEqual([
      { word: { text: "one" } },
      { $unknown: ["smell", { of: "tea" }] },
      { word: { text: "two" } },
    ]);
  });

  it("throws modelled errors as their classes, others as the service's", async () => {
    const error = codec.encode({
      headers: { ":message-type": text("error"), ":error-code": text("Internal"), ":error-message": text("oh no") },
      body: new Uint8Array(),
    });
    const failures = [
      message("exception", "TiredException", { message: "zzz" }),
      message("exception", "SadException", { message: "boo" }),
      Buffer.from(error),
    ];
    const found: Error[] = [];
    for (const failure of failures) {
      answer = (_, response) => response.end(Buffer.concat([word("one"), failure, word("never")]));
      const [got, thrown] = await untilError(await talk(iterate([])));
      expect(got).toEqual([{ word: { text: "one" } }]);
      found.push(thrown);
    }
    expect(found[0]).toBeInstanceOf(TiredException);
    expect(found.map(({ name, message }) => [name, message])).toEqual([
      ["TiredException", "zzz"],
      ["SadException", "boo"],
      ["Internal", "oh no"],
    ]);
    for (const one of found) expect(one).toBeInstanceOf(DepotServiceException);
  });

  it("ends with an error where a message is cut short, damaged or none at all", async () => {
    const damaged = word("two");
    damaged[damaged.length - 6] = 0xff;
    const bodies = {
      cut: Buffer.concat([word("one"), word("two").subarray(0, 20)]),
      prelude: Buffer.concat([word("one"), Buffer.of(0, 0)]),
      damaged: Buffer.concat([word("one"), damaged]),
      page: Buffer.from("<html><body>502 Bad Gateway</body></html>"),
      short: Buffer.of(0, 0, 0, 4, 0, 0, 0, 0),
      payload: Buffer.concat([
        word("one"),
        Buffer.from(codec.encode({ headers: codec.decode(word("")).headers, body: Buffer.from("{") })),
      ]),
    };
    for (const [what, body] of Object.entries(bodies)) {
      answer = (_, response) => response.end(body);
      const [got, error] = await untilError(await talk(iterate([])));
      expect(error, what).toMatchObject({ name: "EventStreamError", code: "EventStreamError" });
      expect(got, what).toEqual(what === "page" || what === "short" ? [] : [{ word: { text: "one" } }]);
    }
  });

  it("ends with an error where the connection breaks", async () => {
    answer = async (_, response) => {
      response.write(word("one"));
      await pause(20);
      for (const socket of sockets) socket.destroy();
    };
    const [got, error] = await untilError(await talk(iterate([])));
    expect(got).toEqual([{ word: { text: "one" } }]);
    expect(error).toMatchObject({ name: "TimeoutError" });
    expect(error.message).toContain("Connection was closed");
  });

  it.each(ROADS)(
    "%s: ends with an AbortError, and closes the connection, where the caller has had enough",
    async (road) => {
      answer = (_, response) => response.write(word("one"));
      const abort = new AbortController();
      const events = await talk(iterate([]), { abortSignal: abort.signal }, road);
      const got: Event[] = [];
      const reading = (async () => {
        for await (const event of events) {
          got.push(event);
          abort.abort();
        }
      })();
      await expect(reading).rejects.toMatchObject({ name: "AbortError" });
      expect(got).toHaveLength(1);
      await closed;
    },
  );

  it("leaving the loop closes the connection and ends what is being sent", async () => {
    answer = (_, response) => response.write(word("one"));
    let ended = false;
    const events = await talk(
      (async function* () {
        try {
          while (true) {
            yield { word: { text: "still here" } };
            await pause(5);
          }
        } finally {
          ended = true;
        }
      })(),
    );
    for await (const _ of events) break;
    await closed;
    await pause(30);
    expect(ended).toBe(true);
  });

  it("what breaks the sending ends the call", async () => {
    answer = (_, response) => response.write(word("one"));
    const broken = new Error("no more voice");
    const sending = async function* (): AsyncGenerator<Event> {
      yield { word: { text: "hi" } };
      await pause(30);
      throw broken;
    };
    const [, error] = await untilError(await talk(sending()));
    expect(error).toBe(broken);
  });

  it("names an event that the stream does not have", async () => {
    answer = (_, response) => response.write(word("one"));
    const talking = talk(iterate([{ word: { text: "hi" } }, { smell: {} }])).then(untilError);
    const error = await talking.then(
      ([, thrown]) => thrown,
      (thrown: Error) => thrown,
    );
    expect(error.message).toBe("smell is no event of this stream; there are word, sound, TiredException.");
  });

  it("an end from the other side ends what is being sent", async () => {
    answer = (_, response) => response.end(word("bye"));
    let ended = false;
    const events = await talk(
      (async function* () {
        try {
          while (true) {
            yield { word: { text: "still here" } };
            await pause(5);
          }
        } finally {
          ended = true;
        }
      })(),
    );
    expect(await collect(events)).toEqual([{ word: { text: "bye" } }]);
    await pause(50);
    expect(ended).toBe(true);
  });
});

describe.each(ROADS)("%s", (road) => {
  it("an operation without events goes as it would without them, where these go over HTTP/2", async () => {
    const service = { requestHandler: createEventStreamHandler };
    const hosts: unknown[] = [];
    const server = createServer((request, response) => {
      hosts.push(request.headers.host);
      response.end("{}");
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    const client = depotClient(road, { endpoint: `http://${host}` }, service);
    await client.call("Upload", { Key: "k" });
    client.destroy();
    await new Promise((done) => server.close(done));
    expect(hosts).toEqual([host]);
  });
});
