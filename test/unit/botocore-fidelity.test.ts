/**
 * The same service in both forms gives the same Model, but for what is listed here with a reason: what botocore leaves out,
 * what it knows and Smithy cannot say, and where one of the two files is older than the other. A reason that nothing needs
 * any more fails.
 */
import { describe, expect, it } from "vitest";
import type { Member, Model } from "../../codegen/model/types.ts";
import { loadSound } from "../support/model.ts";
import { describeWithShared, sharedPath } from "../support/shared-folder.ts";

interface Reason {
  readonly because: string;
  readonly paths: RegExp;
}

/** True of every service. */
const ALWAYS: readonly Reason[] = [
  {
    because: "traits without use for a client, which botocore does not have",
    paths: /traits\.aws\.(api|iam|cloudformation)/,
  },
  { because: "defaults, which official clients do not fill in, are not in botocore", paths: /(\.default|#default)\b/ },
  { because: "what a default does to presence goes with it", paths: /\.write$/ },
  { because: "clientOptional says nothing that a client acts on", paths: /clientOptional/ },
];

const SERVICES: Readonly<Record<string, { readonly botocore: string; readonly reasons: readonly Reason[] }>> = {
  amplifybackend: {
    botocore: "amplifybackend/2020-08-11",
    reasons: [
      { because: "botocore states what is inferred otherwise", paths: /^op\.ListBackendJobs\.pagination\.origin$/ },
    ],
  },
  sqs: {
    botocore: "sqs/2012-11-05",
    reasons: [
      { because: "names of the query protocol that the service no longer speaks", paths: /#xml(Name|Flattened)/ },
      {
        because: "botocore's newer file leaves codes and statuses of errors to the wire",
        paths: /awsQueryError|httpError|error\.status$/,
      },
    ],
  },
};

/** Documentation and examples are words, and are written by others; endpoint rules are compared on their own. */
const WORDS = new Set([
  "documentation",
  "title",
  "examples",
  "digest",
  "docId",
  "smithy.api#documentation",
  "smithy.api#title",
  "smithy.api#input",
  "smithy.api#output",
  "smithy.api#examples",
  "smithy.api#paginated",
  "swage#paginated",
  "smithy.rules#endpointRuleSet",
  "smithy.rules#endpointTests",
  "smithy.test#smokeTests",
]);

/** Every path at which two values differ; lists of things with names are compared by name, errors as a set. */
function differences(one: unknown, other: unknown, path: string): readonly string[] {
  if (Object.is(one, other)) return [];
  const left = keyed(one, path);
  const right = keyed(other, path);
  if (left === undefined || right === undefined) return [path];
  const keys = [...new Set([...Object.keys(left), ...Object.keys(right)])].filter((key) => !WORDS.has(key));
  return keys.flatMap((key) => differences(left[key], right[key], `${path}.${key}`));
}

function keyed(value: unknown, path: string): Readonly<Record<string, unknown>> | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  if (!Array.isArray(value)) return value as Readonly<Record<string, unknown>>;
  if (path.endsWith(".errors")) return Object.fromEntries(value.map((id) => [String(id), true]));
  const names = value.map((one: { readonly name?: string } | null) => one?.name);
  const named = value.length > 0 && names.every((name) => typeof name === "string");
  return Object.fromEntries(value.map((one, index) => [named ? names[index] : index, one]));
}

const facts = ({ service, operations, shapes }: Model): object => ({ service, op: operations, shape: shapes });

describeWithShared("a service in both forms", () => {
  describe.each(Object.entries(SERVICES))("%s", (name, { botocore, reasons }) => {
    const smithy = loadSound(sharedPath(`models/smithy/${name}.json`)).model;
    const other = loadSound(sharedPath(`models/botocore/${botocore}`)).model;
    const found = differences(facts(smithy), facts(other), "").map((path) => path.replace(/^\./, ""));

    it("differs nowhere without a reason", () => {
      const known = [...ALWAYS, ...reasons];
      expect(found.filter((path) => !known.some(({ paths }) => paths.test(path)))).toEqual([]);
    });

    it("has an answer for every path that is asked for", () => {
      expect(smithy.operations.map((one) => one.name)).toEqual(other.operations.map((one) => one.name));
      expect(Object.keys(other.shapes)).toEqual(Object.keys(smithy.shapes));
    });

    it("needs each of its reasons", () => {
      expect(reasons.filter(({ paths }) => !found.some((path) => paths.test(path))).map((one) => one.because)).toEqual(
        [],
      );
    });
  });

  /** botocore's S3 is a year newer, so that only what both have can be compared, and of it the wire. */
  describe("s3", () => {
    const smithy = loadSound(sharedPath("models/smithy/s3.json")).model;
    const other = loadSound(sharedPath("models/botocore/s3/2006-03-01")).model;
    const theirs = new Map(other.operations.map((one) => [one.name, one]));

    it("has every operation, with the same request line but for the id that tells equal paths apart", () => {
      for (const { name, http } of smithy.operations) {
        const found = theirs.get(name)?.http;
        expect(found?.method, name).toBe(http?.method);
        expect(found?.uri, name).toBe(http?.uri.replace(/[?&]x-id=\w+$/, ""));
        expect(found?.code, name).toBe(http?.code);
      }
    });

    it("puts every member of an input in the same place under the same name", () => {
      for (const { name, input } of smithy.operations) {
        const ours = input === undefined ? undefined : smithy.shapes[input];
        const same = input === undefined ? undefined : other.shapes[input];
        if (ours?.kind !== "structure") continue;
        if (same?.kind !== "structure") throw new Error(`${name} has no input`);
        for (const member of ours.members) {
          const found = same.members.find((one) => one.name === member.name);
          expect(found?.wire, `${input}$${member.name}`).toEqual(member.wire);
          expect(found?.required, `${input}$${member.name}`).toBe(member.required);
          // A payload is called after its shape unless it says otherwise.
          const rootOf = (one: Member | undefined): unknown =>
            one?.traits["smithy.api#xmlName"] ?? smithy.shapes[member.target]?.name;
          if (member.wire.location === "payload") expect(rootOf(found), `${input}$${member.name}`).toBe(rootOf(member));
        }
      }
    });

    it("writes every structure inside of a body alike", () => {
      let compared = 0;
      for (const [id, ours] of Object.entries(smithy.shapes)) {
        const same = other.shapes[id as keyof Model["shapes"]];
        if ((ours.kind !== "structure" && ours.kind !== "union") || same === undefined || !("members" in same))
          continue;
        for (const member of ours.members) {
          const found = same.members.find((one) => one.name === member.name);
          if (found === undefined || member.wire.location !== "body") continue;
          // Elements that are called like their member need no name.
          const nameOf = (one: typeof found): unknown => one.traits["smithy.api#xmlName"] ?? one.name;
          expect(nameOf(found), `${id}$${member.name}`).toBe(nameOf(member));
          for (const trait of ["xmlFlattened", "xmlAttribute", "xmlNamespace"])
            expect(found.traits[`smithy.api#${trait}`], `${id}$${member.name}`).toEqual(
              member.traits[`smithy.api#${trait}`],
            );
          compared += 1;
        }
      }
      expect(compared).toBeGreaterThan(350);
    });

    it("pages and waits for what the official client does, and for more", () => {
      for (const { name, pagination, waiters } of smithy.operations) {
        const found = theirs.get(name);
        if (pagination !== undefined) {
          expect(found?.pagination?.inputToken, name).toEqual(pagination.inputToken);
          expect(found?.pagination?.outputToken, name).toEqual(pagination.outputToken);
          expect(found?.pagination?.pageSize, name).toBe(pagination.pageSize);
        }
        expect(
          found?.waiters.map((one) => one.name),
          name,
        ).toEqual(waiters.map((one) => one.name));
      }
      expect(theirs.get("ListObjectVersions")?.pagination).toMatchObject({
        inputToken: ["KeyMarker", "VersionIdMarker"],
        outputToken: ["NextKeyMarker", "NextVersionIdMarker"],
        moreResults: "IsTruncated",
      });
    });
  });
});
