/**
 * AWS Signature Version 4 of requests, in headers or in the query, to the letter of `@smithy/signature-v4` (its output is
 * the test). Its own code because that package brings event streams and their number formats along (15 KB minified, a
 * fifth of a bundle), and derives the signing key's cache entry with an HMAC at every call.
 *
 *   string to sign = "AWS4-HMAC-SHA256" date scope hex(sha256(canonical request))
 *   scope          = day "/" region "/" service "/aws4_request"
 *   key            = hmac(hmac(hmac(hmac("AWS4" + secret, day), region), service), "aws4_request")
 */
import { escapeUri, type HttpRequest } from "./http.ts";
import type { AwsCredentialIdentity } from "./identity.ts";
import { isPending } from "./provider.ts";
import type { Hash, HashConstructor, SourceData } from "./settings.ts";

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
  readonly signingRegion?: string;
  readonly signingService?: string;
}

export interface Scope {
  readonly second: number;
  /** As in `x-amz-date`. */
  readonly date: string;
  readonly scope: string;
  readonly credentials: AwsCredentialIdentity;
  readonly key: Uint8Array;
}

const ALGORITHM = "AWS4-HMAC-SHA256";
const PAYLOAD_HASH = "x-amz-content-sha256";
const EMPTY_HASH = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
const WEEK = 604_800;

/** Headers that something on the way may change; beside these, all that begin with `proxy-` or `sec-`. */
const UNSIGNED: ReadonlySet<string> = /* @__PURE__ */ new Set(
  "authorization cache-control connection expect from keep-alive max-forwards pragma referer te trailer transfer-encoding upgrade user-agent x-amzn-trace-id".split(
    " ",
  ),
);

/** Waits are written out where there may be nothing to wait for: Node's digests and given credentials are there at once. */
export class SigV4 {
  private readonly settings: SigV4Settings;
  private readonly keys: WeakMap<AwsCredentialIdentity, readonly [scope: string, key: Uint8Array]> = new WeakMap();
  /** Most requests are signed in the same second as the one before. */
  private last: Scope | undefined;

  constructor(settings: SigV4Settings) {
    this.settings = settings;
  }

  /** A copy of the request with `x-amz-date`, `x-amz-content-sha256`, the session token and `authorization`. */
  async sign(given: HttpRequest, options: SigV4Options = {}): Promise<HttpRequest> {
    const started = this.scope(options);
    const at = isPending(started) ? await started : started;
    const { sessionToken, accessKeyId } = at.credentials;
    const request = prepare(given);
    const { headers } = request;
    headers["x-amz-date"] = at.date;
    if (sessionToken) headers["x-amz-security-token"] = sessionToken;
    const said = payloadHashOf(headers);
    const hashing = said ?? this.payloadHash(request.body);
    const payload = isPending(hashing) ? await hashing : hashing;
    if (said === undefined) headers[PAYLOAD_HASH] = payload;
    const canonical = canonicalHeaders(headers);
    const signing = this.signature(request, canonical, payload, at);
    const signature = isPending(signing) ? await signing : signing;
    headers.authorization = `${ALGORITHM} Credential=${accessKeyId}/${at.scope}, SignedHeaders=${canonical.names}, Signature=${signature}`;
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
    const { sessionToken, accessKeyId } = at.credentials;
    const request = prepare(given);
    const query: Record<string, string | string[] | null> = request.query ?? {};
    request.query = query;
    for (const [name, value] of Object.entries(request.headers)) {
      if (!name.toLowerCase().startsWith("x-amz-")) continue;
      query[name] = value;
      delete request.headers[name];
    }
    const canonical = canonicalHeaders(request.headers);
    if (sessionToken) query["X-Amz-Security-Token"] = sessionToken;
    query["X-Amz-Algorithm"] = ALGORITHM;
    query["X-Amz-Credential"] = `${accessKeyId}/${at.scope}`;
    query["X-Amz-Date"] = at.date;
    query["X-Amz-Expires"] = String(expiresIn);
    query["X-Amz-SignedHeaders"] = canonical.names;
    const payload = payloadHashOf(given.headers) ?? (await this.payloadHash(given.body));
    query["X-Amz-Signature"] = await this.signature(request, canonical, payload, at);
    return request;
  }

  /** Date, scope and key of a signature; events have the same ones as requests. */
  scope({ signingDate = new Date(), signingRegion, signingService }: SigV4Options): Scope | Promise<Scope> {
    const { last } = this;
    const { region, service } = this.settings;
    const credentials = this.settings.credentials();
    const second = Math.floor(signingDate.getTime() / 1000);
    const usual = signingRegion === undefined && signingService === undefined;
    if (usual && last?.second === second && last.credentials === credentials) return last;
    return this.derive(signingDate, second, signingRegion ?? region, signingService ?? service, usual, credentials);
  }

  private async derive(
    at: Date,
    second: number,
    region: string,
    service: string,
    keep: boolean,
    identity: AwsCredentialIdentity | Promise<AwsCredentialIdentity>,
  ): Promise<Scope> {
    const date = at.toISOString().replace(/\.\d+|[-:]/g, "");
    const parts = [date.slice(0, 8), region, service, "aws4_request"];
    const scope = parts.join("/");
    const credentials = await identity;
    if (typeof credentials?.accessKeyId !== "string" || typeof credentials.secretAccessKey !== "string") {
      throw new Error("Resolved credential object is not valid");
    }
    const kept = this.keys.get(credentials);
    let key = kept?.[0] === scope ? kept[1] : undefined;
    if (key === undefined) {
      let secret: SourceData = `AWS4${credentials.secretAccessKey}`;
      for (const part of parts) secret = await this.digest(part, secret);
      key = secret as Uint8Array;
      this.keys.set(credentials, [scope, key]);
    }
    const found = { second, date, scope, credentials, key };
    if (keep) this.last = found;
    return found;
  }

  private digest(data: SourceData, key?: SourceData): Uint8Array | Promise<Uint8Array> {
    return this.hash(data, key).digest();
  }

  private hash(data: SourceData, key?: SourceData): Hash {
    const hash = new this.settings.sha256(key);
    hash.update(data);
    return hash;
  }

  /** A hash, or with a key its HMAC. */
  hexDigest(data: SourceData, key?: SourceData): string | Promise<string> {
    const hash = this.hash(data, key);
    if (hash.hex) return hash.hex();
    const digest = hash.digest();
    return isPending(digest) ? digest.then(hex) : hex(digest);
  }

  private payloadHash(body: unknown): string | Promise<string> {
    if (body === undefined || body === null) return EMPTY_HASH;
    const known = typeof body === "string" || ArrayBuffer.isView(body) || body instanceof ArrayBuffer;
    return known ? this.hexDigest(body as SourceData) : "UNSIGNED-PAYLOAD";
  }

  private signature(
    { method, path, query }: HttpRequest,
    { names, lines }: CanonicalHeaders,
    payload: string,
    { date, scope, key }: Scope,
  ): string | Promise<string> {
    const place = this.settings.uriEscapePath ? canonicalPath(path) : path;
    const hash = this.hexDigest(`${method}\n${place}\n${canonicalQuery(query)}\n${lines}\n${names}\n${payload}`);
    const sign = (hash: string): string | Promise<string> =>
      this.hexDigest(`${ALGORITHM}\n${date}\n${scope}\n${hash}`, key);
    return isPending(hash) ? hash.then(sign) : sign(hash);
  }
}

function payloadHashOf(headers: HttpRequest["headers"]): string | undefined {
  const name = Object.keys(headers).find((name) => name.toLowerCase() === PAYLOAD_HASH);
  return name && headers[name];
}

/** A copy without what an earlier signature has left. */
function prepare(request: HttpRequest): HttpRequest {
  const copy = Object.assign(Object.create(Object.getPrototypeOf(request)) as HttpRequest, request);
  copy.headers = {};
  for (const name of Object.keys(request.headers)) {
    if (!/^(authorization|x-amz-date|date)$/i.test(name)) copy.headers[name] = request.headers[name] as string;
  }
  copy.query = { ...request.query };
  return copy;
}

function collapse(value: string): string {
  return value
    .replace(/[\r\n]/g, " ")
    .replace(/[ \t]+/g, " ")
    .replace(/^ | $/g, "");
}

interface CanonicalHeaders {
  /** Joined by `;`. */
  readonly names: string;
  /** `name:value`, each with a line's end. */
  readonly lines: string;
}

/** By name in lower case, in order. */
function canonicalHeaders(headers: HttpRequest["headers"]): CanonicalHeaders {
  const values = new Map<string, string>();
  for (const name of Object.keys(headers)) {
    const value = headers[name];
    const lower = name.toLowerCase();
    if (value === undefined || UNSIGNED.has(lower) || lower.startsWith("proxy-") || lower.startsWith("sec-")) continue;
    values.set(lower, / {2}|[\t\r\n]|^ | $/.test(value) ? collapse(value) : value);
  }
  const names = [...values.keys()].sort();
  let lines = "";
  for (const name of names) lines += `${name}:${values.get(name)}\n`;
  return { names: names.join(";"), lines };
}

function canonicalQuery(query: HttpRequest["query"]): string {
  const pairs: (readonly [key: string, text: string])[] = [];
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value === null) continue;
    const key = escapeUri(name);
    const texts = [value].flat().map((one) => `${key}=${escapeUri(one)}`);
    if (texts.length > 0) pairs.push([key, texts.sort().join("&")]);
  }
  return pairs
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, text]) => text)
    .join("&");
}

/** One to which none of the below would do anything. */
const PLAIN_PATH = /^(?:\/[\w~-]+)+$/;

/** Without empty and dot segments, and encoded once more. */
function canonicalPath(path: string): string {
  const segments: string[] = [];
  if (PLAIN_PATH.test(path)) return path;
  for (const segment of path.split("/")) {
    if (segment === "..") segments.pop();
    else if (segment !== "" && segment !== ".") segments.push(escapeUri(segment));
  }
  const end = segments.length > 0 && path.endsWith("/") ? "/" : "";
  return `${path.startsWith("/") ? "/" : ""}${segments.join("/")}${end}`;
}

function hex(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += byte.toString(16).padStart(2, "0");
  return text;
}
