/** What the table of customised services makes of a model: its reading, its packages, what is said where a step is missing. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { type Loaded, load } from "../../codegen/generate.ts";
import { optionsOf } from "../../codegen/options.ts";
import { CUSTOMISED } from "../../codegen/plan/customised.ts";
import type { Placement, Step } from "../../codegen/plan/customised-entry.ts";

const target = (name: string): object => ({ target: name.includes("#") ? name : `smithy.api#${name}` });

/** A service of that name with one operation, `Do`, at `/{Bucket}/do`. */
function serviceOf(sdkId: string, operation = "Do"): Loaded {
  const folder = mkdtempSync(join(tmpdir(), "swage-customise-"));
  const label = { "smithy.api#httpLabel": {}, "smithy.api#required": {} };
  const model = {
    smithy: "2.0",
    shapes: {
      "a#Service": {
        type: "service",
        version: "1",
        operations: [{ target: `a#${operation}` }],
        traits: {
          "aws.api#service": { sdkId },
          "aws.auth#sigv4": { name: "x" },
          "aws.protocols#restJson1": {},
        },
      },
      [`a#${operation}`]: {
        type: "operation",
        input: { target: "a#Input" },
        output: { target: "a#Output" },
        traits: {
          "smithy.api#http": { method: "GET", uri: "/{Bucket}/do?x", code: 200 },
          "smithy.api#endpoint": { hostPrefix: "data." },
        },
      },
      "a#Input": {
        type: "structure",
        members: {
          Bucket: { ...target("String"), traits: label },
          SSECustomerKey: { ...target("String"), traits: { "smithy.api#httpHeader": "x-key" } },
        },
      },
      "a#Output": {
        type: "structure",
        members: { Expires: { ...target("Timestamp"), traits: { "smithy.api#httpHeader": "Expires" } } },
      },
    },
  };
  const path = join(folder, "model.json");
  writeFileSync(path, JSON.stringify(model));
  const loaded = load({ input: path, options: optionsOf({}), swage: "0" });
  rmSync(folder, { recursive: true });
  return loaded;
}

it("is nothing to other services", () => {
  const { model, plan } = serviceOf("Pets");
  expect(plan?.customised).toBeUndefined();
  expect(plan?.package.dependencies).toEqual({});
  expect(model?.operations[0]?.http?.uri).toBe("/{Bucket}/do?x");
});

it("reads S3's model with the bucket in the host, and dates also as text", () => {
  const { model, plan } = serviceOf("S3");
  expect(model?.operations[0]?.http?.uri).toBe("/do?x");
  const output = model?.shapes["a#Output"];
  expect(output?.kind === "structure" && output.members.map((one) => [one.name, one.wire.name])).toEqual([
    ["Expires", "Expires"],
    ["ExpiresString", "ExpiresString"],
  ]);
  expect(plan?.customised?.operations["Do"]?.map((one) => one.name)).toEqual([
    "getThrow200ExceptionsPlugin",
    "getSsecPlugin",
    "getS3ExpiresMiddlewarePlugin",
  ]);
  expect(Object.keys(plan?.package.dependencies ?? {})).toEqual(["@aws-sdk/middleware-sdk-s3"]);
});

it("takes host prefixes out where the rules say them, and signatures where nobody can sign", () => {
  expect(serviceOf("S3 Control").model?.operations[0]?.traits["smithy.api#endpoint"]).toBeUndefined();
  const traits = serviceOf("STS", "AssumeRoleWithSAML").model?.operations[0]?.traits;
  expect(traits).toMatchObject({ "smithy.api#auth": [], "smithy.api#endpoint": { hostPrefix: "data." } });
});

it("says what is missing of a step", () => {
  const { diagnostics, plan } = serviceOf("Transcribe Streaming");
  expect(plan).toBeDefined();
  expect(diagnostics.all.filter(({ code }) => code === "SW2060")).toMatchObject([
    { severity: "warning", shape: "a#Service", message: expect.stringContaining("WebSocket") },
  ]);
});

it.each(Object.keys(CUSTOMISED))("%s: a plan with a reason, and versions of what it takes", (sdkId) => {
  const { plan, diagnostics } = serviceOf(sdkId);
  if (plan?.customised === undefined) throw new Error(JSON.stringify(diagnostics.all));
  expect(plan.customised.reason).toMatch(/\.$/);
  for (const version of Object.values(plan.package.dependencies)) expect(version).toMatch(/^\^3\.\d+\.\d+$/);
});

it("knows the eighteen services of the notes that have steps, and the token service", () => {
  expect(Object.keys(CUSTOMISED)).toHaveLength(19);
  expect(Object.keys(CUSTOMISED)).toContain("STS");
});

it.each(lateSteps())("%s stands where its package puts it", async (_, { name, from, late }) => {
  const placed: object[] = [];
  const module = (await import(/* @vite-ignore */ from.replace(/^npm:/, ""))) as Record<
    string,
    (config: object) => Plugin
  >;
  module[name]?.({}).applyToStack({
    // By its step, or beside another: a package that says both means the one that it calls.
    add: (_middleware: unknown, { name, tags, step }: Placement) => placed.push({ name, tags, step }),
    addRelativeTo: (_middleware: unknown, { name, tags, relation, toMiddleware }: Placement) =>
      placed.push({ name, tags, relation, toMiddleware }),
  });
  expect(placed).toEqual(late);
});

interface Plugin {
  applyToStack(stack: object): void;
}

function lateSteps(): readonly (readonly [string, Step])[] {
  const all = Object.values(CUSTOMISED).flatMap((entry) => [
    ...(entry.client ?? []),
    ...(entry.operations ?? []).map(({ step }) => step),
  ]);
  const late = all.filter((one) => one.late !== undefined);
  return [...new Map(late.map((one) => [one.name, one]))];
}
