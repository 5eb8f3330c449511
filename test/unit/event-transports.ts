/** The ways in which events travel: a server for each, and what a service says so that its client takes that way. */
import { createServer, type IncomingMessage } from "node:http";
import { createServer as createHttp2Server } from "node:http2";
import type { Server } from "node:net";
import { createEventStreamHandler, createHttp2Handler } from "../../templates/runtime/client/http2.ts";

export type Request = IncomingMessage;
/** What both versions' answers can do. */
export interface Response {
  writeHead(status: number, headers: Readonly<Record<string, string>>): unknown;
  write(chunk: Uint8Array): unknown;
  end(chunk?: Uint8Array): unknown;
  on(event: "close" | "error", listener: () => void): unknown;
}
type Serve = (listener: (request: Request, response: Response) => void) => Server;

const http2 = createHttp2Server as unknown as Serve;
export const TRANSPORTS: readonly (readonly [name: string, serve: Serve, service: object])[] = [
  ["HTTP/1.1", createServer as unknown as Serve, {}],
  ["HTTP/2 for everything", http2, { requestHandler: createHttp2Handler }],
  ["HTTP/2 for event streams", http2, { requestHandler: createEventStreamHandler }],
];
