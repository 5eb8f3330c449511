/**
 * The twelve generated clients beside the official ones of the model's age: for each operation the same request, signature
 * included, for the least input, for every member at every level and for random ones. Where they may differ says `skew.ts`.
 */
import fc from "fast-check";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import type { Model, Operation, ShapeId } from "../../codegen/model/types.ts";
import { loadSound } from "../support/model.ts";
import { FIXED_UUID, type Outcome, type Pair, pairOf } from "../support/official-pair.ts";
import { describeWithShared } from "../support/shared-folder.ts";
import { generateTwelve, modelOf, TWELVE } from "../support/twelve.ts";
import { arbitrary, full, minimal } from "../support/values.ts";
import { fitting, SETTINGS } from "./official-settings.ts";
import { SKEW } from "./skew.ts";

const RANDOM = 6;

function inputsOf(model: Model, id: ShapeId | undefined): readonly unknown[] {
  if (id === undefined) return [{}];
  const random = fc.sample(arbitrary(model, id), { numRuns: RANDOM, seed: 20260102 });
  return [minimal(model, id), full(model, id), ...random].map((one, turn) => fitting(one, turn));
}

/** What may be compared of an outcome: the request, or that there was none. */
const requests = ({ sent, error }: Outcome): object =>
  sent.length > 0 ? { sent } : { refused: error?.message ?? "nothing was sent" };

beforeAll(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-01-02T03:04:05Z") });
  vi.spyOn(globalThis.crypto, "randomUUID").mockReturnValue(FIXED_UUID);
  vi.spyOn(console, "warn").mockImplementation(() => undefined);
});
afterAll(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describeWithShared("requests as the official clients send them", () => {
  beforeAll(() => generateTwelve());

  it.each(TWELVE)("%s", async (name) => {
    const { model, plan } = loadSound(modelOf(name));
    const [both, theirs] = SETTINGS[name]?.() ?? [{}, {}];
    const pair = await pairOf(name, plan.serviceName, both, theirs);
    const skew = SKEW[name]?.requests ?? {};
    const different: string[] = [];
    for (const operation of model.operations) {
      const found = await firstDifference(operation, model, pair);
      if (found !== undefined && skew[operation.name] === undefined) different.push(`${operation.name}: ${found}`);
      if (found === undefined && skew[operation.name] !== undefined)
        different.push(`${operation.name}: no longer differs`);
    }
    expect(different).toEqual([]);
  });
});

async function firstDifference(operation: Operation, model: Model, pair: Pair): Promise<string | undefined> {
  let compared = 0;
  for (const input of inputsOf(model, operation.input)) {
    const { our, their } = await pair.both(
      operation.name,
      () => structuredClone(input),
      () => ({}),
    );
    const [ours, theirs] = [requests(our), requests(their)];
    compared += our.sent.length;
    if (JSON.stringify(ours) === JSON.stringify(theirs)) continue;
    if ("refused" in ours && "refused" in theirs) continue;
    return `${JSON.stringify(input)}\n  ours   ${around(ours, theirs)}\n  theirs ${around(theirs, ours)}`;
  }
  return compared > 0 ? undefined : "nothing was ever sent";
}

/** Where the first text begins to be another than the second, but for what is a sum of all the rest. */
function around(one: object, other: object): string {
  const [text, beside] = [one, other].map((each) =>
    JSON.stringify(each)
      .replaceAll(/Signature=\w+/g, "")
      .replaceAll(/"(?:x-amz-content-sha256|content-length)":"\w+",/g, ""),
  ) as [string, string];
  let at = 0;
  while (at < text.length && text[at] === beside[at]) at += 1;
  return `…${text.slice(Math.max(0, at - 60), at + 200)}`;
}
