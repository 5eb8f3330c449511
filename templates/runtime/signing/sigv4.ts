/**
 * AWS Signature Version 4 of requests, in headers or in the query, to the letter of `@smithy/signature-v4` (its output is
 * the test). Its own code because that package brings event streams and their number formats along (15 KB minified, a
 * fifth of a bundle), and derives the signing key's cache entry with an HMAC at every call.
 *
 *   string to sign = "AWS4-HMAC-SHA256" date scope hex(sha256(canonical request))
 *   scope          = day "/" region "/" service "/aws4_request"
 *   key            = hmac(hmac(hmac(hmac("AWS4" + secret, day), region), service), "aws4_request")
 */

import { type HeaderBag, type HttpRequest, type QueryBag, queryString } from "../http/http.ts";
import { toBytes } from "../protocols/base64.ts";
import { hex } from "../protocols/hex.ts";
import { uriEncode } from "../protocols/uri-encode.ts";
import type { AwsCredentialIdentity } from "../service/identity.ts";
import type { Hash, HashConstructor, SourceData } from "../service/settings.ts";

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

export interface Scope {
  readonly second: number;
  /** As in `x-amz-date`. */
  readonly date: string;
  readonly scope: string;
  readonly credentials: AwsCredentialIdentity;
  /** Whose signature it is, as the request says it: access key and scope. */
  readonly credential: string;
  readonly key: SourceData;
}

const ALGORITHM = "AWS4-HMAC-SHA256";
const PAYLOAD_HASH = "x-amz-content-sha256";
const EMPTY_HASH = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
const WEEK = 604_800;

/** Headers that something on the way may change. */
const UNSIGNED =
  /^(authorization|cache-control|connection|expect|from|keep-alive|max-forwards|pragma|referer|te|trailer|transfer-encoding|upgrade|user-agent|x-amzn-trace-id|proxy-.*|sec-.*)$/;

export class SigV4 {
  private readonly settings: SigV4Settings;
  private last: Scope | undefined;

  constructor(settings: SigV4Settings) {
    this.settings = settings;
  }

  /** A copy of the request with `x-amz-date`, `x-amz-content-sha256`, the session token and `authorization`. */
  async sign(given: HttpRequest, options: SigV4Options = {}): Promise<HttpRequest> {
    const at = await this.scope(options);
    const { sessionToken } = at.credentials;
    const [request, said] = prepare(given);
    const { headers } = request;
    headers["x-amz-date"] = at.date;
    if (sessionToken) headers["x-amz-security-token"] = sessionToken;
    const payload = said ?? (await payloadHash(this.settings, request.body));
    if (said === undefined) headers[PAYLOAD_HASH] = payload;
    const canonical = canonicalHeaders(headers);
    const signature = await signatureOf(this.settings, request, canonical, payload, at);
    headers.authorization = `${ALGORITHM} Credential=${at.credential}, SignedHeaders=${canonical.names}, Signature=${signature}`;
    return request;
  }

  /** A copy of the request whose query carries signature and everything in `x-amz-` headers. `expiresIn`: seconds, at most a week. */
  async presign(
    given: HttpRequest,
    options: SigV4Options & { readonly expiresIn?: number } = {},
  ): Promise<HttpRequest> {
    const { expiresIn = 3600 } = options;
    if (expiresIn > WEEK) throw new Error(`A presigned URL lives at most ${WEEK} seconds.`);
    const at = await this.scope(options);
    const [request, said] = prepare(given);
    const { headers, query } = request;
    for (const name of Object.keys(headers)) {
      if (!/^x-amz-/i.test(name)) continue;
      query[name] = headers[name] as string;
      delete headers[name];
    }
    const canonical = canonicalHeaders(headers);
    const { sessionToken } = at.credentials;
    if (sessionToken) query["X-Amz-Security-Token"] = sessionToken;
    query["X-Amz-Algorithm"] = ALGORITHM;
    query["X-Amz-Credential"] = at.credential;
    query["X-Amz-Date"] = at.date;
    query["X-Amz-Expires"] = String(expiresIn);
    query["X-Amz-SignedHeaders"] = canonical.names;
    const payload = said ?? (await payloadHash(this.settings, given.body));
    query["X-Amz-Signature"] = await signatureOf(this.settings, request, canonical, payload, at);
    return request;
  }

  /** Date, scope and key of a signature; events have the same ones as requests. */
  async scope({ signingDate = new Date(), signingRegion, signingService }: SigV4Options): Promise<Scope> {
    const { region, service, sha256, credentials: provide } = this.settings;
    const { last } = this;
    const credentials = await provide();
    const second = Math.floor(Number(signingDate) / 1000);
    // Most requests are signed in the same second as the one before, and all of a day with the same key.
    const date = last?.second === second ? last.date : signingDate.toISOString().replace(/\.\d+|[-:]/g, "");
    const scope = `${date.slice(0, 8)}/${signingRegion ?? region}/${signingService ?? service}/aws4_request`;
    const known = last?.scope === scope && last.credentials === credentials;
    if (known && last.date === date) return last;
    const { accessKeyId, secretAccessKey } = credentials ?? {};
    if (typeof accessKeyId !== "string" || typeof secretAccessKey !== "string") {
      throw new Error("Resolved credential object is not valid");
    }
    let key: SourceData = known ? last.key : `AWS4${secretAccessKey}`;
    if (!known) for (const part of scope.split("/")) key = await hashOf(sha256, part, key).digest();
    this.last = { second, date, scope, credentials, credential: `${accessKeyId}/${scope}`, key };
    return this.last;
  }
}

/** Of a body; of one that cannot be known before it is sent, the word that stands for that. */
async function payloadHash({ sha256 }: SigV4Settings, body: unknown): Promise<string> {
  if (body === undefined || body === null) return EMPTY_HASH;
  const data = typeof body === "string" ? body : toBytes(body);
  return data === undefined ? "UNSIGNED-PAYLOAD" : hexDigest(sha256, data as SourceData);
}

async function signatureOf(
  { sha256, uriEscapePath }: SigV4Settings,
  { method, path, query }: Prepared,
  { names, lines }: CanonicalHeaders,
  payload: string,
  { date, scope, key }: Scope,
): Promise<string> {
  const place = uriEscapePath ? canonicalPath(path) : path;
  const canonical = `${method}\n${place}\n${canonicalQuery(query)}\n${lines}\n${names}\n${payload}`;
  const hash = await hexDigest(sha256, canonical);
  return hexDigest(sha256, `${ALGORITHM}\n${date}\n${scope}\n${hash}`, key);
}

function hashOf(sha256: HashConstructor, data: SourceData, key?: SourceData): Hash {
  const hash = new sha256(key);
  hash.update(data);
  return hash;
}

/** A hash, or with a key its HMAC. */
export async function hexDigest(sha256: HashConstructor, data: SourceData, key?: SourceData): Promise<string> {
  const hash = hashOf(sha256, data, key);
  return hash.hex?.() ?? hex(await hash.digest());
}

type Prepared = HttpRequest & { readonly query: QueryBag };

/** A copy without what an earlier signature has left; and the hash of the payload, where a header says it. */
function prepare(request: HttpRequest): readonly [copy: Prepared, said: string | undefined] {
  const headers: HeaderBag = {};
  let said: string | undefined;
  for (const [name, value] of Object.entries(request.headers)) {
    if (!/^(authorization|x-amz-date|date)$/i.test(name)) headers[name] = value;
    if (name.toLowerCase() === PAYLOAD_HASH) said = value;
  }
  const copy = Object.create(Object.getPrototypeOf(request)) as HttpRequest;
  return [Object.assign(copy, request, { headers, query: { ...request.query } }), said];
}

interface CanonicalHeaders {
  /** Joined by `;`. */
  readonly names: string;
  /** `name:value`, each with a line's end. */
  readonly lines: string;
}

/** By name in lower case, in order. */
function canonicalHeaders(headers: HeaderBag): CanonicalHeaders {
  const values = new Map<string, string>();
  for (const name of Object.keys(headers)) {
    const value = headers[name];
    const lower = name.toLowerCase();
    if (value !== undefined && !UNSIGNED.test(lower))
      values.set(lower, / {2}|[\t\r\n]|^ | $/.test(value) ? collapse(value) : value);
  }
  const names = [...values.keys()].sort();
  let lines = "";
  for (const name of names) lines += `${name}:${values.get(name)}\n`;
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
  const segments: string[] = [];
  for (const segment of path.split("/")) {
    if (segment === "..") segments.pop();
    else if (segment !== "" && segment !== ".") segments.push(uriEncode(segment));
  }
  const end = segments.length > 0 && path.endsWith("/") ? "/" : "";
  return `/${segments.join("/")}${end}`;
}
