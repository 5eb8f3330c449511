/**
 * Connections of the Node handler: one that has just become free is kept for the next request, limits and queues are the
 * agent's, and nothing that happens to an idle connection is seen by a call.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import { execFile } from "node:child_process";
import { once } from "node:events";
import { Agent, createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import { createServer as createTlsServer, Agent as TlsAgent } from "node:https";
import type { AddressInfo, Socket } from "node:net";
import type { Readable } from "node:stream";
import type { TLSSocket } from "node:tls";
import { promisify } from "node:util";
import { afterEach, describe, expect, it } from "vitest";
import type { HttpRequest, RequestHandlerOptions } from "../../templates/runtime/http/http.ts";
import { keepFree } from "../../templates/runtime/http/node-agent.ts";
import { NodeRequestHandler } from "../../templates/runtime/http/node-http.ts";

interface Host {
  readonly port: number;
  /** Every connection so far. */
  readonly sockets: Socket[];
}

const servers: Server[] = [];
const handlers: NodeRequestHandler[] = [];

/** Answers with the request's body, its path in front of it. */
const echo: RequestListener = (request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk) => chunks.push(chunk));
  request.on("end", () => response.end(`${request.url} ${Buffer.concat(chunks)}`));
};

async function listen(server: Server): Promise<Host> {
  const sockets: Socket[] = [];
  server.on("connection", (socket) => sockets.push(socket));
  // Idle connections stay: what ends them is the test.
  server.keepAliveTimeout = 0;
  servers.push(server.listen(0, "127.0.0.1"));
  await once(server, "listening");
  return { port: (server.address() as AddressInfo).port, sockets };
}

function handlerOf(options: RequestHandlerOptions = {}): NodeRequestHandler {
  const handler = new NodeRequestHandler(options);
  handlers.push(handler);
  return handler;
}

function requestTo({ port }: Pick<Host, "port">, path: string, more: Partial<HttpRequest> = {}): HttpRequest {
  const headers = { host: `127.0.0.1:${port}`, ...more.headers };
  return { method: "POST", protocol: "http:", hostname: "127.0.0.1", port, path, body: "hello", ...more, headers };
}

async function ask(handler: NodeRequestHandler, request: HttpRequest): Promise<string> {
  const { response } = await handler.handle(request, { collect: true });
  return Buffer.from(response.body as Uint8Array).toString();
}

/** Rounds of requests at once, each of which gets its own answer. */
async function askAtOnce(handler: NodeRequestHandler, host: Host, rounds: number, count: number): Promise<void> {
  for (let round = 0; round < rounds; round++) {
    const paths = Array.from({ length: count }, (_, i) => `/${round}-${i}`);
    const texts = await Promise.all(paths.map((path) => ask(handler, requestTo(host, path))));
    expect(texts).toEqual(paths.map((path) => `${path} hello`));
  }
}

/** Until the other side has seen what happened to a connection. */
const settled = (): Promise<void> => new Promise((done) => setTimeout(done, 30));

afterEach(() => {
  for (const handler of handlers.splice(0)) handler.destroy();
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

describe("one request after another", () => {
  it("takes one connection, whoever asks", async () => {
    const host = await listen(createServer(echo));
    const handler = handlerOf();
    for (let i = 0; i < 20; i++) expect(await ask(handler, requestTo(host, `/${i}`))).toBe(`/${i} hello`);
    for (const method of ["GET", "DELETE", "PUT"]) {
      await ask(handler, requestTo(host, "/", { method, body: undefined }));
    }
    expect(host.sockets).toHaveLength(1);
  });

  it("takes one connection for each of two places", async () => {
    const [one, other] = [await listen(createServer(echo)), await listen(createServer(echo))];
    const handler = handlerOf();
    for (let i = 0; i < 6; i++) {
      for (const host of [one, other])
        expect(await ask(handler, requestTo(host, `/${host.port}`))).toContain(host.port);
    }
    expect([one.sockets.length, other.sockets.length]).toEqual([1, 1]);
  });

  it("keeps the limit of silence on a connection that is used again", async () => {
    const host = await listen(createServer((request, response) => request.url === "/" && response.end()));
    const handler = handlerOf({ socketTimeout: 50 });
    await ask(handler, requestTo(host, "/"));
    await expect(ask(handler, requestTo(host, "/silent"))).rejects.toMatchObject({ name: "TimeoutError" });
    expect(host.sockets).toHaveLength(1);
    expect(await ask(handler, requestTo(host, "/"))).toBe("");
    expect(host.sockets).toHaveLength(2);
  });

  it("is not held up by the idle connection after the limit of silence", async () => {
    const host = await listen(createServer(echo));
    const handler = handlerOf({ socketTimeout: 40 });
    await ask(handler, requestTo(host, "/"));
    await new Promise((done) => setTimeout(done, 100));
    expect(await ask(handler, requestTo(host, "/later"))).toBe("/later hello");
  });

  it("opens another connection after an answer that ends its own", async () => {
    const host = await listen(
      createServer((request, response) => {
        response.setHeader("connection", "close");
        echo(request, response);
      }),
    );
    const handler = handlerOf();
    for (const path of ["/1", "/2"]) expect(await ask(handler, requestTo(host, path))).toBe(`${path} hello`);
    expect(host.sockets).toHaveLength(2);
  });

  it("runs listeners of a streamed answer in the context of its own call", async () => {
    const host = await listen(createServer(echo));
    const handler = handlerOf();
    const context = new AsyncLocalStorage<number>();
    const seen: (number | undefined)[] = [];
    for (let i = 0; i < 3; i++) {
      await context.run(i, async () => {
        const { response } = await handler.handle(requestTo(host, "/"));
        const body = response.body as Readable;
        body.on("data", () => seen.push(context.getStore()));
        await once(body, "end");
      });
      await settled();
    }
    expect(seen).toEqual([0, 1, 2]);
    expect(host.sockets).toHaveLength(1);
  });
});

describe("requests at once", () => {
  it("share the connections that they have opened", async () => {
    const host = await listen(createServer(echo));
    const handler = handlerOf();
    await askAtOnce(handler, host, 4, 10);
    expect(host.sockets).toHaveLength(10);
  });

  it("wait for one of fifty connections", async () => {
    const host = await listen(createServer(echo));
    const handler = handlerOf();
    await askAtOnce(handler, host, 2, 120);
    expect(host.sockets).toHaveLength(50);
  });

  it.each([1, 2, 3])("wait for one of %i connections", async (maxSockets) => {
    const host = await listen(createServer(echo));
    const handler = handlerOf({ httpAgent: keepFree(new Agent({ keepAlive: true, maxSockets })) });
    await askAtOnce(handler, host, 3, 7);
    expect(host.sockets).toHaveLength(maxSockets);
  });

  it("are answered when an earlier one is given up", async () => {
    const host = await listen(
      createServer((request, response) => request.url !== "/silent" && echo(request, response)),
    );
    const handler = handlerOf({ httpAgent: keepFree(new Agent({ keepAlive: true, maxSockets: 1 })) });
    await ask(handler, requestTo(host, "/"));
    const controller = new AbortController();
    const silent = handler.handle(requestTo(host, "/silent"), { abortSignal: controller.signal });
    const next = ask(handler, requestTo(host, "/next"));
    setTimeout(() => controller.abort(), 20);
    await expect(silent).rejects.toMatchObject({ name: "AbortError" });
    expect(await next).toBe("/next hello");
    expect(await ask(handler, requestTo(host, "/after"))).toBe("/after hello");
  });

  it("have another connection where the name of the host is another", async () => {
    const host = await listen(createServer(echo));
    const handler = handlerOf({ httpAgent: keepFree(new Agent({ keepAlive: true, maxSockets: 1 })) });
    for (const name of ["one.example", "two.example", "one.example"]) {
      expect(await ask(handler, requestTo(host, "/", { headers: { host: name } }))).toBe("/ hello");
    }
  });
});

describe("an idle connection", () => {
  it("that the server closes is not used again", async () => {
    const host = await listen(createServer(echo));
    const handler = handlerOf();
    for (const end of ["end", "destroy", "resetAndDestroy"] as const) {
      expect(await ask(handler, requestTo(host, "/"))).toBe("/ hello");
      host.sockets.at(-1)?.[end]();
      await settled();
    }
    expect(await ask(handler, requestTo(host, "/"))).toBe("/ hello");
    expect(host.sockets).toHaveLength(4);
  });

  it("on which the server speaks without being asked answers no request", async () => {
    const host = await listen(createServer(echo));
    const handler = handlerOf();
    for (let i = 0; i < 3; i++) {
      expect(await ask(handler, requestTo(host, "/mine"))).toBe("/mine hello");
      host.sockets.at(-1)?.write("HTTP/1.1 200 OK\r\ncontent-length: 6\r\n\r\nforged");
      await settled();
    }
    expect(await ask(handler, requestTo(host, "/mine"))).toBe("/mine hello");
    expect(host.sockets).toHaveLength(4);
  });

  it("is closed with the handler", async () => {
    const host = await listen(createServer(echo));
    const handler = handlerOf();
    await ask(handler, requestTo(host, "/"));
    const closed = once(host.sockets[0] as Socket, "close");
    handler.destroy();
    await closed;
    expect(await ask(handler, requestTo(host, "/"))).toBe("/ hello");
  });

  it("holds nothing of the last request, and not one listener more with each", async () => {
    const host = await listen(createServer(echo));
    const agent = keepFree(new Agent({ keepAlive: true }));
    const handler = handlerOf({ httpAgent: agent });
    for (let i = 0; i < 20; i++) await ask(handler, requestTo(host, "/"));
    const [socket] = Object.values(agent.sockets).flat() as (Socket & { _httpMessage?: unknown })[];
    expect(socket?._httpMessage).toBe(null);
    expect(["data", "error", "end", "drain"].map((event) => socket?.listenerCount(event))).toEqual([1, 1, 1, 0]);
    agent.destroy();
  });

  it("lets the process end, and a request on it does not", async () => {
    const slow: RequestListener = (_, response) => setTimeout(() => response.end("{}"), 200);
    const { port } = await listen(createServer(slow));
    const module = new URL("../../generated/amplifybackend/dist/index.js", import.meta.url);
    const script = `
      import { AmplifyBackend } from ${JSON.stringify(module.href)};
      const credentials = { accessKeyId: "a", secretAccessKey: "b" };
      const client = new AmplifyBackend({ region: "us-east-1", endpoint: "http://127.0.0.1:${port}", credentials });
      for (let i = 0; i < 3; i++) await client.getBackend({ AppId: "a" });
      console.log("asked");`;
    const words = ["--input-type=module", "--eval", script];
    const { stdout } = await promisify(execFile)(process.execPath, words, { timeout: 20_000 });
    expect(stdout).toBe("asked\n");
  });
});

describe("agents", () => {
  it("of the caller stay as they are", async () => {
    const host = await listen(createServer(echo));
    const agent = new Agent({ keepAlive: true });
    const handler = handlerOf({ httpAgent: agent });
    for (let i = 0; i < 3; i++) await ask(handler, requestTo(host, "/"));
    expect(Object.hasOwn(agent, "addRequest")).toBe(false);
    expect(Object.values(agent.freeSockets)).toHaveLength(1);
    expect(host.sockets).toHaveLength(1);
    agent.destroy();
  });

  it("do what the caller's options say", async () => {
    const host = await listen(createServer(echo));
    const short = handlerOf({ httpAgent: { timeout: 40 } });
    await ask(short, requestTo(host, "/"));
    await once(host.sockets[0] as Socket, "close");
    const none = handlerOf({ httpAgent: { keepAlive: false } });
    for (let i = 1; i < 4; i++) {
      await ask(none, requestTo(host, "/"));
      expect(host.sockets).toHaveLength(i + 1);
    }
  });

  it("keep names of TLS apart", async () => {
    const psk = Buffer.from("a key that only this test has");
    const keys = { ciphers: "PSK", minVersion: "TLSv1.2", maxVersion: "TLSv1.2" } as const;
    const answer: RequestListener = ({ socket }: IncomingMessage, response) =>
      response.end(String((socket as TLSSocket & { servername?: unknown }).servername));
    const host = await listen(createTlsServer({ ...keys, pskCallback: () => psk }, answer));
    const client = { pskCallback: () => ({ psk, identity: "test" }), checkServerIdentity: () => undefined };
    const agent = new TlsAgent({ ...keys, ...client, keepAlive: true, maxCachedSessions: 0 });
    const handler = handlerOf({ httpsAgent: keepFree(agent) });
    const tls = (name: string): HttpRequest => requestTo(host, "/", { protocol: "https:", headers: { host: name } });
    const names = ["one.example", "one.example", "two.example", "two.example", "one.example"];
    for (const name of names) expect(await ask(handler, tls(name))).toBe(name);
    expect(host.sockets).toHaveLength(3);
    agent.destroy();
  });
});
