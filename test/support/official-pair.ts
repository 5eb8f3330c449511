/**
 * A generated client and the official one, over one request handler that keeps what it is given and answers what it is told.
 * Clock, identifiers and user agents are the same for both, so that signatures are too.
 */
import { createRequire } from "node:module";
import { join } from "node:path";
import { expect } from "vitest";
import { type Exports, INTEROP, loadFromBotocore, loadTwelve } from "./twelve.ts";

export const FIXED_UUID = "11111111-2222-4333-8444-555555555555";

/** What an answer is made of. */
export interface Canned {
  readonly statusCode?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | string;
}

/** A request as it would stand on the wire. */
export interface Sent {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Outcome {
  readonly sent: readonly Sent[];
  readonly value?: unknown;
  readonly error?: Error & Record<string, unknown>;
}

interface Client {
  send(command: object): Promise<unknown>;
}
type Class<T> = new (given: unknown) => T;

export const official = createRequire(join(INTEROP, "official", "package.json"));

export interface Pair {
  readonly ours: Exports;
  readonly theirs: Exports;
  /** Runs one operation with both; each gets an input of its own, since official steps change it. */
  both(
    operation: string,
    input: () => unknown,
    answer: (sent: Sent) => Canned,
  ): Promise<{ our: Outcome; their: Outcome }>;
}

/** A client made from botocore's model in place of the Smithy one. */
export const pairFromBotocore = (name: string, service: string, extra: object = {}): Promise<Pair> =>
  pairOf(name, service, extra, {}, loadFromBotocore);

/** @param extra configuration for both; `theirExtra` for the official client alone. */
export async function pairOf(
  name: string,
  service: string,
  extra: object = {},
  theirExtra: object = {},
  load: (name: string) => Promise<Exports> = loadTwelve,
): Promise<Pair> {
  const ours = await load(name);
  const theirs = official(`@aws-sdk/client-${name}`) as Exports;
  const config = {
    region: "eu-central-1",
    credentials: {
      accessKeyId: "AKIDEXAMPLE",
      secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
      sessionToken: "session/token==",
    },
    maxAttempts: 1,
    defaultUserAgentProvider: async (): Promise<[string, string][]> => [["compared", "1.0"]],
    ...extra,
  };
  const runner = (
    module: Exports,
    more: object,
  ): ((operation: string, input: unknown, answer: Answer) => Promise<Outcome>) => {
    const wire = new Wire();
    const client = new (module[`${service}Client`] as Class<Client>)({ ...config, ...more, requestHandler: wire });
    return async (operation, input, answer) => {
      wire.answer = answer;
      wire.sent = [];
      try {
        const value = await client.send(new (module[`${operation}Command`] as Class<object>)(input));
        return { sent: wire.sent, value };
      } catch (error) {
        return { sent: wire.sent, error: error as Error & Record<string, unknown> };
      }
    };
  };
  const our = runner(ours, { validate: { input: "off" } });
  const their = runner(theirs, theirExtra);
  return {
    ours,
    theirs,
    both: async (operation, input, answer) => ({
      our: await our(operation, input(), answer),
      their: await their(operation, input(), answer),
    }),
  };
}

type Answer = (sent: Sent) => Canned;

interface Request {
  readonly method: string;
  readonly protocol: string;
  readonly hostname: string;
  readonly port?: number;
  readonly path: string;
  readonly query?: Record<string, string | string[] | null>;
  readonly headers: Record<string, string>;
  readonly body?: unknown;
}

/** Not named as fetch handlers are: official steps look at that. */
class Wire {
  readonly metadata = { handlerProtocol: "http/1.1" };
  sent: Sent[] = [];
  answer: Answer = () => ({});

  async handle(request: Request): Promise<{ response: object }> {
    const sent = await sentOf(request);
    this.sent.push(sent);
    const { statusCode = 200, headers = {}, body = "" } = this.answer(sent);
    const { HttpResponse } = official("@smithy/core/protocols") as { HttpResponse: Class<object> };
    const { Readable } = await import("node:stream");
    const stream = Readable.from([Buffer.from(body as string)]);
    return {
      response: new HttpResponse({ statusCode, headers: { "x-amzn-requestid": "r-1", ...headers }, body: stream }),
    };
  }

  httpHandlerConfigs(): object {
    return {};
  }
  updateHttpClientConfig(): void {}
  destroy(): void {}
}

const escaped = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);

/** Query in order of names, headers in lower case and without what differs by design: the agent's text. */
async function sentOf({ method, protocol, hostname, port, path, query = {}, headers, body }: Request): Promise<Sent> {
  const pairs = Object.keys(query)
    .sort()
    .flatMap((name) => {
      const value = query[name];
      if (value === null || value === undefined) return [escaped(name)];
      return [value].flat().map((one) => `${escaped(name)}=${escaped(one)}`);
    });
  const host = port === undefined ? hostname : `${hostname}:${port}`;
  const kept = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)] as const);
  return {
    method,
    url: `${protocol}//${host}${path}${pairs.length > 0 ? `?${pairs.join("&")}` : ""}`,
    headers: Object.fromEntries(kept.filter(([name]) => name !== "user-agent").sort(([a], [b]) => (a < b ? -1 : 1))),
    body: await textOf(body),
  };
}

/** Bytes as letters, so that nothing is lost. */
async function textOf(body: unknown): Promise<string> {
  if (body === undefined || body === null) return "";
  if (typeof body === "string") return Buffer.from(body, "utf8").toString("latin1");
  if (body instanceof Uint8Array) return Buffer.from(body).toString("latin1");
  const chunks: Buffer[] = [];
  for await (const chunk of body as AsyncIterable<Uint8Array>) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString("latin1");
}

/** Errors of this side have a name where the official ones are plain; what a service says has its name in both. */
const seen = ({ sent, value, error }: Outcome): object => ({
  sent,
  ...(value === undefined ? {} : { value }),
  ...(error === undefined ? {} : { message: error.message.split("\n")[0] }),
  ...(error === undefined || sent.length === 0 ? {} : { name: error.name }),
});

/** Runs an operation with both clients, holds them against each other, and gives ours. */
export async function same(
  pair: Pair,
  operation: string,
  input: object,
  answer: (sent: Sent) => Canned = () => ({}),
): Promise<Outcome> {
  const { our, their } = await pair.both(operation, () => structuredClone(input), answer);
  expect(seen(our)).toEqual(seen(their));
  return our;
}
