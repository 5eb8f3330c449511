/** Types of streaming members: code that was written for the official client's compiles with ours, and values go both ways. */
import { type createReadStream, createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { StreamingBlobPayloadInputTypes as OfficialInput, SdkStream as OfficialStream } from "@smithy/types";
import { expectTypeOf, test } from "vitest";
import type {
  BlobPayloadInputTypes,
  StreamingBlobPayloadInputTypes,
  StreamingBlobPayloadOutputTypes,
  Uint8ArrayBlobAdapter,
} from "../../templates/runtime/client/index.ts";

test("an output is read at once, piped or iterated", () => {
  type Use = (body: StreamingBlobPayloadOutputTypes) => Promise<void>;
  const use: Use = async (body) => {
    expectTypeOf(body.transformToString("utf-8")).resolves.toBeString();
    expectTypeOf(body.transformToByteArray()).resolves.toExtend<Uint8Array>();
    expectTypeOf(body.transformToWebStream()).toExtend<ReadableStream>();
    (body as Readable).pipe(createWriteStream("a"));
    await pipeline(body as Readable, createWriteStream("a"));
    if (body instanceof Readable) body.on("data", () => {});
    if ("pipe" in body) body.pipe(createWriteStream("a"));
    for await (const chunk of body as Readable) void chunk;
    for await (const chunk of body as AsyncIterable<Uint8Array>) void chunk;
  };
  expectTypeOf(use).toBeFunction();
});

test("what the ecosystem has for streams is an input, and an output is one too", () => {
  expectTypeOf<OfficialInput>().toExtend<StreamingBlobPayloadInputTypes>();
  expectTypeOf<ReturnType<typeof createReadStream>>().toExtend<StreamingBlobPayloadInputTypes>();
  expectTypeOf<StreamingBlobPayloadOutputTypes>().toExtend<StreamingBlobPayloadInputTypes>();
  expectTypeOf<StreamingBlobPayloadOutputTypes>().toExtend<OfficialInput>();
});

test("a mocked output is an output", () => {
  expectTypeOf<OfficialStream<Readable>>().toExtend<StreamingBlobPayloadOutputTypes>();
});

test("payloads of bytes", () => {
  expectTypeOf<string | Buffer | Uint8Array | ArrayBuffer>().toExtend<BlobPayloadInputTypes>();
  expectTypeOf<Uint8ArrayBlobAdapter>().toExtend<Uint8Array>();
  expectTypeOf<Uint8ArrayBlobAdapter["transformToString"]>().returns.toBeString();
});
