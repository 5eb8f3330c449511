/** What the zoo's server answers (facts of `zoo-server.py`), as a request handler: no sockets, and every request is kept. */
import type { HttpRequest, HttpResponse } from "../../templates/runtime/http/http.ts";

export interface SentRequest {
  readonly method: string;
  readonly path: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

const BYTES = new Uint8Array([...new TextEncoder().encode("hello \0"), 0xff, ...new TextEncoder().encode(" bytes\n")]);

export function zooServer(sent: SentRequest[]): object {
  return {
    metadata: { handlerProtocol: "http/1.1" },
    destroy: () => {},
    handle: async (request: HttpRequest): Promise<{ response: HttpResponse }> => {
      const query = request.query ?? {};
      const text = Object.entries(query)
        .map(([key, value]) => `${key}=${value}`)
        .join("&");
      const body =
        typeof request.body === "string" ? request.body : new TextDecoder().decode(request.body as Uint8Array);
      const path = text === "" ? request.path : `${request.path}?${text}`;
      sent.push({ method: request.method, path, body, headers: request.headers });
      const answer = answerTo(request, query as Readonly<Record<string, string>>, body);
      const bytes =
        answer.body instanceof Uint8Array
          ? answer.body
          : new TextEncoder().encode(answer.body === undefined ? "" : JSON.stringify(answer.body));
      return {
        response: {
          statusCode: answer.status ?? 200,
          headers: { "content-type": "application/json", "x-amzn-requestid": "req-1234", ...answer.headers },
          body: bytes,
        },
      };
    },
  };
}

function answerTo(request: HttpRequest, query: Readonly<Record<string, string>>, body: string): Answer {
  const [, first, last = ""] = request.path.split("/");
  switch (first) {
    case "things":
      return things(last, query);
    case "bare":
      return query.marker === undefined
        ? { body: { Names: ["a", "b"], NextMarker: "m2", IsTruncated: true } }
        : { body: { Names: ["c"], IsTruncated: false } };
    case "files":
      return request.method === "GET" ? { headers: { etag: '"abc"' }, body: BYTES } : { headers: { etag: '"put"' } };
    case "jobs":
      return job(last);
    case "all":
      return { body: body === "" ? {} : JSON.parse(body) };
    default:
      return {};
  }
}

const failed = (status: number, code: string, body: object): Answer => ({
  status,
  headers: { "x-amzn-errortype": code },
  body,
});

function things(kind: string, query: Readonly<Record<string, string>>): Answer {
  switch (kind) {
    case "missing":
      return failed(404, "NotFoundException:http://x", { message: "No such kind", resourceType: "Kind", extra: 1 });
    case "throttle":
      return failed(429, "ThrottlingException", { message: "slow" });
    case "boom":
      return failed(500, "InternalFailure", { message: "boom" });
    case "weird":
      return { status: 400, body: { Message: "weird" } };
    case "loop":
      return { body: { Things: [{ Id: "a" }], NextToken: "same" } };
    case "empty":
      return { body: {} };
    default: {
      const size = Number(query.maxResults ?? 2);
      const from = Number((query.nextToken ?? "p0").slice(1));
      const total = kind === "one" ? 1 : 7;
      const items = Array.from({ length: Math.max(0, Math.min(total, from + size) - from) }, (_, k) => ({
        Id: `${kind}${from + k}`,
        Count: from + k,
        Colors: ["RED", "BLUE"].slice(0, (from + k) % 3),
        Flag: (from + k) % 2 === 0,
        When: 1700000000.5 + from + k,
        Attrs: { k: `v${from + k}` },
      }));
      const next = from + size < total ? { NextToken: `p${from + size}` } : {};
      return { body: { Things: items, Total: items.length, Owner: "me", ...next } };
    }
  }
}

function job(id: string): Answer {
  switch (id) {
    case "done":
      return { body: { JobId: id, Status: "DONE", Steps: [{ State: "OK" }] } };
    case "fail":
      return { body: { JobId: id, Status: "FAILED", Steps: [] } };
    case "gone":
      return failed(404, "NotFoundException", { message: "gone" });
    case "err":
      return failed(400, "ValidationException", { message: "bad" });
    default:
      return { body: { JobId: id, Status: "RUNNING", Steps: [{ State: "OK" }, { State: "NO" }] } };
  }
}
