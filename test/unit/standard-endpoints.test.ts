/** The endpoints of AWS services without rules: regional, partitional, of dual stack alone, with exceptions of each kind. */
import { describe, expect, it } from "vitest";
import { checkTrait } from "../../codegen/model/traits.ts";
import { endpointsFile, outcomeOf, type Parameters, resolverOf } from "../support/endpoint-outcome.ts";

const AWS = {
  "aws.api#service": { sdkId: "Pets", endpointPrefix: "pets" },
  "aws.auth#sigv4": { name: "pets" },
};
const REGIONAL = "aws.endpoints#standardRegionalEndpoints";
const PARTITIONAL = "aws.endpoints#standardPartitionalEndpoints";
const DUAL_STACK_ONLY = "aws.endpoints#dualStackOnlyEndpoints";

/** The addresses in a region: plain, FIPS, dual stack, both. */
async function addresses(traits: object): Promise<(Region: string) => readonly string[]> {
  const resolve = await resolverOf({ ...AWS, ...traits });
  return (Region) =>
    [{}, { UseFIPS: true }, { UseDualStack: true }, { UseFIPS: true, UseDualStack: true }].map((flags) => {
      const outcome = outcomeOf(resolve, { Region, ...flags });
      return "url" in outcome ? outcome.url.replace("https://", "") : outcome.error;
    });
}

async function signedFor(traits: object, parameters: Parameters): Promise<unknown> {
  const outcome = outcomeOf(await resolverOf({ ...AWS, ...traits }), parameters);
  return "properties" in outcome ? outcome.properties : outcome;
}

describe("regional", () => {
  it("as without the trait", async () => {
    const [said, silent] = [await addresses({ [REGIONAL]: {} }), await addresses({})];
    for (const region of ["us-east-1", "cn-north-1"]) expect(said(region)).toEqual(silent(region));
    expect(said("cn-north-1")).toEqual([
      "pets.cn-north-1.amazonaws.com.cn",
      "pets-fips.cn-north-1.amazonaws.com.cn",
      "pets.cn-north-1.api.amazonwebservices.com.cn",
      "pets-fips.cn-north-1.api.amazonwebservices.com.cn",
    ]);
  });

  it("with exceptions of a partition", async () => {
    const govCloud = [
      { endpoint: "{service}.{region}.{dnsSuffix}", fips: true },
      { endpoint: "own.{dualStackDnsSuffix}", fips: true, dualStack: true },
    ];
    const of = await addresses({ [REGIONAL]: { partitionSpecialCases: { "aws-us-gov": govCloud } } });
    expect(of("us-gov-east-1")).toEqual([
      "pets.us-gov-east-1.amazonaws.com",
      "pets.us-gov-east-1.amazonaws.com",
      "pets.us-gov-east-1.api.aws",
      "own.api.aws",
    ]);
    expect(of("us-east-1")[1]).toBe("pets-fips.us-east-1.amazonaws.com");
  });

  it("with exceptions of a region, signed for another", async () => {
    const regionSpecialCases = { "us-east-1": [{ endpoint: "{service}.{dnsSuffix}", signingRegion: "us-west-2" }] };
    const trait = { [REGIONAL]: { regionSpecialCases } };
    const of = await addresses(trait);
    expect(of("us-east-1").slice(0, 2)).toEqual(["pets.amazonaws.com", "pets-fips.us-east-1.amazonaws.com"]);
    expect(await signedFor(trait, { Region: "us-east-1" })).toEqual({
      authSchemes: [{ name: "sigv4", signingRegion: "us-west-2" }],
    });
    expect(await signedFor(trait, { Region: "us-east-2" })).toEqual({});
  });

  it("of dual stack alone, where the partition has it", async () => {
    const of = await addresses({ [REGIONAL]: {}, [DUAL_STACK_ONLY]: {} });
    const wanted = ["pets.us-east-1.api.aws", "pets-fips.us-east-1.api.aws"];
    expect(of("us-east-1")).toEqual([...wanted, ...wanted]);
    const text = endpointsFile({ ...AWS, [REGIONAL]: {}, [DUAL_STACK_ONLY]: {} });
    expect(JSON.stringify(text.statements)).not.toContain("UseDualStack");
  });
});

describe("partitional", () => {
  it("one endpoint a partition, signed for where it is", async () => {
    const trait = { [PARTITIONAL]: { endpointPatternType: "service_dnsSuffix" } };
    const of = await addresses(trait);
    expect(of("eu-central-1")).toEqual([
      "pets.amazonaws.com",
      "pets-fips.amazonaws.com",
      "pets.api.aws",
      "pets-fips.api.aws",
    ]);
    expect(of("cn-north-1")[0]).toBe("pets.amazonaws.com.cn");
    expect(await signedFor(trait, { Region: "eu-central-1", UseFIPS: true })).toEqual({
      authSchemes: [{ name: "sigv4", signingRegion: "us-east-1" }],
    });
  });

  it("with the region in it, and exceptions", async () => {
    const partitionEndpointSpecialCases = {
      aws: [{ endpoint: "pets.global.amazonaws.com" }, { fips: true, region: "us-west-2" }],
      "aws-cn": [{ region: "cn-north-1" }],
    };
    const trait = {
      [PARTITIONAL]: { endpointPatternType: "service_region_dnsSuffix", partitionEndpointSpecialCases },
    };
    const of = await addresses(trait);
    expect(of("eu-central-1")).toEqual([
      "pets.global.amazonaws.com",
      "pets-fips.us-west-2.amazonaws.com",
      "pets.us-east-1.api.aws",
      "pets-fips.us-east-1.api.aws",
    ]);
    expect(of("cn-northwest-1").slice(0, 2)).toEqual([
      "pets.cn-north-1.amazonaws.com.cn",
      "pets-fips.cn-north-1.amazonaws.com.cn",
    ]);
    expect(await signedFor(trait, { Region: "cn-northwest-1" })).toEqual({
      authSchemes: [{ name: "sigv4", signingRegion: "cn-north-1" }],
    });
    expect(await signedFor(trait, { Region: "eu-central-1", UseFIPS: true })).toEqual({
      authSchemes: [{ name: "sigv4", signingRegion: "us-west-2" }],
    });
  });
});

it("a configured endpoint wins, and a region is needed without one", async () => {
  const resolve = await resolverOf({ ...AWS, [PARTITIONAL]: { endpointPatternType: "service_dnsSuffix" } });
  expect(outcomeOf(resolve, { Endpoint: "https://localhost", Region: "us-east-1" })).toMatchObject({
    url: "https://localhost",
  });
  expect(outcomeOf(resolve, {})).toEqual({ error: "Invalid Configuration: Missing Region" });
});

it("the prefix is Smithy's default where the endpoints are said to be standard, and asked for elsewhere", async () => {
  const own = { "aws.api#service": { sdkId: "Pets" } };
  const said = await resolverOf({ ...own, [REGIONAL]: {} });
  expect(said({ Region: "us-east-1" }).url).toBe("https://service.us-east-1.amazonaws.com");
  const named = await resolverOf({ "aws.api#service": { sdkId: "Pets", arnNamespace: "zoo" }, [REGIONAL]: {} });
  expect(named({ Region: "us-east-1" }).url).toBe("https://zoo.us-east-1.amazonaws.com");
  expect(outcomeOf(await resolverOf(own), { Region: "us-east-1" })).toEqual({
    error: "The service has no endpoint of its own: give the client an `endpoint`.",
  });
});

it("a template knows four names", () => {
  const at = (endpoint: string) => checkTrait(REGIONAL, { partitionSpecialCases: { aws: [{ endpoint }] } });
  expect(at("{service}.{region}.{dnsSuffix}")).toEqual([]);
  expect(at("{service}.{zone}")).toHaveLength(1);
  expect(at("https://x")).toHaveLength(1);
  expect(checkTrait(PARTITIONAL, {}).map((one) => one.message)).toEqual(["`endpointPatternType` is missing."]);
});

it("the usual rules are the runtime's, however they came about; with an exception they are the service's own", async () => {
  const usual = (traits: object): boolean =>
    endpointsFile({ ...AWS, ...traits }).imports.some(({ name }) => name === "usualEndpoint");
  expect(usual({})).toBe(true);
  expect(usual({ [REGIONAL]: {} })).toBe(true);
  const regionSpecialCases = { "us-east-1": [{ endpoint: "{service}.{dnsSuffix}" }] };
  expect(usual({ [REGIONAL]: { regionSpecialCases } })).toBe(false);
  expect(usual({ [DUAL_STACK_ONLY]: {} })).toBe(false);
  const resolve = await resolverOf(AWS);
  const both = { Endpoint: "https://localhost", UseFIPS: true, UseDualStack: true };
  expect(outcomeOf(resolve, both)).toEqual({
    error: "Invalid Configuration: FIPS and custom endpoint are not supported",
  });
});
