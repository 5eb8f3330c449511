/**
 * The twelve generated clients beside the official ones: from the same answers the same outputs and the same errors. Answers
 * are made of each operation's own output shape: random values, written by the protocol as if they went out.
 */

import fc from "fast-check";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import type { Model, Operation, ShapeId } from "../../codegen/model/types.ts";
import type { Plan } from "../../codegen/plan/plan.ts";
import { everyPart } from "../../templates/runtime/protocols/http-bindings.ts";
import { awsJson1_0, awsJson1_1 } from "../../templates/runtime/protocols/json.ts";
import type { Protocol, ProtocolFacts } from "../../templates/runtime/protocols/protocol.ts";
import { restJson1 } from "../../templates/runtime/protocols/rest-json.ts";
import { restXml } from "../../templates/runtime/protocols/rest-xml.ts";
import { xmlDocumentWriter } from "../../templates/runtime/protocols/xml-writer.ts";
import type { OperationSchema } from "../../templates/runtime/schema/schema.ts";
import { loadSound } from "../support/model.ts";
import { type Canned, FIXED_UUID, type Outcome, type Pair, pairOf } from "../support/official-pair.ts";
import { describeWithShared } from "../support/shared-folder.ts";
import { generateTwelve, modelOf, TWELVE } from "../support/twelve.ts";
import { arbitrary, full, minimal } from "../support/values.ts";
import { fitting, SETTINGS } from "./official-settings.ts";
import { SKEW } from "./skew.ts";

const RANDOM = 6;

beforeAll(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-01-02T03:04:05Z") });
  vi.spyOn(globalThis.crypto, "randomUUID").mockReturnValue(FIXED_UUID);
  for (const method of ["warn", "error", "log"] as const) vi.spyOn(console, method).mockImplementation(() => undefined);
});
afterAll(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** How the answers of a service are written. Query protocols answer in XML. */
const WRITERS: Readonly<Record<string, Protocol>> = { awsJson1_0, awsJson1_1, restJson1, restXml };

/** The answer that carries a value of a shape. */
type Writer = (operation: Operation, schema: OperationSchema, value: unknown) => Canned;

function writerOf(plan: Plan): Writer {
  const { settings = {}, name } = plan.protocol;
  const facts: ProtocolFacts = {
    namespace: "ns",
    serviceName: plan.model.service.name,
    apiVersion: plan.model.service.version,
    settings,
    parts: everyPart,
    errorSchema: () => undefined,
  };
  const protocol = WRITERS[name];
  return (operation, [, namespace, , traits, , output], value) => {
    if (protocol === undefined) {
      const target = operation.output === undefined ? undefined : plan.shape(operation.output).name;
      const text = target === undefined ? "" : xmlDocumentWriter(output, undefined)(value as never);
      const inner = text.replace(/^<\?xml[^>]*>/, "").replace(/^<(\S+?)(?=[\s/>])/, `<${operation.name}Result`);
      const result = inner.replace(/<\/[^<>]+>$/, `</${operation.name}Result>`);
      const body =
        name === "ec2Query"
          ? result.replaceAll(`${operation.name}Result`, `${operation.name}Response`)
          : `<${operation.name}Response>${result}<ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></${operation.name}Response>`;
      return { headers: { "content-type": "text/xml" }, body };
    }
    const http =
      typeof traits === "number" ? undefined : (traits["http"] as readonly [string, string, number] | undefined);
    const turned: OperationSchema = [9, namespace, "Answer", { http: ["POST", "/", 200] }, output, output];
    const { headers, body } = protocol.operation(turned, facts).serialize(value as never);
    return { statusCode: http?.[2] ?? 200, headers, ...(body === undefined ? {} : { body }) };
  };
}

/** Structures whose answers are frames of an event stream are another suite's. */
const streamsEvents = (model: Model, id: ShapeId | undefined): boolean => {
  const shape = id === undefined ? undefined : model.shapes[id];
  if (shape?.kind !== "structure") return false;
  return shape.members.some(({ target, traits }) => {
    const kind = model.shapes[target];
    return kind?.kind === "union" && ("smithy.api#streaming" in kind.traits || "smithy.api#streaming" in traits);
  });
};

function valuesOf(model: Model, id: ShapeId | undefined): readonly unknown[] {
  if (id === undefined) return [{}];
  const random = fc.sample(arbitrary(model, id), { numRuns: RANDOM, seed: 20260103 });
  return [minimal(model, id), full(model, id), ...random].map((one, turn) => fitting(one, turn));
}

/** An outcome in comparable form: streams read, bytes and decimals by their content, errors by what a caller can see. */
async function visible({ value, error }: Outcome): Promise<unknown> {
  if (error === undefined) return plain(value);
  const { name, message, $fault, $metadata } = error;
  return { error: { name, message: message.split("\n")[0], $fault, $metadata: await plain($metadata) } };
}

interface Stream {
  transformToByteArray(): Promise<Uint8Array>;
}

/** What a stream gives, or how it ends where its checksum is another. */
const streamed = (stream: Stream): Promise<object> =>
  stream.transformToByteArray().then(
    (bytes) => ({ stream: Buffer.from(bytes).toString("hex") }),
    // Which of the two sums is called the expected one differs even between the official client's own texts.
    ({ message }: Error) => ({ broken: message.split(":")[0] }),
  );

async function plain(value: unknown): Promise<unknown> {
  if (typeof value !== "object" || value === null) return Number.isNaN(value) ? "NaN" : value;
  if (value instanceof String) return { json: String(value) };
  if (value instanceof Uint8Array) return { bytes: Buffer.from(value).toString("hex") };
  if (value instanceof Date) return { date: value.getTime() };
  if ("transformToByteArray" in value) return streamed(value as Stream);
  if (Array.isArray(value)) return Promise.all(value.map(plain));
  const entries = Object.entries(value).filter(([, one]) => one !== undefined);
  return Object.fromEntries(
    await Promise.all(
      entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(async ([key, one]) => [key, await plain(one)] as const),
    ),
  );
}

describeWithShared("outputs as the official clients read them", () => {
  beforeAll(() => generateTwelve());

  it.each(TWELVE)("%s", async (name) => {
    const { model, plan } = loadSound(modelOf(name));
    const [both, theirs] = SETTINGS[name]?.() ?? [{}, {}];
    const pair = await pairOf(name, plan.serviceName, both, theirs);
    const write = writerOf(plan);
    const skew = SKEW[name]?.outputs ?? {};
    const different: string[] = [];
    for (const operation of model.operations) {
      if (streamsEvents(model, operation.output)) continue;
      const found = await firstDifference(operation, model, pair, write);
      if (found !== undefined && skew[operation.name] === undefined) different.push(`${operation.name}: ${found}`);
      if (found === undefined && skew[operation.name] !== undefined)
        different.push(`${operation.name}: no longer differs`);
    }
    expect(different).toEqual([]);
  });
});

async function firstDifference(
  operation: Operation,
  model: Model,
  pair: Pair,
  write: Writer,
): Promise<string | undefined> {
  const schema = pair.ours[`${operation.name}$`] as OperationSchema;
  const input = (): unknown =>
    operation.input === undefined ? {} : fitting(structuredClone(minimal(model, operation.input)), 0);
  for (const value of valuesOf(model, operation.output)) {
    const answer = write(operation, schema, value);
    const { our, their } = await pair.both(operation.name, input, () => answer);
    const [ours, theirs] = [JSON.stringify(await visible(our)), JSON.stringify(await visible(their))];
    if (ours === theirs) continue;
    let at = 0;
    while (at < ours.length && ours[at] === theirs[at]) at += 1;
    const from = Math.max(0, at - 60);
    const body = String(answer.body ?? "").slice(0, 400);
    return `${body} ${JSON.stringify(answer.headers)}\n  ours   …${ours.slice(from, at + 160)}\n  theirs …${theirs.slice(from, at + 160)}`;
  }
  return undefined;
}
