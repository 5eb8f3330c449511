/**
 * Node's agent with a shorter way for the connections to one place: as soon as one is free it is kept for the next request.
 * The agent would file it under a name and look it up again, a seventh of what a small call costs. Everything else stays
 * the agent's, which counts a connection that is kept here among those in use.
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
  /** Null while nobody uses it. */
  _httpMessage: PooledRequest | null;
}

interface Pool extends Agent {
  addRequest(request: PooledRequest, place: Place): void;
  reuseSocket(socket: Socket, request: ClientRequest): void;
  keepSocketAlive(socket: Socket): boolean;
}

/** The same agent, which keeps its connections alive, for any time, and limits them by place alone. */
export function keepFree(given: Agent): Agent {
  const agent = given as Pool;
  const { addRequest, requests } = agent;
  const [file] = agent.listeners("free") as [(socket: Socket, place: Place) => void];
  /** Each with the host that a TLS connection is made for. */
  const kept: (readonly [socket: Socket, host: unknown])[] = [];
  let here: Place = {};
  const isHere = ({ host, port }: Place): boolean => host === here.host && port === here.port;

  agent.removeAllListeners("free").on("free", (socket: PooledSocket, place: Place) => {
    const { _httpMessage: request, writable } = socket;
    const taken = Object.keys(requests)[0] || (!isHere(place) && kept.some(([one]) => one.writable));
    if (taken || !writable || !request?.res || !agent.keepSocketAlive(socket)) return file.call(agent, socket, place);
    here = place;
    kept.push([socket, request.getHeader("host")]);
    socket._httpMessage = null;
    if (socket.listenerCount("data")) return;
    // What a server says without being asked would be taken for the next answer.
    for (const event of ["data", "error"]) socket.on(event, () => socket._httpMessage ?? socket.destroy());
  });

  agent.addRequest = (request, place) => {
    while (isHere(place)) {
      const [socket, host] = kept.pop() ?? [];
      if (!socket) break;
      if (socket.writable && host === request.getHeader("host")) {
        agent.reuseSocket(socket, request);
        request.onSocket(socket);
        socket.setTimeout(request.timeout ?? 0);
        return;
      }
      socket.destroy();
    }
    addRequest.call(agent, request, place);
  };
  return agent;
}
