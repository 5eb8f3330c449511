/** Checksums: what is sent for each kind of body and setting, what is compared, and that both roads do the same. */
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ALGORITHMS, Md5 } from "../../templates/runtime/client/checksum-algorithms.ts";
import type { SdkStreamMixin } from "../../templates/runtime/schema/values.ts";
import { depotClient, ROADS } from "./depot-fixture.ts";

interface Sent {
  readonly headers: IncomingMessage["headers"];
  readonly body: Buffer;
}

const sent: Sent[] = [];
let answer: { readonly headers?: Record<string, string>; readonly body?: string } = {};
const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    sent.push({ headers: request.headers, body: Buffer.concat(chunks) });
    response.writeHead(200, answer.headers);
    response.end(answer.body);
  });
});
let endpoint = "";

beforeEach(async () => {
  sent.length = 0;
  answer = {};
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  vi.unstubAllEnvs();
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
});

const first = (): Sent => sent[0] as Sent;

/** Of "hello". Sources: the check values of the CRCs' catalogue method, and `shasum`. */
const SUMS = {
  CRC32: "NhCmhg==",
  CRC32C: "mnG7TA==",
  CRC64NVME: "M3eFcAZSQlc=",
  SHA1: "qvTGHdzF6KLavt4PO0gs2a6pQ00=",
  SHA256: "LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=",
} as const;

describe.each(ROADS)("%s", (road) => {
  const client = (config: object = {}): ReturnType<typeof depotClient> => depotClient(road, { endpoint, ...config });

  it.each(Object.entries(SUMS))("%s of a body at hand is a header", async (Algorithm, sum) => {
    for (const Body of ["hello", Buffer.from("hello"), new Uint8Array(Buffer.from("hello")).buffer]) {
      sent.length = 0;
      await client().call("Upload", { Key: "k", Body, Algorithm });
      expect(first().headers[`x-amz-checksum-${Algorithm.toLowerCase()}`]).toBe(sum);
      expect(first().headers["x-amz-sdk-checksum-algorithm"]).toBe(Algorithm);
      expect(first().body.toString()).toBe("hello");
    }
  });

  it.each(Object.entries(SUMS))("%s of a stream stands behind it", async (Algorithm, sum) => {
    const name = `x-amz-checksum-${Algorithm.toLowerCase()}`;
    const body = Readable.from([Buffer.from("he"), Buffer.alloc(0), Buffer.from("llo")]);
    await client().call("Upload", { Key: "k", Body: body, Algorithm });
    expect(first().body.toString()).toBe(`2\r\nhe\r\n3\r\nllo\r\n0\r\n${name}:${sum}\r\n\r\n`);
    expect(first().headers).toMatchObject({
      "content-encoding": "aws-chunked",
      "transfer-encoding": "chunked",
      "x-amz-trailer": name,
      "x-amz-content-sha256": "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
    });
    expect(first().headers[name]).toBeUndefined();
  });

  it("web streams, blobs and iterations are streams as well; the length of the content stays known", async () => {
    const bodies = [
      new Blob(["hello"]),
      new Blob(["hello"]).stream(),
      (async function* () {
        yield Buffer.from("hello");
      })(),
    ];
    for (const Body of bodies) {
      await client().call("Upload", { Key: "k", Body, Encoding: "gzip" });
    }
    for (const { body, headers } of sent) {
      expect(body.toString()).toBe(`5\r\nhello\r\n0\r\nx-amz-checksum-crc32:${SUMS.CRC32}\r\n\r\n`);
      expect(headers["content-encoding"]).toBe("gzip,aws-chunked");
    }
    expect(sent.map(({ headers }) => headers["x-amz-decoded-content-length"])).toEqual(["5", undefined, undefined]);
  });

  it("joins small chunks when told to", async () => {
    const chunks = Array.from({ length: 5 }, () => Buffer.alloc(3000, "a"));
    await client({ requestStreamBufferSize: 8192 }).call("Upload", { Key: "k", Body: Readable.from(chunks) });
    const sizes = first()
      .body.toString()
      .split("\r\n")
      .filter((line) => /^[0-9a-f]{1,6}$/.test(line));
    expect(sizes).toEqual(["2328", "1770", "0"]);
  });

  it("leaves a checksum that the caller gives alone", async () => {
    await client().call("Upload", { Key: "k", Body: "hello", Sum: SUMS.SHA1 });
    expect(first().headers["x-amz-checksum-sha1"]).toBe(SUMS.SHA1);
    expect(first().headers["x-amz-checksum-crc32"]).toBeUndefined();
  });

  it("WHEN_REQUIRED sends one only where the service insists, said or found", async () => {
    await client({ requestChecksumCalculation: "WHEN_REQUIRED" }).call("Upload", { Key: "k", Body: "hello" });
    vi.stubEnv("AWS_REQUEST_CHECKSUM_CALCULATION", "when_required");
    await client().call("Upload", { Key: "k", Body: "hello" });
    await client().call("Replace", { Key: "k", Body: "hello" });
    expect(sent.map(({ headers }) => headers["x-amz-checksum-crc32"])).toEqual([undefined, undefined, SUMS.CRC32]);
    vi.stubEnv("AWS_REQUEST_CHECKSUM_CALCULATION", "never");
    await expect(client().call("Upload", { Key: "k", Body: "hello" })).rejects.toThrow("request_checksum_calculation");
  });

  it("takes algorithms of the caller's, and names those that it does not have", async () => {
    class Zero {
      update(): void {}
      async digest(): Promise<Uint8Array> {
        return new Uint8Array(2);
      }
      reset(): void {}
    }
    await client({ checksumAlgorithms: { ZERO: Zero } }).call("Upload", { Key: "k", Body: "x", Algorithm: "ZERO" });
    expect(first().headers["x-amz-checksum-zero"]).toBe("AAA=");
    await expect(client().call("Upload", { Key: "k", Body: "x", Algorithm: "ZERO" })).rejects.toThrow("ZERO");
  });

  describe("answers", () => {
    const read = async (config: object = {}): Promise<string> => {
      const { Body } = await client(config).call("Download", {});
      return (Body as SdkStreamMixin).transformToString();
    };

    it("asks for a checksum, and takes an answer that has the right one", async () => {
      answer = { body: "hello", headers: { "x-amz-checksum-crc64nvme": SUMS.CRC64NVME } };
      expect(await read()).toBe("hello");
      expect(first().headers["x-amz-checksum-mode"]).toBe("ENABLED");
    });

    it("ends a stream whose checksum is another one with an error", async () => {
      answer = { body: "hellO", headers: { "x-amz-checksum-crc32": SUMS.CRC32 } };
      await expect(read()).rejects.toThrow(
        `Checksum mismatch: expected "DX6GTg==" but received "NhCmhg==" in response header "x-amz-checksum-crc32".`,
      );
    });

    it("does not compare what it cannot: checksums of parts, unknown algorithms", async () => {
      answer = {
        body: "hellO",
        headers: { "x-amz-checksum-crc32": `${SUMS.CRC32}-3`, "x-amz-checksum-xxhash3": "AA==" },
      };
      expect(await read()).toBe("hellO");
    });

    it("WHEN_REQUIRED neither asks nor compares", async () => {
      answer = { body: "hellO", headers: { "x-amz-checksum-crc32": SUMS.CRC32 } };
      expect(await read({ responseChecksumValidation: "WHEN_REQUIRED" })).toBe("hellO");
      vi.stubEnv("AWS_RESPONSE_CHECKSUM_VALIDATION", "WHEN_REQUIRED");
      expect(await read()).toBe("hellO");
      for (const { headers } of sent) expect(headers["x-amz-checksum-mode"]).toBeUndefined();
    });
  });

  it("sends the MD5 that an operation insists on, but for the caller's own", async () => {
    await client().call("Insist", { Text: "hello" });
    expect(first().headers["content-md5"]).toBe("UiGafi3h4XL6mXmytmi5Fw==");
    expect(first().body.toString()).toBe('{"Text":"hello"}');
    const marked = client();
    marked.middlewareStack.add(
      (next) => (args) => {
        (args.request as { headers: Record<string, string> }).headers["Content-MD5"] = "mine";
        return next(args);
      },
      { step: "build", priority: "high", name: "mine" },
    );
    await marked.call("Insist", { Text: "hello" });
    expect(sent[1]?.headers["content-md5"]).toBe("mine");
  });
});

it("both roads send the same", async () => {
  for (const road of ROADS) {
    await depotClient(road, { endpoint }).call("Upload", { Key: "k", Body: "hello" });
    await depotClient(road, { endpoint }).call("Upload", { Key: "k", Body: Readable.from([Buffer.from("hello")]) });
  }
  const plain = ({ headers, body }: Sent): object => {
    const { "amz-sdk-invocation-id": _, "x-amz-date": __, authorization = "", ...rest } = headers;
    return { ...rest, signed: /SignedHeaders=[^,]*/.exec(authorization)?.[0], body: body.toString() };
  };
  const [first, second, third, fourth] = sent.map(plain);
  expect(third).toEqual(first);
  expect(fourth).toEqual(second);
});

describe("without Node's modules", () => {
  const { getBuiltinModule } = process;
  beforeEach(() => {
    Object.defineProperty(process, "getBuiltinModule", { value: undefined, configurable: true, writable: true });
  });
  afterEach(() => {
    process.getBuiltinModule = getBuiltinModule;
  });

  it.each([...Object.entries({ ...ALGORITHMS, MD5: Md5 })])("%s", async (name, Algorithm) => {
    const checksum = new Algorithm();
    for (const round of [1, 2]) {
      for (const part of ["he", "llo"]) checksum.update(new TextEncoder().encode(part));
      const sum = Buffer.from(await checksum.digest()).toString("base64");
      expect([round, sum]).toEqual([round, { ...SUMS, MD5: "XUFAKrxLKna5cZ2REBfFkg==" }[name]]);
      checksum.reset();
    }
  });
});
