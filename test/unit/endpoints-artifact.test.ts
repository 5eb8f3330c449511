/** Compiled endpoint rules: every test case that real models carry for their rules, and the regions of the specification. */
import { isDeepStrictEqual } from "node:util";
import { expect, it } from "vitest";
import { endpoints } from "../../codegen/artifacts/endpoints/index.ts";
import { Diagnostics } from "../../codegen/diagnostics.ts";
import { buildModel } from "../../codegen/load/build.ts";
import { readSmithy } from "../../codegen/load/smithy.ts";
import type { Model } from "../../codegen/model/types.ts";
import { optionsOf } from "../../codegen/options.ts";
import { planOf } from "../../codegen/plan/plan.ts";
import { TsFile } from "../../codegen/ts/file.ts";
import { printTs } from "../../codegen/ts/print.ts";
import { evaluate } from "../support/evaluate.ts";
import { describeWithShared, readShared } from "../support/shared-folder.ts";
import { modelText } from "./amplifybackend-model.ts";

interface Endpoint {
  readonly url: string;
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, readonly string[]>>;
}
type Resolve = (params: Readonly<Record<string, unknown>>) => Endpoint;
interface TestCase {
  readonly documentation?: string;
  readonly params?: Readonly<Record<string, unknown>>;
  readonly expect: { readonly endpoint?: Endpoint; readonly error?: string };
}

function modelOf(text: string): Model {
  const diagnostics = new Diagnostics();
  const model = buildModel(readSmithy([{ file: "model.json", json: JSON.parse(text) }], diagnostics), diagnostics);
  if (model === undefined) throw new Error(JSON.stringify(diagnostics.all));
  return model;
}

/** The file as emitted; the protocol is one that swage speaks, since it has no part in this. */
function fileOf(model: Model): TsFile {
  const service = { ...model.service, protocols: ["aws.protocols#restJson1" as const] };
  const diagnostics = new Diagnostics();
  const place = () => ({ file: "model.json" });
  const plan = planOf(
    {
      model: { ...model, service, operations: [] },
      options: optionsOf({}),
      declarations: endpoints.declare(model),
      swage: "0.0.0",
      place,
    },
    diagnostics,
  );
  const [file] = plan === undefined ? [] : [...endpoints.emit(plan)];
  if (!(file instanceof TsFile)) throw new Error(JSON.stringify(diagnostics.all));
  return file;
}

const resolverOf = async (model: Model): Promise<Resolve> =>
  (await evaluate(fileOf(model)))["resolveEndpoint"] as Resolve;

/** What a call gives, as the test cases write it. */
function outcome(resolve: Resolve, params: Readonly<Record<string, unknown>>): TestCase["expect"] {
  try {
    const { url, properties = {}, headers = {} } = resolve(params);
    return { endpoint: { url: addressOf(url), properties, headers } };
  } catch (error) {
    if (!(error instanceof Error) || !("code" in error) || error.code !== "EndpointResolutionError") throw error;
    return { error: error.message };
  }
}

const expected = ({ endpoint, error }: TestCase["expect"]): TestCase["expect"] =>
  endpoint === undefined
    ? { error: error ?? "" }
    : { endpoint: { properties: {}, headers: {}, ...endpoint, url: addressOf(endpoint.url) } };

/** A slash at the end says nothing: an operation's path is put behind it. */
const addressOf = (url: string): string => new URL(url).href.replace(/\/$/, "");

/** The isolated partitions have dual stack by now (see the regions below); the models' cases are older than that. */
const isOutdated = ({ params, expect: { error } }: TestCase): boolean =>
  /^(us|eu)-iso[a-z]?-/.test(String(params?.["Region"])) &&
  /partition does not support (DualStack|one or both)/.test(error ?? "");

const MODELS: Readonly<Record<string, number>> = {
  amplifybackend: 41,
  amplifyuibuilder: 41,
  "api-gateway": 47,
  cloudwatch: 53,
  "cloudwatch-logs": 53,
  "cognito-identity-provider": 61,
  dynamodb: 367,
  iam: 32,
  kinesis: 162,
  kms: 72,
  lambda: 75,
  "lex-runtime-v2": 35,
  location: 25,
  "route-53": 34,
  s3: 310,
  "secrets-manager": 53,
  sns: 53,
  sqs: 52,
  ssm: 53,
  sts: 73,
};

describeWithShared("endpoint tests of real models", () => {
  for (const [name, count] of Object.entries(MODELS)) {
    it(`${name}: ${count} cases`, async () => {
      const model = modelOf(readShared(`models/smithy/${name}.json`));
      const resolve = await resolverOf(model);
      const { testCases } = model.service.traits["smithy.rules#endpointTests"] as { testCases: readonly TestCase[] };
      expect(testCases).toHaveLength(count);
      const wrong = testCases.flatMap((one) => {
        const found = outcome(resolve, one.params ?? {});
        const wanted = isOutdated(one) ? found.endpoint !== undefined : isDeepStrictEqual(found, expected(one.expect));
        return wanted ? [] : [{ ...one, found }];
      });
      expect(wrong).toEqual([]);
    });
  }
});

describeWithShared("the size of compiled rules", () => {
  it("stays below that of the rule set", () => {
    const model = modelOf(readShared("models/smithy/s3.json"));
    const rules = JSON.stringify(model.service.traits["smithy.rules#endpointRuleSet"]);
    expect(printTs(fileOf(model)).length).toBeLessThan(rules.length);
  });
});

//  region            default                                            FIPS    dual stack
const REGIONS: readonly (readonly [string, string, string])[] = [
  ["us-east-1", "amazonaws.com", "api.aws"],
  ["cn-north-1", "amazonaws.com.cn", "api.amazonwebservices.com.cn"],
  ["us-gov-west-1", "amazonaws.com", "api.aws"],
  ["us-iso-east-1", "c2s.ic.gov", "api.aws.ic.gov"],
  ["xx-foo-9", "amazonaws.com", "api.aws"],
];

it.each(REGIONS)("AmplifyBackend in %s", async (Region, suffix, dualStackSuffix) => {
  const resolve = await resolverOf(modelOf(modelText));
  const url = (UseFIPS: boolean, UseDualStack: boolean): string => resolve({ Region, UseFIPS, UseDualStack }).url;
  expect(url(false, false)).toBe(`https://amplifybackend.${Region}.${suffix}`);
  expect(url(true, false)).toBe(`https://amplifybackend-fips.${Region}.${suffix}`);
  expect(url(false, true)).toBe(`https://amplifybackend.${Region}.${dualStackSuffix}`);
  expect(url(true, true)).toBe(`https://amplifybackend-fips.${Region}.${dualStackSuffix}`);
});

it("takes a configured endpoint as it is, without FIPS and dual stack", async () => {
  const resolve = await resolverOf(modelOf(modelText));
  const Endpoint = "http://localhost:4566/path";
  expect(resolve({ Region: "us-east-1", Endpoint }).url).toBe(Endpoint);
  expect(outcome(resolve, { Endpoint, UseFIPS: true }).error).toMatch(/FIPS/);
  expect(outcome(resolve, { Endpoint, UseDualStack: true }).error).toMatch(/Dualstack/i);
  expect(outcome(resolve, {}).error).toMatch(/Region/);
});

/** The model without its rules and `more` of its service's traits. */
const without = (model: Model, ...more: readonly string[]): Model => {
  const { "smithy.rules#endpointRuleSet": _, ...traits } = model.service.traits;
  const kept = Object.entries(traits).filter(([id]) => !more.includes(id));
  return { ...model, service: { ...model.service, traits: Object.fromEntries(kept) } };
};

it("finds the regional endpoint of an AWS service that has no rules", async () => {
  const model = modelOf(modelText);
  const [own, standard] = [await resolverOf(model), await resolverOf(without(model))];
  for (const [Region] of REGIONS)
    for (const UseFIPS of [false, true])
      for (const UseDualStack of [false, true])
        for (const Endpoint of [undefined, "https://example.com"]) {
          const params = { Region, UseFIPS, UseDualStack, Endpoint };
          expect(outcome(standard, params), JSON.stringify(params)).toEqual(outcome(own, params));
        }
  expect(outcome(standard, {})).toEqual(outcome(own, {}));
});

it("asks for an endpoint where a service that is none of AWS's has no rules", async () => {
  const resolve = await resolverOf(without(modelOf(modelText), "aws.api#service"));
  expect(resolve({ Endpoint: "https://example.com" }).url).toBe("https://example.com");
  expect(outcome(resolve, { Region: "us-east-1" }).error).toMatch(/`endpoint`/);
});

it("knows every function of the rules engine", async () => {
  const text = (name: string, required = false): object => ({ type: "String", required, documentation: name });
  const call = (fn: string, ...argv: readonly unknown[]): object => ({ fn, argv });
  const ref = (name: string): object => ({ ref: name });
  const parts = { ...call("split", ref("Path"), "--", 3), assign: "parts" };
  const rules = {
    version: "1.1",
    parameters: {
      Path: text("Path", true),
      Zone: text("Zone"),
      Tail: text("Tail"),
      Big: { type: "Boolean", documentation: "" },
    },
    rules: [
      {
        conditions: [
          parts,
          { ...call("getAttr", ref("parts"), "[0]"), assign: "first" },
          { ...call("getAttr", ref("parts"), "[-1]"), assign: "last" },
          { ...call("coalesce", ref("Zone"), ref("Tail"), "none"), assign: "zone" },
          { ...call("ite", call("coalesce", ref("Big"), false), "big", "small"), assign: "size" },
          { ...call("substring", ref("Path"), 0, 2, false), assign: "start" },
          { ...call("uriEncode", ref("zone")), assign: "encoded" },
          call("isValidHostLabel", ref("first"), false),
        ],
        endpoint: { url: "https://{first}.{last}.{size}.example.com/{start}/{encoded}" },
        type: "endpoint",
      },
      { conditions: [], error: "none of these", type: "error" },
    ],
  };
  const model = modelOf(modelText);
  const traits = { ...model.service.traits, "smithy.rules#endpointRuleSet": rules };
  const resolve = await resolverOf({ ...model, service: { ...model.service, traits } });
  expect(resolve({ Path: "ab--cd", Tail: "x y", Big: true }).url).toBe("https://ab.cd.big.example.com/ab/x%20y");
  expect(resolve({ Path: "ab--cd--ef--gh", Zone: "z" }).url).toBe("https://ab.ef--gh.small.example.com/ab/z");
  expect(resolve({ Path: "ab" }).url).toBe("https://ab.ab.small.example.com/ab/none");
  expect(outcome(resolve, { Path: "-a--b" })).toEqual({ error: "none of these" });
});
