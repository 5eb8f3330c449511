/** A service of our own with the auth schemes that a test wants, its generated client, and what both roads of it send. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, expect, vi } from "vitest";
import { evaluatePackage } from "../support/evaluate.ts";
import { loadSound } from "../support/model.ts";
import { fixed, type Loopback, loopback } from "./client-fixture.ts";

const folder = mkdtempSync(join(tmpdir(), "swage-auth-"));
afterAll(() => rmSync(folder, { recursive: true }));
let server: Loopback | undefined;
afterEach(async () => {
  vi.unstubAllEnvs();
  await server?.close();
  server = undefined;
});

export type Traits = Readonly<Record<string, unknown>>;

/** A service of one's own, with these traits on it and on its only operation. */
export function modelFile(service: Traits, operation: Traits = {}): string {
  const file = join(folder, "model.json");
  const shapes = {
    "a#Pets": {
      type: "service",
      version: "1",
      operations: [{ target: "a#GetPet" }],
      traits: { "aws.protocols#awsJson1_0": {}, ...service },
    },
    "a#GetPet": {
      type: "operation",
      input: { target: "smithy.api#Unit" },
      output: { target: "smithy.api#Unit" },
      traits: operation,
    },
  };
  writeFileSync(file, JSON.stringify({ smithy: "2.0", shapes }));
  return file;
}

export interface Client {
  readonly config: Record<string, unknown>;
  readonly middlewareStack: { add(middleware: object, options: object): void; identify(): string[] };
  send(command: object): Promise<object>;
}
type Class = new (argument: object) => object;
export const packages = new Map<string, Record<string, unknown>>();

export async function makeClient(
  service: Traits,
  operation: Traits,
  config: object,
): Promise<() => { client: Client; command: object }> {
  const key = JSON.stringify([service, operation]);
  const made = packages.get(key) ?? (await evaluatePackage(loadSound(modelFile(service, operation)).plan));
  packages.set(key, made);
  server = await loopback({});
  const endpoint = server.url;
  return () => ({
    client: new (made["PetsClient"] as Class)({
      endpoint,
      ignoreConfiguredEndpointUrls: true,
      ...config,
    }) as Client,
    command: new (made["GetPetCommand"] as Class)({}),
  });
}

/** What arrives over the compiled path and over the middleware stack: the same. */
export async function sent(
  service: Traits,
  config: object = {},
  operation: Traits = {},
): Promise<{ url: string; headers: Record<string, unknown> }> {
  const make = await makeClient(service, operation, config);
  for (const road of ["compiled", "stack"]) {
    const { client, command } = make();
    if (road === "stack") client.middlewareStack.add((next: unknown) => next, { name: "nothing" });
    await client.send(command);
  }
  const [first, second] = (server as Loopback).sent;
  const plain = ({
    headers,
    url,
  }: {
    headers: object;
    url: string;
  }): { url: string; headers: Record<string, unknown> } => {
    const { "amz-sdk-invocation-id": _, "x-amz-date": __, ...rest } = headers as Record<string, unknown>;
    const authorization = String(rest["authorization"] ?? "").replace(/Signature=.*/, "");
    return { url, headers: authorization === "" ? rest : { ...rest, authorization } };
  };
  expect(plain(second as never)).toEqual(plain(first as never));
  return plain(first as never);
}

/** The requests that have come in since the last client was made. */
export const received = (): Loopback["sent"] => (server as Loopback).sent;

export const SIGV4 = { "aws.auth#sigv4": { name: "pets" } };
export const BEARER = { "smithy.api#httpBearerAuth": {} };
export const BASIC = { "smithy.api#httpBasicAuth": {} };
export const apiKey = (where: string, scheme?: string): Traits => ({
  "smithy.api#httpApiKeyAuth": { name: "X-Key", in: where, ...(scheme === undefined ? {} : { scheme }) },
});
export const order = (...ids: readonly string[]): Traits => ({ "smithy.api#auth": ids });
export const aws = { region: fixed.region, credentials: fixed.credentials };
