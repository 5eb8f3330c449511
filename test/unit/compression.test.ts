/** Request compression: from which size on, under which settings, and what a stream becomes. */
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { gunzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FetchRequestHandler } from "../../templates/runtime/http/fetch-http.ts";
import { depotClient, ROADS } from "./depot-fixture.ts";

interface Sent {
  readonly headers: IncomingMessage["headers"];
  readonly body: Buffer;
}

const sent: Sent[] = [];
const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    sent.push({ headers: request.headers, body: Buffer.concat(chunks) });
    response.end();
  });
});
let endpoint = "";

beforeEach(async () => {
  sent.length = 0;
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  vi.unstubAllEnvs();
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
});

/** `{"Text":"aaa…"}` of so many bytes. */
const report = (bytes: number): { Text: string } => ({ Text: "a".repeat(bytes - 11) });
const textOf = ({ headers, body }: Sent): string =>
  (headers["content-encoding"] === "gzip" ? gunzipSync(body) : body).toString();

describe.each(ROADS)("%s", (road) => {
  const client = (config: object = {}): ReturnType<typeof depotClient> => depotClient(road, { endpoint, ...config });
  const encodings = (): unknown[] => sent.map(({ headers }) => headers["content-encoding"]);

  it("begins at 10,240 bytes, or where it is told to", async () => {
    await client().call("Report", report(10_239));
    await client().call("Report", report(10_240));
    await client({ requestMinCompressionSizeBytes: 100 }).call("Report", report(100));
    await client({ requestMinCompressionSizeBytes: async () => 101 }).call("Report", report(100));
    vi.stubEnv("AWS_REQUEST_MIN_COMPRESSION_SIZE_BYTES", "50");
    await client().call("Report", report(50));
    expect(encodings()).toEqual([undefined, "gzip", "gzip", undefined, "gzip"]);
    expect(sent.map((one) => textOf(one).length)).toEqual([10_239, 10_240, 100, 100, 50]);
    for (const { headers, body } of sent) expect(headers["content-length"]).toBe(String(body.length));
  });

  it("is switched off by setting or environment", async () => {
    await client({ disableRequestCompression: true }).call("Report", report(20_000));
    vi.stubEnv("AWS_DISABLE_REQUEST_COMPRESSION", "true");
    await client().call("Report", report(20_000));
    await client({ disableRequestCompression: false }).call("Report", report(20_000));
    expect(encodings()).toEqual([undefined, undefined, "gzip"]);
    vi.stubEnv("AWS_DISABLE_REQUEST_COMPRESSION", "perhaps");
    await expect(client().call("Report", report(20))).rejects.toThrow("disable_request_compression");
  });

  it.each([-1, 10_485_761, Number.NaN])("refuses %d bytes as the least", async (requestMinCompressionSizeBytes) => {
    await expect(client({ requestMinCompressionSizeBytes }).call("Report", report(20))).rejects.toThrow(RangeError);
    expect(sent).toEqual([]);
  });

  it("compresses streams of any size, behind the encoding that they have", async () => {
    const chunks = [Buffer.from("he"), Buffer.from("llo")];
    await client().call("Archive", { Key: "k", Body: Readable.from(chunks) });
    await client().call("Archive", { Key: "k", Body: new Blob(["hello"]).stream(), Encoding: "br" });
    expect(encodings()).toEqual(["gzip", "br, gzip"]);
    for (const { headers, body } of sent) {
      expect(gunzipSync(body).toString()).toBe("hello");
      expect(headers["content-length"]).toBeUndefined();
    }
  });

  it("hands on what breaks a stream", async () => {
    const Body = (async function* () {
      yield Buffer.from("he");
      throw new Error("out of paper");
    })();
    await expect(client().call("Archive", { Key: "k", Body })).rejects.toThrow("out of paper");
  });
});

describe("without Node's modules", () => {
  const { getBuiltinModule } = process;
  beforeEach(() => {
    Object.defineProperty(process, "getBuiltinModule", { value: undefined, configurable: true, writable: true });
  });
  afterEach(() => {
    process.getBuiltinModule = getBuiltinModule;
  });

  it("the platform's own streams compress", async () => {
    const client = depotClient("compiled", { endpoint, requestHandler: new FetchRequestHandler() });
    await client.call("Report", report(20_000));
    await client.call("Archive", { Key: "k", Body: new Blob(["hello"]) });
    expect(sent.map((one) => textOf(one).length)).toEqual([20_000, 5]);
    for (const { headers } of sent) expect(headers["content-encoding"]).toBe("gzip");
  });
});
