/**
 * Checksums of bodies (`aws.protocols#httpChecksum`): in a header where the body is at hand, behind the body where it is a
 * stream, and compared where an answer carries one. What is sent is the official client's, byte for byte.
 *
 * A stream goes out as `aws-chunked`: `<length in hex>\r\n<bytes>\r\n` for each chunk, then `0\r\n<header>:<checksum>\r\n\r\n`.
 */

import { joinBytes } from "../http/body.ts";
import type { OperationSchema } from "../schema/schema.ts";
import * as S from "../schema/shape.ts";
import { SwageError } from "../service/errors.ts";
import type { Feature, StepCall } from "../service/feature.ts";
import type { Provider } from "../service/identity.ts";
import type { FindSetting } from "../service/settings.ts";
import { encodeBase64, toBytes } from "../values/base64.ts";
import { ALGORITHMS, type Checksum, type ChecksumConstructor, Md5, Sha1 } from "./checksum-algorithms.ts";
import { chunksOf, isStreaming, streamOf } from "./streams.ts";

/** When a checksum is sent or compared: wherever the service can take or give one, or only where it insists. */
export type ChecksumMode = "WHEN_SUPPORTED" | "WHEN_REQUIRED";

/** Settings of a client that sends and compares checksums. */
export interface ChecksumSettings {
  /** Default: `AWS_REQUEST_CHECKSUM_CALCULATION`, then `WHEN_SUPPORTED`. */
  requestChecksumCalculation?: ChecksumMode | Provider<ChecksumMode> | undefined;
  /** Default: `AWS_RESPONSE_CHECKSUM_VALIDATION`, then `WHEN_SUPPORTED`. */
  responseChecksumValidation?: ChecksumMode | Provider<ChecksumMode> | undefined;
  /** Joins the chunks of a stream up to this many bytes, at least 8,192, for services that refuse small ones. Default: as they come. */
  requestStreamBufferSize?: number | false | undefined;
  /** Further algorithms, or others in place of the built-in ones, by name. */
  checksumAlgorithms?: { readonly [name: string]: ChecksumConstructor } | undefined;
}

/** The same in `client.config`. */
export interface ResolvedChecksumSettings {
  requestChecksumCalculation: Provider<ChecksumMode>;
  responseChecksumValidation: Provider<ChecksumMode>;
  requestStreamBufferSize: number;
  checksumAlgorithms: { readonly [name: string]: ChecksumConstructor };
  md5: ChecksumConstructor;
  sha1: ChecksumConstructor;
}

type Resolved = ResolvedChecksumSettings & { readonly sha256: ChecksumConstructor };

/** What the trait says of an operation. */
interface HttpChecksum {
  readonly requestAlgorithmMember?: string;
  readonly requestChecksumRequired?: boolean;
  readonly requestValidationModeMember?: string;
  readonly responseAlgorithms?: readonly string[];
}

const DEFAULT = "CRC32";
/** The one that is compared when an answer has several. */
const PREFERRED = ["SHA256", "SHA1", "CRC32", "CRC32C", "CRC64NVME"];
/** Chunks that are not the last must be this long, says S3. */
const LEAST_BUFFER = 8192;

export const checksums: Feature = {
  configure(said, find) {
    const given = said as ChecksumSettings & { md5?: unknown; sha1?: unknown };
    return {
      requestChecksumCalculation: mode(given.requestChecksumCalculation, "request_checksum_calculation", find),
      responseChecksumValidation: mode(given.responseChecksumValidation, "response_checksum_validation", find),
      requestStreamBufferSize: Number(given.requestStreamBufferSize ?? 0),
      checksumAlgorithms: given.checksumAlgorithms ?? {},
      md5: given.md5 ?? Md5,
      sha1: given.sha1 ?? Sha1,
    };
  },
  steps: [
    {
      name: "flexibleChecksumsInputMiddleware",
      tags: ["BODY_CHECKSUM"],
      at: "input",
      compile(schema) {
        const member = factsOf(schema)?.requestValidationModeMember;
        return member === undefined ? undefined : (call) => askForChecksum(call, member);
      },
    },
    {
      name: "flexibleChecksumsMiddleware",
      tags: ["BODY_CHECKSUM"],
      at: "payload",
      compile(schema) {
        const facts = factsOf(schema);
        if (facts === undefined) return undefined;
        const header = headerOf(schema, facts.requestAlgorithmMember);
        return (call) => addChecksum(call, facts, header);
      },
    },
    {
      name: "flexibleChecksumsResponseMiddleware",
      tags: ["BODY_CHECKSUM"],
      at: "answer",
      compile(schema) {
        const { requestValidationModeMember: member, responseAlgorithms = [] } = factsOf(schema) ?? {};
        if (member === undefined) return undefined;
        const known = [...responseAlgorithms].sort((a, b) => PREFERRED.indexOf(a) - PREFERRED.indexOf(b));
        return (call) => (call.input[member] === "ENABLED" ? compareChecksum(call, known) : undefined);
      },
    },
  ],
};

function factsOf(schema: OperationSchema): HttpChecksum | undefined {
  return S.traitsOf(schema[3]).httpChecksum as HttpChecksum | undefined;
}

function mode(
  said: ChecksumSettings["requestChecksumCalculation"],
  key: string,
  find: FindSetting,
): Provider<ChecksumMode> {
  if (typeof said === "function") return said;
  if (said !== undefined) return async () => said;
  return find(key, (text = "WHEN_SUPPORTED") => {
    const value = text.toUpperCase();
    if (value === "WHEN_SUPPORTED" || value === "WHEN_REQUIRED") return value;
    throw new SwageError("InvalidConfigError", `${key} is WHEN_SUPPORTED or WHEN_REQUIRED, not "${text}".`);
  });
}

const settingsOf = ({ config }: StepCall): Resolved => config as unknown as Resolved;

const nameOf = (algorithm: string): string =>
  algorithm === "MD5" ? "content-md5" : `x-amz-checksum-${algorithm.toLowerCase()}`;

function algorithmOf(name: string, { checksumAlgorithms, sha256, md5 }: Resolved): ChecksumConstructor | undefined {
  return checksumAlgorithms[name] ?? (name === "SHA256" ? sha256 : name === "MD5" ? md5 : ALGORITHMS[name]);
}

// --- Requests

async function askForChecksum(call: StepCall, member: string): Promise<void> {
  if (call.input[member]) return;
  if ((await settingsOf(call).responseChecksumValidation()) === "WHEN_SUPPORTED") {
    call.input = { ...call.input, [member]: "ENABLED" };
  }
}

/** The header to which the member that names the algorithm is bound. */
function headerOf(schema: OperationSchema, member: string | undefined): string | undefined {
  const header = S.membersOf(S.shapeOf(schema[4])).find(({ name }) => name === member)?.traits.httpHeader;
  return typeof header === "string" ? header.toLowerCase() : undefined;
}

async function addChecksum(call: StepCall, facts: HttpChecksum, header: string | undefined): Promise<void> {
  const { request } = call;
  const { headers } = request;
  const settings = settingsOf(call);
  // A checksum that the caller has given is the one that is sent.
  if (Object.keys(headers).some((name) => name.toLowerCase().startsWith("x-amz-checksum-"))) return;
  const said = facts.requestAlgorithmMember && (call.input[facts.requestAlgorithmMember] as string | undefined);
  const wanted =
    Boolean(facts.requestChecksumRequired) || (await settings.requestChecksumCalculation()) === "WHEN_SUPPORTED";
  if (!said && !wanted) return;
  if (!said && header !== undefined) headers[header] = DEFAULT;
  const algorithm = said || DEFAULT;
  const Algorithm = algorithmOf(algorithm, settings);
  if (Algorithm === undefined) {
    throw new SwageError(
      "FlexibleChecksumError",
      `There is no checksum algorithm ${algorithm} in this client: checksumAlgorithms can add it.`,
    );
  }
  const name = nameOf(algorithm);
  if (!isStreaming(request.body)) {
    headers[name] ??= await checksumOf(new Algorithm(), request.body);
    return;
  }
  const { requestStreamBufferSize: size } = settings;
  const chunks = size >= LEAST_BUFFER ? buffered(chunksOf(request.body), size) : chunksOf(request.body);
  request.body = streamOf(awsChunked(chunks, name, new Algorithm()));
  const length = headers["content-length"];
  delete headers["content-length"];
  const encoding = headers["content-encoding"];
  Object.assign(headers, {
    "content-encoding": encoding ? `${encoding},aws-chunked` : "aws-chunked",
    "transfer-encoding": "chunked",
    ...(length === undefined ? {} : { "x-amz-decoded-content-length": length }),
    "x-amz-content-sha256": "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
    "x-amz-trailer": name,
  });
}

async function checksumOf(checksum: Checksum, body: unknown): Promise<string> {
  checksum.update(toBytes(body instanceof String ? String(body) : (body ?? "")) as Uint8Array);
  return encodeBase64(await checksum.digest());
}

const encoder = new TextEncoder();

async function* awsChunked(
  chunks: AsyncIterable<Uint8Array>,
  name: string,
  checksum: Checksum,
): AsyncGenerator<Uint8Array, void, undefined> {
  const end = encoder.encode("\r\n");
  for await (const chunk of chunks) {
    if (chunk.byteLength === 0) continue;
    checksum.update(chunk);
    yield encoder.encode(`${chunk.byteLength.toString(16)}\r\n`);
    yield chunk;
    yield end;
  }
  yield encoder.encode(`0\r\n${name}:${encodeBase64(await checksum.digest())}\r\n\r\n`);
}

/** Chunks of at least `size` bytes, but for the last one. */
async function* buffered(chunks: AsyncIterable<Uint8Array>, size: number): AsyncGenerator<Uint8Array, void, undefined> {
  let parts: Uint8Array[] = [];
  let held = 0;
  for await (const chunk of chunks) {
    parts.push(chunk);
    held += chunk.byteLength;
    if (held < size) continue;
    yield joinBytes(parts);
    parts = [];
    held = 0;
  }
  if (held > 0) yield joinBytes(parts);
}

// --- Answers

async function compareChecksum(call: StepCall, algorithms: readonly string[]): Promise<void> {
  const { response } = call;
  const settings = settingsOf(call);
  for (const algorithm of [...algorithms, ...Object.keys(settings.checksumAlgorithms)]) {
    const header = nameOf(algorithm);
    const said = response.headers[header];
    const Algorithm = algorithmOf(algorithm, settings);
    // `…-3` is a checksum of the checksums of three parts: nothing that the body could be compared with.
    if (!said || Algorithm === undefined || /-[1-9]\d*$/.test(said)) continue;
    if (isStreaming(response.body)) {
      response.body = streamOf(compared(chunksOf(response.body), new Algorithm(), said, header));
    } else {
      mustEqual(await checksumOf(new Algorithm(), response.body), said, header);
    }
    return;
  }
}

async function* compared(
  chunks: AsyncIterable<Uint8Array>,
  checksum: Checksum,
  said: string,
  header: string,
): AsyncGenerator<Uint8Array, void, undefined> {
  for await (const chunk of chunks) {
    checksum.update(chunk);
    yield chunk;
  }
  mustEqual(encodeBase64(await checksum.digest()), said, header);
}

function mustEqual(found: string, said: string, header: string): void {
  if (found === said) return;
  throw new SwageError(
    "FlexibleChecksumError",
    `Checksum mismatch: expected "${found}" but received "${said}" in response header "${header}".`,
  );
}
