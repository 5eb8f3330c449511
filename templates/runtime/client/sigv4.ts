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
import type { HashConstructor, SourceData } from "./settings.ts";

export interface SigV4Settings {
  readonly credentials: () => Promise<AwsCredentialIdentity>;
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

interface KeptKey {
  readonly scope: string;
  readonly key: Promise<Uint8Array>;
}

const ALGORITHM = "AWS4-HMAC-SHA256";
const EMPTY_HASH = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
const WEEK = 604_800;

/** Headers that something on the way may change; beside these, all that begin with `proxy-` or `sec-`. */
const UNSIGNED: ReadonlySet<string> = /* @__PURE__ */ new Set(
  "authorization cache-control connection expect from keep-alive max-forwards pragma referer te trailer transfer-encoding upgrade user-agent x-amzn-trace-id".split(
    " ",
  ),
);

export class SigV4 {
  private readonly settings: SigV4Settings;
  private readonly keys: WeakMap<AwsCredentialIdentity, KeptKey> = new WeakMap();

  constructor(settings: SigV4Settings) {
    this.settings = settings;
  }

  /** A copy of the request with `x-amz-date`, `x-amz-content-sha256`, the session token and `authorization`. */
  async sign(given: HttpRequest, options: SigV4Options = {}): Promise<HttpRequest> {
    const credentials = await this.credentials();
    const request = prepare(given);
    const { headers } = request;
    const { date, scope, key } = this.scope(credentials, options);
    headers["x-amz-date"] = date;
    if (credentials.sessionToken) headers["x-amz-security-token"] = credentials.sessionToken;
    const payload = await this.payloadHash(request);
    if (!Object.keys(headers).some((name) => name.toLowerCase() === "x-amz-content-sha256")) {
      headers["x-amz-content-sha256"] = payload;
    }
    const canonical = canonicalHeaders(headers);
    const names = Object.keys(canonical).join(";");
    const signature = await this.signature(request, canonical, payload, date, scope, await key);
    headers.authorization = `${ALGORITHM} Credential=${credentials.accessKeyId}/${scope}, SignedHeaders=${names}, Signature=${signature}`;
    return request;
  }

  /** A copy of the request whose query carries signature and everything in `x-amz-` headers. `expiresIn`: seconds, at most a week. */
  async presign(
    given: HttpRequest,
    options: SigV4Options & { readonly expiresIn?: number } = {},
  ): Promise<HttpRequest> {
    const { expiresIn = 3600 } = options;
    if (expiresIn > WEEK) throw new Error(`A presigned URL lives at most ${WEEK} seconds.`);
    const credentials = await this.credentials();
    const request = prepare(given);
    const query: Record<string, string | string[] | null> = request.query ?? {};
    request.query = query;
    for (const [name, value] of Object.entries(request.headers)) {
      if (!name.toLowerCase().startsWith("x-amz-")) continue;
      query[name] = value;
      delete request.headers[name];
    }
    const { date, scope, key } = this.scope(credentials, options);
    const canonical = canonicalHeaders(request.headers);
    if (credentials.sessionToken) query["X-Amz-Security-Token"] = credentials.sessionToken;
    query["X-Amz-Algorithm"] = ALGORITHM;
    query["X-Amz-Credential"] = `${credentials.accessKeyId}/${scope}`;
    query["X-Amz-Date"] = date;
    query["X-Amz-Expires"] = String(expiresIn);
    query["X-Amz-SignedHeaders"] = Object.keys(canonical).join(";");
    const payload = await this.payloadHash(given);
    query["X-Amz-Signature"] = await this.signature(request, canonical, payload, date, scope, await key);
    return request;
  }

  private async credentials(): Promise<AwsCredentialIdentity> {
    const credentials = await this.settings.credentials();
    if (typeof credentials?.accessKeyId !== "string" || typeof credentials.secretAccessKey !== "string") {
      throw new Error("Resolved credential object is not valid");
    }
    return credentials;
  }

  private scope(
    credentials: AwsCredentialIdentity,
    { signingDate = new Date(), signingRegion, signingService }: SigV4Options,
  ): { readonly date: string; readonly scope: string; readonly key: Promise<Uint8Array> } {
    const date = signingDate.toISOString().replace(/\.\d+|[-:]/g, "");
    const parts = [
      date.slice(0, 8),
      signingRegion ?? this.settings.region,
      signingService ?? this.settings.service,
      "aws4_request",
    ];
    const scope = parts.join("/");
    let kept = this.keys.get(credentials);
    if (kept?.scope !== scope) {
      kept = { scope, key: this.deriveKey(credentials.secretAccessKey, parts) };
      this.keys.set(credentials, kept);
    }
    return { date, scope, key: kept.key };
  }

  private async deriveKey(secret: string, parts: readonly string[]): Promise<Uint8Array> {
    let key: SourceData = `AWS4${secret}`;
    for (const part of parts) key = await this.digest(part, key);
    return key as unknown as Uint8Array;
  }

  private digest(data: SourceData, key?: SourceData): Uint8Array | Promise<Uint8Array> {
    const hash = new this.settings.sha256(key);
    hash.update(data);
    return hash.digest();
  }

  private async hexDigest(data: SourceData, key?: SourceData): Promise<string> {
    return hex(await this.digest(data, key));
  }

  private payloadHash({ headers, body }: HttpRequest): string | Promise<string> {
    for (const name of Object.keys(headers)) {
      if (name.toLowerCase() === "x-amz-content-sha256") return headers[name] as string;
    }
    if (body === undefined || body === null) return EMPTY_HASH;
    const known = typeof body === "string" || ArrayBuffer.isView(body) || body instanceof ArrayBuffer;
    return known ? this.hexDigest(body as SourceData) : "UNSIGNED-PAYLOAD";
  }

  private async signature(
    request: HttpRequest,
    headers: Record<string, string>,
    payload: string,
    date: string,
    scope: string,
    key: Uint8Array,
  ): Promise<string> {
    const names = Object.keys(headers);
    const path = this.settings.uriEscapePath ? canonicalPath(request.path) : request.path;
    const lines = names.map((name) => `${name}:${headers[name]}`).join("\n");
    const canonical = `${request.method}\n${path}\n${canonicalQuery(request.query)}\n${lines}\n\n${names.join(";")}\n${payload}`;
    // Node's digests are there at once: no need to wait for them.
    const digest = this.digest(canonical);
    const hash = hex(isPending(digest) ? await digest : digest);
    const signature = this.digest(`${ALGORITHM}\n${date}\n${scope}\n${hash}`, key);
    return hex(isPending(signature) ? await signature : signature);
  }
}

/** A copy without what an earlier signature has left. */
function prepare(request: HttpRequest): HttpRequest {
  const copy = Object.assign(Object.create(Object.getPrototypeOf(request)) as HttpRequest, request);
  copy.headers = {};
  for (const [name, value] of Object.entries(request.headers)) {
    if (!/^(authorization|x-amz-date|date)$/i.test(name)) copy.headers[name] = value;
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

/** By name in lower case, in order. */
function canonicalHeaders(headers: HttpRequest["headers"]): Record<string, string> {
  const values = new Map<string, string>();
  for (const [name, value] of Object.entries(headers)) {
    const lower = name.toLowerCase();
    if (value === undefined || UNSIGNED.has(lower) || lower.startsWith("proxy-") || lower.startsWith("sec-")) continue;
    values.set(lower, / {2}|[\t\r\n]|^ | $/.test(value) ? collapse(value) : value);
  }
  const canonical: Record<string, string> = {};
  for (const name of [...values.keys()].sort()) canonical[name] = values.get(name) as string;
  return canonical;
}

function canonicalQuery(query: HttpRequest["query"]): string {
  const pairs: [key: string, text: string][] = [];
  for (const [name, value] of Object.entries(query ?? {})) {
    const key = escapeUri(name);
    if (typeof value === "string") pairs.push([key, `${key}=${escapeUri(value)}`]);
    else if (value !== null)
      pairs.push([
        key,
        value
          .map((one) => `${key}=${escapeUri(one)}`)
          .sort()
          .join("&"),
      ]);
  }
  return pairs
    .filter(([, text]) => text !== "")
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, text]) => text)
    .join("&");
}

/** Without empty and dot segments, and encoded once more. */
function canonicalPath(path: string): string {
  const segments: string[] = [];
  for (const segment of path.split("/")) {
    if (segment === "..") segments.pop();
    else if (segment !== "" && segment !== ".") segments.push(escapeUri(segment));
  }
  const end = segments.length > 0 && path.endsWith("/") ? "/" : "";
  return `${path.startsWith("/") ? "/" : ""}${segments.join("/")}${end}`;
}

function isPending(value: Uint8Array | Promise<Uint8Array>): value is Promise<Uint8Array> {
  return typeof (value as Promise<Uint8Array>).then === "function";
}

function hex(bytes: Uint8Array): string {
  // Node's own bytes know it, and faster.
  const own = (bytes as { hexSlice?: () => string }).hexSlice;
  if (own !== undefined) return own.call(bytes);
  let text = "";
  for (const byte of bytes) text += byte.toString(16).padStart(2, "0");
  return text;
}
