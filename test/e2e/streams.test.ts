/**
 * A client generated from a model that streams beside the official one: Lex over real HTTP/2, where events go both ways and
 * are signed one over the other, and where blobs stream in and out. The same bytes leave, the same values arrive.
 */

import { createServer, type Http2Server } from "node:http2";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import * as official from "@aws-sdk/client-lex-runtime-v2";
import { NodeHttp2Handler } from "@smithy/node-http-handler";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { load } from "../../codegen/generate.ts";
import { optionsOf } from "../../codegen/options.ts";
import type { Plan } from "../../codegen/plan/plan.ts";
import { evaluatePackage } from "../support/evaluate.ts";
import { message } from "../support/events.ts";
import { describeWithShared, sharedPath } from "../support/shared-folder.ts";

type Members = Record<string, unknown>;
interface Client {
  readonly middlewareStack: { add(middleware: (next: unknown) => unknown, options: object): void };
  send(command: unknown): Promise<Members>;
  destroy(): void;
}
type Module = Readonly<Record<string, unknown>>;

interface Sent {
  readonly url: string;
  readonly headers: Members;
  readonly body: string;
}

const BOT = { botId: "ABCDEFGHIJ", botAliasId: "ABCDEFGHIJ", localeId: "en_US", sessionId: "session-1" };

async function* spoken(): AsyncGenerator<object> {
  yield { ConfigurationEvent: { responseContentType: "audio/mpeg", eventId: "1", clientTimestampMillis: 5 } };
  yield { AudioInputEvent: { audioChunk: new Uint8Array([1, 2, 3]), contentType: "audio/x-l16", eventId: "2" } };
  yield { TextInputEvent: { text: "hällo" } };
  yield { DTMFInputEvent: { inputCharacter: "#" } };
  yield { DisconnectionEvent: {} };
}

describeWithShared("Lex", () => {
  const sent: Sent[] = [];
  let answer: { readonly headers?: Members; readonly chunks: readonly Buffer[] };
  let server: Http2Server;
  let endpoint: string;
  let ours: Module;

  beforeAll(async () => {
    const input = sharedPath("models/smithy/lex-runtime-v2.json");
    const { plan } = load({ input, overlay: undefined, options: optionsOf({}), swage: "0.0.0" });
    ours = await evaluatePackage(plan as Plan);
    server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => {
        const { "user-agent": _, ...headers } = request.headers;
        sent.push({ url: request.url, headers, body: Buffer.concat(chunks).toString("latin1") });
        response.sendDate = false;
        response.writeHead(200, { "x-amzn-requestid": "request-1", ...answer.headers } as never);
        for (const chunk of answer.chunks) response.write(chunk);
        response.end();
      });
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => new Promise<void>((done) => server.close(() => done())));
  beforeEach(() => {
    sent.length = 0;
    vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-01-02T03:04:05Z") });
    vi.spyOn(globalThis.crypto, "randomUUID").mockReturnValue("11111111-2222-4333-8444-555555555555");
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  /** Runs a call with ours on both roads, and with theirs; the requests have to be the same. */
  async function all<T>(operation: string, input: () => object, read: (output: Members) => Promise<T>): Promise<T[]> {
    const config = {
      region: "eu-central-1",
      endpoint,
      credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "wJalrXUtnFEMI", sessionToken: "session/token==" },
      maxAttempts: 1,
      defaultUserAgentProvider: async () => [["compared", "1.0"]],
      // Theirs sends everything over HTTP/2, and so does ours with the handler of theirs.
      requestHandler: new NodeHttp2Handler(),
    };
    const results: T[] = [];
    for (const [module, ordinary] of [
      [ours, false] as const,
      [ours, true] as const,
      [official as Module, false] as const,
    ]) {
      const Client = module["LexRuntimeV2Client"] as new (config: object) => Client;
      const Command = module[`${operation}Command`] as new (input: object) => object;
      const client = new Client(config);
      if (ordinary) client.middlewareStack.add((next) => next, { step: "build", name: "nothing" });
      results.push(await read(await client.send(new Command(input()))));
      client.destroy();
    }
    expect(sent).toHaveLength(3);
    expect(sent[0]).toEqual(sent[2]);
    expect(sent[1]).toEqual(sent[2]);
    return results;
  }

  it("a conversation", async () => {
    answer = {
      headers: { "content-type": "application/vnd.amazon.eventstream" },
      chunks: [
        message("event", "HeartbeatEvent", { eventId: "h" }),
        message("event", "AudioResponseEvent", { audioChunk: "AQID", contentType: "audio/mpeg" }),
        message("event", "TranscriptEvent", { transcript: "hällo" }),
        message("exception", "ThrottlingException", { message: "slow down" }),
      ],
    };
    const read = async (output: Members): Promise<unknown[]> => {
      const got: unknown[] = [];
      try {
        for await (const event of output["responseEventStream"] as AsyncIterable<unknown>) got.push(event);
      } catch (error) {
        const { name, message, $fault } = error as Error & Members;
        got.push({ name, message, $fault });
      }
      return got;
    };
    const input = (): object => ({ ...BOT, conversationMode: "AUDIO", requestEventStream: spoken() });
    const [first, second, theirs] = await all("StartConversation", input, read);
    expect(first).toHaveLength(4);
    expect(first).toEqual(theirs);
    expect(second).toEqual(theirs);
  });

  it("sounds", async () => {
    answer = {
      headers: { "content-type": "audio/mpeg", "x-amz-lex-messages": "bQ==" },
      chunks: [Buffer.from("so"), Buffer.from("und")],
    };
    const read = async (output: Members): Promise<unknown> => {
      const { audioStream, $metadata: _, ...members } = output;
      return { ...members, sound: await (audioStream as { transformToString(): Promise<string> }).transformToString() };
    };
    for (const inputStream of [
      () => "text",
      () => Buffer.from("bytes"),
      () => Readable.from([Buffer.from("stream")]),
    ]) {
      sent.length = 0;
      const input = (): object => ({ ...BOT, requestContentType: "audio/l16", inputStream: inputStream() });
      const [first, second, theirs] = await all("RecognizeUtterance", input, read);
      expect(first).toMatchObject({ sound: "sound", messages: "bQ==" });
      expect(first).toEqual(theirs);
      expect(second).toEqual(theirs);
    }
  });
});
