/** Browsers: requests over `fetch`, and what the platform module says there. */
import { afterEach, expect, test, vi } from "vitest";
import * as browser from "../../templates/runtime/client/platform.browser.ts";
import * as node from "../../templates/runtime/client/platform.ts";
import { FetchRequestHandler } from "../../templates/runtime/http/fetch-http.ts";
import type { HttpRequest } from "../../templates/runtime/http/http.ts";
import { fixed, loopback, Petstore } from "./client-fixture.ts";

afterEach(() => vi.restoreAllMocks());

const request = (url: string, more: Partial<HttpRequest> = {}): HttpRequest => {
  const { protocol, hostname, port } = new URL(url);
  return {
    method: "GET",
    protocol,
    hostname,
    port: Number(port),
    path: "/a%20b",
    query: { x: ["1", "2"], y: null },
    headers: { "x-a": "b" },
    ...more,
  };
};

test("both platforms have the same names", () => {
  expect(Object.keys(browser).sort()).toEqual(Object.keys(node).sort());
});

test("a whole call over fetch sends what it sends over Node", async () => {
  const server = await loopback({ body: '{"Pet":{"Id":"1"}}', headers: { etag: "e" } });
  const requestHandler = browser.createRequestHandler({});
  const client = new Petstore({ ...fixed, endpoint: server.url, requestHandler });
  expect(await client.createPet({ Name: "ü" })).toMatchObject({ Pet: { Id: "1" }, ETag: "e" });
  client.middlewareStack.add((next) => next, { name: "nothing" });
  expect(await client.getPet({ PetId: "1" })).toMatchObject({ Pet: { Id: "1" }, ETag: "e" });
  await server.close();
  expect(server.sent.map(({ method, url, headers }) => [method, url, headers.authorization !== undefined])).toEqual([
    ["POST", "/pets", true],
    ["GET", "/pets/1", true],
  ]);
  expect(JSON.parse(server.sent[0]?.body ?? "")).toMatchObject({ Name: "ü" });
});

test("query, headers, and a body only where one may be", async () => {
  const server = await loopback({ body: "ok" });
  const handler = new FetchRequestHandler();
  await handler.handle(request(server.url, { body: "no" }));
  const { response } = await handler.handle(request(server.url, { method: "PUT", body: "yes" }), { collect: true });
  await server.close();
  expect(server.sent.map(({ url, body }) => [url, body])).toEqual([
    ["/a%20b?x=1&x=2&y", ""],
    ["/a%20b?x=1&x=2&y", "yes"],
  ]);
  expect(server.sent[0]?.headers["x-a"]).toBe("b");
  expect(new TextDecoder().decode(response.body as Uint8Array)).toBe("ok");
});

test("time limits and aborts", async () => {
  const server = await loopback({ after: Number.POSITIVE_INFINITY });
  const handler = new FetchRequestHandler({ requestTimeout: 40 });
  await expect(handler.handle(request(server.url))).rejects.toMatchObject({
    name: "TimeoutError",
    code: "ReadTimeoutError",
  });
  const controller = new AbortController();
  setTimeout(() => controller.abort(), 20);
  await expect(
    handler.handle(request(server.url), { abortSignal: controller.signal, requestTimeout: 5000 }),
  ).rejects.toMatchObject({ name: "AbortError" });
  await expect(handler.handle(request(server.url), { abortSignal: AbortSignal.abort("why") })).rejects.toMatchObject({
    message: "why",
  });
  await server.close();
});

test("what a page may say about its requests", async () => {
  const spy = vi.spyOn(globalThis, "fetch").mockImplementation(async () => new Response("x"));
  const handler = new FetchRequestHandler({
    credentials: "include",
    cache: "no-store",
    keepAlive: true,
    requestInit: () => ({ mode: "cors" }),
  });
  handler.updateHttpClientConfig("cache", "reload");
  await handler.handle(request("http://h:1"));
  expect(spy.mock.calls[0]?.[1]).toMatchObject({
    credentials: "include",
    cache: "reload",
    keepalive: true,
    mode: "cors",
  });
});

test("a browser has no credentials, no files, no environment", async () => {
  const outside = browser.openSettings("x");
  await expect(outside.credentials(async () => "r")()).rejects.toMatchObject({ message: "Credential is missing" });
  expect([await outside.setting("x"), await outside.region(), await outside.endpoint("x")]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  expect(browser.env("PATH")).toBeUndefined();
  expect(browser.platformUserAgent(["api/x", "1"]).map(([name]) => name)).toEqual([
    expect.stringMatching(/^os\//),
    "lang/js",
    "md/browser",
    "api/x",
  ]);
  expect([
    browser.bodyLength("ü"),
    browser.bodyLength(new Uint8Array(3)),
    browser.bodyLength(new Blob(["ab"])),
    browser.bodyLength({}),
  ]).toEqual([2, 3, 2, undefined]);
});
