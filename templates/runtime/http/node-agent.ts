/**
 * Node's agent with a shorter way for one connection: as soon as it is free it is kept for the next request to the same
 * place. The agent would file it under a name and look it up again, a seventh of what a small call costs. Everything else
 * stays the agent's, which counts a connection that is kept here among those in use.
 */
import type { Agent, ClientRequest, IncomingMessage } from "node:http";
import type { Socket } from "node:net";

/** Where a connection leads. */
interface Place {
  readonly host?: string;
  readonly port?: number | string;
}

/** What requests and agents say to each other, for as long as Node has had agents; its types leave it out. */
interface PooledRequest extends ClientRequest {
  readonly timeout?: number;
  readonly res?: IncomingMessage;
  onSocket(socket: Socket): void;
}

interface PooledSocket extends Socket {
  _httpMessage: PooledRequest | null;
}

interface Pool extends Agent {
  addRequest(request: PooledRequest, place: Place): void;
  reuseSocket(socket: Socket, request: ClientRequest): void;
  keepSocketAlive(socket: Socket): boolean;
}

/** The same agent, which keeps its connections alive, for any time, and limits them by place alone. */
export function keepOne(given: Agent): Agent {
  const agent = given as Pool;
  const { addRequest, requests } = agent;
  const [file] = agent.listeners("free") as [(socket: Socket, place: Place) => void];
  /** With the host that a TLS connection is made for. */
  let kept: readonly [socket: Socket, place: Place, host: unknown] | undefined;

  agent.removeAllListeners("free").on("free", (socket: PooledSocket, place: Place) => {
    const { _httpMessage: request, writable } = socket;
    const wanted = kept || Object.keys(requests)[0];
    if (wanted || !writable || !request?.res || !agent.keepSocketAlive(socket)) return file.call(agent, socket, place);
    kept = [socket, place, request.getHeader("host")];
    socket._httpMessage = null;
    if (socket.listenerCount("data")) return;
    // What a server says without being asked would be taken for the next answer.
    for (const event of ["data", "error"]) socket.on(event, () => kept?.[0] === socket && socket.destroy());
  });

  agent.addRequest = (request, place) => {
    if (kept) {
      const [socket, { host, port }, name] = kept;
      if (host === place.host && port === place.port) {
        kept = undefined;
        if (socket.writable && name === request.getHeader("host")) {
          agent.reuseSocket(socket, request);
          request.onSocket(socket);
          if (request.timeout !== undefined) socket.setTimeout(request.timeout);
          return;
        }
        socket.destroy();
      }
    }
    addRequest.call(agent, request, place);
  };
  return agent;
}
