/**
 * Any valid model gives a client whose calls go through: each operation takes the inputs that its model allows, sends one
 * request to its host and path, and reads an answer of nothing. What stands in the messages is held against the official
 * protocols elsewhere.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { Operation, Shape } from "../../codegen/model/types.ts";
import type { Plan } from "../../codegen/plan/plan.ts";
import { evaluatePackage } from "../support/evaluate.ts";
import { loadSound } from "../support/model.ts";
import { randomModels } from "../support/random-model.ts";
import { full, minimal } from "../support/values.ts";

const work = mkdtempSync(join(tmpdir(), "swage-calls-"));
afterAll(() => rmSync(work, { recursive: true, force: true }));
beforeEach(() => {
  vi.spyOn(crypto, "randomUUID").mockReturnValue("00000000-0000-4000-8000-000000000000");
});

interface Sent {
  readonly method: string;
  readonly hostname: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}
interface Client {
  send(command: object): Promise<object>;
}
type Made = Record<string, new (given: object) => object>;

/** A client of the package that keeps what it sends, and is answered with nothing. */
function clientOf(made: Made, plan: Plan, sent: Sent[]): Client {
  return new (made[plan.ref("client", plan.model.service.id).name] as Made[string])({
    region: "us-east-1",
    endpoint: "https://example.com",
    credentials: { accessKeyId: "a", secretAccessKey: "s" },
    token: { token: "t" },
    apiKey: { apiKey: "k" },
    basicAuth: { username: "u", password: "p" },
    maxAttempts: 1,
    validate: { input: "off" },
    requestHandler: {
      handle: async (request: Sent) => {
        sent.push({ ...request, body: await gathered(request.body) });
        return { response: { statusCode: 200, headers: {}, body: new Uint8Array() } };
      },
    },
  }) as Client;
}

/** A body with its chunks in one. */
async function gathered(body: unknown): Promise<unknown> {
  if (typeof body !== "object" || body === null || body instanceof Uint8Array) return body;
  const chunks: Uint8Array[] = [];
  for await (const chunk of body as AsyncIterable<Uint8Array>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** With each event of a stream once, and no label empty. */
function inputOf(plan: Plan, operation: Operation, make: typeof full): Record<string, unknown> {
  if (operation.input === undefined) return {};
  const given = make(plan.model, operation.input) as Record<string, unknown>;
  for (const member of membersOf(plan.shape(operation.input))) {
    const shape = plan.shape(member.target);
    if (shape.kind === "union" && "smithy.api#streaming" in shape.traits) {
      const events = shape.members.map((one) => ({ [one.name]: make(plan.model, one.target) }));
      given[member.name] = (async function* () {
        yield* events;
      })();
    }
    if (member.name === "Host") given[member.name] = "host";
  }
  return given;
}

/** What is wrong with what was sent. */
function faultsOf(operation: Operation, { protocol }: Plan, sent: readonly Sent[]): readonly string[] {
  const [only, more] = sent;
  if (only === undefined || more !== undefined) return [`${sent.length} requests`];
  const { hostPrefix = "" } = (operation.traits["smithy.api#endpoint"] ?? {}) as { readonly hostPrefix?: string };
  const { uri = "" } = (operation.traits["smithy.api#http"] ?? {}) as { readonly uri?: string };
  const host = `${hostPrefix.replace("{Host}", "host")}example.com`;
  return [
    ...(only.hostname === host ? [] : [`went to ${only.hostname}`]),
    ...(!protocol.binds || only.path.startsWith(uri.replace(/[{?].*/, "")) ? [] : [`went to ${only.path}`]),
    ...(/\[object|function |undefined/.test(JSON.stringify([only.path, only.headers]))
      ? ["spells what is no text"]
      : []),
  ];
}

const membersOf = (shape: Shape) => (shape.kind === "structure" ? shape.members : []);

describe("any valid model", () => {
  it("gives a client that sends each operation", async () => {
    const models = fc.sample(randomModels, {
      numRuns: Number(process.env["N"] ?? 12),
      seed: Number(process.env["SEED"] ?? 3),
    });
    const failed: string[] = [];
    for (const [index, model] of models.entries()) {
      const path = join(work, `${index}.json`);
      writeFileSync(path, JSON.stringify(model));
      const { plan } = loadSound(path);
      const made = (await evaluatePackage(plan)) as Made;
      for (const operation of plan.model.operations)
        for (const make of [minimal, full]) {
          const sent: Sent[] = [];
          const about = `${index} ${plan.protocol.name} ${operation.name} ${make.name}`;
          const client = clientOf(made, plan, sent);
          const command = made[plan.ref("command", operation.id).name] as Made[string];
          try {
            await client.send(new command(inputOf(plan, operation, make)));
            failed.push(...faultsOf(operation, plan, sent).map((fault) => `${about}: ${fault}`));
          } catch (error) {
            failed.push(`${about}: ${error instanceof Error ? error.stack : error}`);
          }
        }
    }
    expect(failed).toEqual([]);
  });
});
