/** A real HTTP server on loopback that keeps what it was sent and answers what it is told. */
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";

export interface Recorded {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Names as they came, in order. */
  readonly rawHeaders: readonly string[];
  readonly body: string;
}

export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Milliseconds before the answer starts. */
  readonly after?: number;
}

export class Recorder {
  readonly requests: Recorded[] = [];
  answer: (request: Recorded) => Answer = () => ({});
  readonly #server: Server;

  constructor() {
    this.#server = createServer((incoming, outgoing) => {
      void read(incoming).then(async (recorded) => {
        this.requests.push(recorded);
        const { status = 200, headers = {}, body = "{}", after = 0 } = this.answer(recorded);
        if (after > 0) await new Promise((resolve) => setTimeout(resolve, after));
        // Without a date of its own: clients correct their clock by it, and the tests hold the clock.
        outgoing.sendDate = false;
        outgoing.writeHead(status, { "content-type": "application/json", "x-amzn-requestid": "request-1", ...headers });
        outgoing.end(body);
      });
    });
  }

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** The requests since the last call. */
  take(): Recorded[] {
    return this.requests.splice(0);
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

async function read(incoming: IncomingMessage): Promise<Recorded> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return {
    method: incoming.method ?? "",
    url: incoming.url ?? "",
    headers: Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, String(value)])),
    rawHeaders: incoming.rawHeaders.filter((_, index) => index % 2 === 0),
    body: Buffer.concat(chunks).toString("utf8"),
  };
}
