/**
 * AWS Signature Version 4 of requests, in headers (`presigned.ts`: in the query), to the letter of `@smithy/signature-v4` (its output is
 * the test). Its own code because that package brings event streams and their number formats along (15 KB minified, a
 * fifth of a bundle), and derives the signing key's cache entry with an HMAC at every call.
 *
 *   string to sign = "AWS4-HMAC-SHA256" date scope hex(sha256(canonical request))
 *   scope          = day "/" region "/" service "/aws4_request"
 *   key            = hmac(hmac(hmac(hmac("AWS4" + secret, day), region), service), "aws4_request")
 */

import { type HeaderBag, type HttpRequest, type QueryBag, queryString } from "../http/http.ts";
import type { AwsCredentialIdentity } from "../service/identity.ts";
import { isPending } from "../service/provider.ts";
import type { Hash, HashConstructor, SourceData } from "../service/settings.ts";
import { toBytes } from "../values/base64.ts";
import { hex } from "../values/hex.ts";
import { uriEncode } from "../values/uri-encode.ts";

export interface SigV4Settings {
  readonly credentials: () => AwsCredentialIdentity | Promise<AwsCredentialIdentity>;
  readonly region: string;
  readonly service: string;
  readonly sha256: HashConstructor;
  /** Encodes the path, which is encoded already, once more: every service but S3. */
  readonly uriEscapePath: boolean;
}

export interface SigV4Options {
  readonly signingDate?: Date;
  readonly signingRegion?: string | undefined;
  readonly signingService?: string | undefined;
}

/** What a signature is made with. */
export interface Scope {
  /** As in `x-amz-date`. */
  readonly date: string;
  readonly scope: string;
  readonly key: SourceData;
  /** Whose signature it is, as the request says it: access key and scope. */
  readonly credential: string;
  readonly sessionToken: string | undefined;
}

export const ALGORITHM: string = "AWS4-HMAC-SHA256";
const MOST_NAMES = 100;
/** With nothing to leave out, and nothing to encode. */
const PLAIN_PATH = /^(\/[\w~-]+)+\/?$/;
const PAYLOAD_HASH = "x-amz-content-sha256";

/** What an earlier signature has left. */
const STALE = /^(authorization|(x-amz-)?date)$/;
/** Headers that something on the way may change. */
const UNSIGNED =
  /^(cache-control|connection|expect|from|keep-alive|max-forwards|pragma|referer|te|trailer|transfer-encoding|upgrade|user-agent|x-amzn-trace-id|proxy-.*|sec-.*)$/;

export class SigV4 {
  declare readonly settings: SigV4Settings;
  /** All requests of a day are signed with one key. */
  declare private last: { readonly scope: string; readonly secret: string; readonly key: SourceData } | undefined;

  /** Of the last signature, and its text. */
  declare private second: number | undefined;
  declare private date: string;

  constructor(settings: SigV4Settings) {
    this.settings = settings;
  }

  /** A copy of the request with `x-amz-date`, `x-amz-content-sha256`, the session token and `authorization`. */
  async sign(given: HttpRequest, options: SigV4Options = {}): Promise<HttpRequest> {
    const { settings } = this;
    const at = await this.scope(options);
    const { request, signed } = prepare(given);
    const { headers } = request;
    const put = (name: string, value: string): void => {
      headers[name] = signed[name] = value;
    };
    put("x-amz-date", at.date);
    if (at.sessionToken) put("x-amz-security-token", at.sessionToken);
    if (signed[PAYLOAD_HASH] === undefined) put(PAYLOAD_HASH, await payloadHash(settings, given));
    const canonical = canonicalHeaders(signed);
    const signature = await signatureOf(settings, request, canonical, signed[PAYLOAD_HASH] as string, at);
    headers.authorization = `${ALGORITHM} Credential=${at.credential}, SignedHeaders=${canonical.names}, Signature=${signature}`;
    return request;
  }

  /** Date, scope and key of a signature; events have the same ones as requests. */
  async scope({ signingDate = new Date(), signingRegion, signingService }: SigV4Options): Promise<Scope> {
    const { region, service, sha256, credentials } = this.settings;
    const { accessKeyId, secretAccessKey: secret, sessionToken } = (await credentials()) ?? {};
    if (typeof accessKeyId !== "string" || typeof secret !== "string")
      throw new Error("Resolved credential object is not valid");
    const second = Math.floor(signingDate.getTime() / 1000);
    if (this.second !== second) {
      this.date = signingDate.toISOString().replace(/\.\d+|[-:]/g, "");
      this.second = second;
    }
    const { date } = this;
    const scope = `${date.slice(0, 8)}/${signingRegion ?? region}/${signingService ?? service}/aws4_request`;
    let { last } = this;
    if (last?.scope !== scope || last.secret !== secret)
      this.last = last = { scope, secret, key: await signingKey(sha256, secret, scope) };
    return { date, scope, key: last.key, credential: `${accessKeyId}/${scope}`, sessionToken };
  }
}

async function signingKey(sha256: HashConstructor, secret: string, scope: string): Promise<SourceData> {
  let key: SourceData = `AWS4${secret}`;
  for (const part of scope.split("/")) key = await hashOf(sha256, part, key).digest();
  return key;
}

/** Of a body; of one that cannot be known before it is sent, the word that stands for that. */
export function payloadHash({ sha256 }: SigV4Settings, { body }: HttpRequest): string | Promise<string> {
  const data = typeof body === "string" ? body : toBytes(body ?? "");
  return data === undefined ? "UNSIGNED-PAYLOAD" : hexDigest(sha256, data as SourceData);
}

export function signatureOf(
  { sha256, uriEscapePath }: SigV4Settings,
  { method, path, query }: Prepared["request"],
  { names, lines }: CanonicalHeaders,
  payload: string,
  { date, scope, key }: Scope,
): string | Promise<string> {
  const place = uriEscapePath ? canonicalPath(path) : path;
  const hash = hexDigest(sha256, `${method}\n${place}\n${canonicalQuery(query)}\n${lines}\n${names}\n${payload}`);
  const finish = (known: string): string | Promise<string> =>
    hexDigest(sha256, `${ALGORITHM}\n${date}\n${scope}\n${known}`, key);
  return isPending(hash) ? hash.then(finish) : finish(hash);
}

function hashOf(sha256: HashConstructor, data: SourceData, key?: SourceData): Hash {
  const hash = new sha256(key);
  hash.update(data);
  return hash;
}

/** A hash, or with a key its HMAC; at once where the platform can. */
export function hexDigest(sha256: HashConstructor, data: SourceData, key?: SourceData): string | Promise<string> {
  return sha256.hex?.(data, key) ?? hashOf(sha256, data, key).digest().then(hex);
}

export interface Prepared {
  readonly request: HttpRequest & { query: QueryBag };
  /** The headers that are signed, by name in lower case. */
  readonly signed: HeaderBag;
}

/** What `signedName` has said of the names of a few services' headers. */
const names = /* @__PURE__ */ new Map<string, string | undefined>();

/** The name of a header in lower case; empty where it is not signed, undefined where an earlier signature has left it. */
function signedName(name: string): string | undefined {
  let known = names.get(name);
  if (known === undefined && !names.has(name)) {
    const lower = name.toLowerCase();
    known = STALE.test(lower) ? undefined : UNSIGNED.test(lower) ? "" : lower;
    if (names.size >= MOST_NAMES) names.clear();
    names.set(name, known);
  }
  return known;
}

/** A copy without what an earlier signature has left. */
export function prepare(given: HttpRequest): Prepared {
  const headers: HeaderBag = {};
  const signed: HeaderBag = {};
  for (const name of Object.keys(given.headers)) {
    const value = given.headers[name];
    const known = signedName(name);
    if (known === undefined) continue;
    headers[name] = value as string;
    if (value !== undefined && known) signed[known] = value;
  }
  const query = { ...given.query };
  const request = { __proto__: Object.getPrototypeOf(given) as object, ...given, headers, query };
  return { request, signed };
}

export interface CanonicalHeaders {
  /** Joined by `;`. */
  readonly names: string;
  /** `name:value`, each with a line's end. */
  readonly lines: string;
}

/** In order of names. */
export function canonicalHeaders(signed: HeaderBag): CanonicalHeaders {
  const names = Object.keys(signed).sort();
  let lines = "";
  for (const name of names) {
    const value = signed[name] as string;
    lines += `${name}:${/ {2}|[\t\r\n]|^ | $/.test(value) ? collapse(value) : value}\n`;
  }
  return { names: names.join(";"), lines };
}

const collapse = (value: string): string => value.replace(/[ \t\r\n]+/g, " ").replace(/^ | $/g, "");

/** As it is sent, but for names without a value, and in order of names and then of values. */
function canonicalQuery(query: QueryBag): string {
  const text = queryString(query);
  if (text === "") return text;
  const pairs = text.split("&").filter((pair) => pair.includes("="));
  // A name comes before those that it begins: no character that an encoded text has stands before a space.
  const sorted = pairs.map((pair) => pair.replace("=", " ")).sort();
  return sorted.join("&").replaceAll(" ", "=");
}

/** Without empty and dot segments, and encoded once more. */
function canonicalPath(path: string): string {
  if (PLAIN_PATH.test(path)) return path;
  const segments: string[] = [];
  for (const segment of path.split("/")) {
    if (segment === "..") segments.pop();
    else if (segment !== "" && segment !== ".") segments.push(uriEncode(segment));
  }
  const end = segments.length > 0 && path.endsWith("/") ? "/" : "";
  return `/${segments.join("/")}${end}`;
}
