/**
 * Request compression: bodies of operations that the model marks are sent as gzip, streams always, others from a size on.
 * Source: Smithy, `smithy.api#requestCompression`; settings, limits and the header are the official client's.
 */

import { builtinNow } from "../http/builtin.ts";
import type { OperationSchema } from "../schema/schema.ts";
import * as S from "../schema/shape.ts";
import { SwageError } from "../service/errors.ts";
import type { Feature, StepCall } from "../service/feature.ts";
import type { Provider } from "../service/identity.ts";
import type { FindSetting } from "../service/settings.ts";
import { toBytes } from "../values/base64.ts";
import { chunksOf, isStreaming, streamOf } from "./streams.ts";

/** Settings of a client that compresses. */
export interface CompressionSettings {
  /** Sends bodies as they are. Default: `AWS_DISABLE_REQUEST_COMPRESSION`, then false. */
  disableRequestCompression?: boolean | Provider<boolean> | undefined;
  /** Bytes from which on a body is compressed, 0 to 10,485,760. Default: `AWS_REQUEST_MIN_COMPRESSION_SIZE_BYTES`, then 10,240. */
  requestMinCompressionSizeBytes?: number | Provider<number> | undefined;
}

/** The same in `client.config`. */
export interface ResolvedCompressionSettings {
  disableRequestCompression: Provider<boolean>;
  requestMinCompressionSizeBytes: Provider<number>;
}

type Resolved = ResolvedCompressionSettings & { readonly bodyLengthChecker: (body: unknown) => number | undefined };

const LEAST = 10_240;
const MOST = 10_485_760;

export const compression: Feature = {
  configure(said, find) {
    const { disableRequestCompression, requestMinCompressionSizeBytes } = said as CompressionSettings;
    return settingsOf(disableRequestCompression, requestMinCompressionSizeBytes, find);
  },
  steps: [
    {
      name: "compressionMiddleware",
      tags: ["REQUEST_BODY_COMPRESSION", "GZIP"],
      at: "body",
      compile: (schema) => {
        const { requestCompression } = S.traitsOf(schema[3]) as {
          requestCompression?: { readonly encodings: readonly string[] };
        };
        if (!requestCompression?.encodings.includes("gzip")) return undefined;
        const sized = requiresLength(schema);
        return (call) => compress(call, sized);
      },
    },
  ],
};

function settingsOf(
  disable: CompressionSettings["disableRequestCompression"],
  least: CompressionSettings["requestMinCompressionSizeBytes"],
  find: FindSetting,
): ResolvedCompressionSettings {
  const disabled = find("disable_request_compression", (text) => {
    if (text === undefined) return false;
    if (!/^(true|false)$/i.test(text)) {
      throw new SwageError("InvalidConfigError", `disable_request_compression is true or false, not "${text}".`);
    }
    return text.toLowerCase() === "true";
  });
  const size = find("request_min_compression_size_bytes", (text) => (text === undefined ? LEAST : Number(text)));
  return {
    disableRequestCompression: providerOf(disable, disabled),
    async requestMinCompressionSizeBytes() {
      const bytes = await providerOf(least, size)();
      if (bytes >= 0 && bytes <= MOST) return bytes;
      throw new RangeError(`requestMinCompressionSizeBytes is a number from 0 to ${MOST}, not ${bytes}.`);
    },
  };
}

function providerOf<T>(said: T | Provider<T> | undefined, found: Provider<T>): Provider<T> {
  if (typeof said === "function") return said as Provider<T>;
  return said === undefined ? found : async () => said;
}

/** A stream whose length must be known beforehand cannot be compressed. */
function requiresLength(schema: OperationSchema): boolean {
  return S.membersOf(S.shapeOf(schema[4])).some(({ traits }) => traits.requiresLength);
}

async function compress({ config, request }: StepCall, sized: boolean): Promise<void> {
  const { disableRequestCompression, requestMinCompressionSizeBytes, bodyLengthChecker } =
    config as unknown as Resolved;
  const { body, headers } = request;
  if (body === undefined || (await disableRequestCompression())) return;
  if (isStreaming(body)) {
    if (sized) throw new Error("Compression is not supported for streaming blobs that require a length.");
    request.body = streamOf(gzipStream(chunksOf(body)));
  } else {
    const length = bodyLengthChecker(body) ?? 0;
    if (length === 0 || length < (await requestMinCompressionSizeBytes())) return;
    request.body = await gzip(toBytes(body) as Uint8Array);
  }
  headers["content-encoding"] = headers["content-encoding"] ? `${headers["content-encoding"]}, gzip` : "gzip";
}

async function gzip(bytes: Uint8Array): Promise<Uint8Array> {
  const zlib = builtinNow("node:zlib");
  if (zlib !== undefined) {
    return new Promise((resolve, reject) => {
      zlib.gzip(bytes, (error, zipped) => (error === null ? resolve(zipped) : reject(error)));
    });
  }
  const zipped = new Blob([bytes as BlobPart]).stream().pipeThrough(new CompressionStream("gzip"));
  return new Uint8Array(await new Response(zipped).arrayBuffer());
}

async function* gzipStream(chunks: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  const { writable, readable } = new CompressionStream("gzip");
  const writer = writable.getWriter();
  const writing = (async () => {
    for await (const chunk of chunks) await writer.write(chunk as BufferSource);
    await writer.close();
  })();
  // What fails while writing fails the reading side as well, and is seen there.
  writing.catch((error: unknown) => writer.abort(error).catch(() => {}));
  yield* chunksOf(readable);
  await writing;
}
