/** Streaming bodies in both directions: what may be sent, what is received, and the methods that read it at once. */
import { createReadStream, mkdtempSync, openSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import { withFeatures } from "../../templates/runtime/client/features.ts";
import { chunksOf, sdkStreamMixin, streamOf, streams } from "../../templates/runtime/client/streams.ts";
import { FetchRequestHandler } from "../../templates/runtime/http/fetch-http.ts";
import type { SdkStream } from "../../templates/runtime/schema/values.ts";
import { depotClient, ROADS } from "./depot-fixture.ts";

const folder = mkdtempSync(join(tmpdir(), "swage-streams-"));
const file = join(folder, "hello.txt");
writeFileSync(file, "hello");
afterAll(() => rmSync(folder, { recursive: true }));

interface Sent {
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}
const sent: Sent[] = [];
let answer: (response: ServerResponse) => void;
const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("error", () => {});
  request.on("end", () => {
    sent.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
    answer(response);
  });
});
let endpoint = "";

beforeEach(async () => {
  sent.length = 0;
  answer = (response) => response.end("hällo");
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
});

const HANDLERS = [
  ["node:http", {}],
  ["fetch", { requestHandler: new FetchRequestHandler() }],
] as const;

/** Streams alone: what is sent is what is given. */
const plain = { features: withFeatures(streams) };

describe.each(ROADS)("%s", (road) => {
  const client = (config: object = {}): ReturnType<typeof depotClient> =>
    depotClient(road, { endpoint, ...config }, plain);

  it("sends whatever holds bytes, with its length where that is known", async () => {
    const bodies: readonly (readonly [body: unknown, length: string | undefined])[] = [
      ["hello", "5"],
      [Buffer.from("hello"), "5"],
      [new Uint8Array(Buffer.from("hello")).buffer, "5"],
      [new Blob(["hello"]), "5"],
      [createReadStream(file), "5"],
      [createReadStream(file, { start: 0, end: 4 }), "5"],
      [createReadStream("", { fd: openSync(file, "r") }), "5"],
      // Named like a file that is not there.
      [Object.assign(Readable.from(["hello"]), { path: "/no/such/file" }), undefined],
      [Readable.from(["he", "llo"]), undefined],
      [new Blob(["hello"]).stream(), undefined],
      [
        (async function* () {
          yield Buffer.from("hello");
        })(),
        undefined,
      ],
    ];
    for (const [Body] of bodies) await client().call("Upload", { Key: "k", Body });
    expect(sent.map(({ body }) => body)).toEqual(bodies.map(() => "hello"));
    expect(sent.map(({ headers }) => headers["content-length"])).toEqual(bodies.map(([, length]) => length));
    for (const { headers } of sent.slice(3)) expect(headers["x-amz-content-sha256"]).toBe("UNSIGNED-PAYLOAD");
  });

  it("says what broke a stream, and closes one that nobody reads any more", async () => {
    const broken = new Error("out of paper");
    const Body = new Readable({ read: () => {} });
    Body.push("he");
    const refused = expect(client().call("Upload", { Key: "k", Body })).rejects.toBe(broken);
    await expect.poll(() => Body.listenerCount("data")).toBeGreaterThan(0);
    Body.destroy(broken);
    await refused;
    // And one that was broken before anybody read it.
    await expect(client().call("Upload", { Key: "k", Body })).rejects.toBe(broken);
    const closed = new Readable({ read: () => {} }).destroy();
    await expect(client().call("Upload", { Key: "k", Body: closed })).rejects.toThrow("closed already");
    const waiting = new Readable({ read: () => {} });
    await expect(
      client({ requestHandler: { requestTimeout: 30 } }).call("Upload", { Key: "k", Body: waiting }),
    ).rejects.toThrow();
    await expect.poll(() => waiting.destroyed).toBe(true);
  });

  describe.each(HANDLERS)("answers over %s", (_, config) => {
    const download = async (): Promise<SdkStream<unknown>> =>
      (await client(config).call("Download", {})).Body as SdkStream<unknown>;

    it("read as text, bytes, or a stream of the web", async () => {
      expect(await (await download()).transformToString()).toBe("hällo");
      expect(await (await download()).transformToString("latin1")).toBe("hÃ¤llo");
      expect(await (await download()).transformToString("base64")).toBe("aMOkbGxv");
      expect(await (await download()).transformToString("hex")).toBe("68c3a46c6c6f");
      expect(Buffer.from(await (await download()).transformToByteArray()).toString()).toBe("hällo");
      expect(await new Response((await download()).transformToWebStream()).text()).toBe("hällo");
    });

    it("behind a stream that was sent", async () => {
      for (const Body of [Readable.from([Buffer.from("hello")]), new Blob(["hello"]).stream()])
        await client(config).call("Upload", { Key: "k", Body });
      expect(sent.map(({ body }) => body)).toEqual(["hello", "hello"]);
    });

    it("read once", async () => {
      const body = await download();
      await body.transformToString();
      await expect(body.transformToByteArray()).rejects.toThrow("already been transformed");
      expect(() => body.transformToWebStream()).toThrow("already been transformed");
    });

    it("still streams", async () => {
      const chunks: Uint8Array[] = [];
      for await (const chunk of (await download()) as unknown as AsyncIterable<Uint8Array>) chunks.push(chunk);
      expect(Buffer.concat(chunks).toString()).toBe("hällo");
    });
  });

  it("an answer that breaks off is an error of the client", async () => {
    answer = (response) => {
      response.writeHead(200, { "content-length": "100" });
      response.write("hel");
      setTimeout(() => response.destroy(), 20);
    };
    const { Body } = await client().call("Download", {});
    await expect((Body as SdkStream<unknown>).transformToString()).rejects.toMatchObject({
      name: "TimeoutError",
      code: "ECONNRESET",
    });
  });

  it("an abort ends what is still being read", async () => {
    answer = (response) => response.write("hel");
    const abort = new AbortController();
    const { Body } = await client().call("Download", {}, { abortSignal: abort.signal });
    const reading = (Body as SdkStream<unknown>).transformToString();
    setTimeout(() => abort.abort(), 20);
    await expect(reading).rejects.toMatchObject({ name: "AbortError" });
  });

  it("a body waits until the server has seen the head, and stays at home when it is refused", async () => {
    const asking = client();
    asking.middlewareStack.add(
      (next) => (args) => {
        Object.assign((args.request as { headers: object }).headers, { expect: "100-continue" });
        return next(args);
      },
      { step: "build", name: "expect" },
    );
    let asked = 0;
    const onCheck = (_: IncomingMessage, response: ServerResponse): void => {
      asked++;
      response.writeHead(307, { location: "elsewhere" }).end();
    };
    server.on("checkContinue", onCheck);
    const Body = Readable.from(["he", "llo"]);
    await expect(asking.call("Upload", { Key: "k", Body })).rejects.toMatchObject({
      $metadata: { httpStatusCode: 307 },
    });
    expect([asked, Body.readableDidRead]).toEqual([1, false]);
    server.off("checkContinue", onCheck);
    await asking.call("Upload", { Key: "k", Body: "hello" });
    expect(sent.map(({ body }) => body)).toEqual(["hello"]);
  });

  it("a refusal is read to its end, and is an error", async () => {
    answer = (response) => {
      response.writeHead(403, { "x-amzn-errortype": "NotYours" });
      response.end('{"message":"no"}');
    };
    await expect(client().call("Download", {})).rejects.toMatchObject({ name: "NotYours", message: "no" });
  });
});

describe("without Node's streams", () => {
  const { getBuiltinModule } = process;
  beforeEach(() => {
    Object.defineProperty(process, "getBuiltinModule", { value: undefined, configurable: true, writable: true });
  });
  afterEach(() => {
    process.getBuiltinModule = getBuiltinModule;
  });

  it("an iteration becomes a stream of the web, and is ended with it", async () => {
    let ended = false;
    const source = async function* (): AsyncGenerator<Uint8Array> {
      try {
        yield Buffer.from("a");
        yield Buffer.from("b");
      } finally {
        ended = true;
      }
    };
    expect(await new Response(streamOf(source()) as ReadableStream).text()).toBe("ab");
    ended = false;
    for await (const chunk of chunksOf(streamOf(source()))) {
      expect(Buffer.from(chunk).toString()).toBe("a");
      break;
    }
    expect(ended).toBe(true);
  });

  it("blobs and streams of the web can be read at once", async () => {
    expect(await sdkStreamMixin(new Blob(["hello"])).transformToString()).toBe("hello");
    const stream = new Blob(["hello"]).stream();
    expect(sdkStreamMixin(stream).transformToWebStream()).toBe(stream);
  });
});
