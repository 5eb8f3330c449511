/** The functions of endpoint rules against the official ones. */
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import * as ours from "../../templates/runtime/endpoint/endpoints.ts";

const load = async (path: string): Promise<Record<string, never>> =>
  (await import(/* @vite-ignore */ new URL(`../../node_modules/${path}`, import.meta.url).href)) as never;

const core = "@smithy/core/dist-cjs/submodules/endpoints/index.js";
const official = (await load(core)) as unknown as {
  readonly customEndpointFunctions: Readonly<Record<string, Readonly<Record<string, (...args: never[]) => unknown>>>>;
  readonly isValidHostLabel: (value: string, sub?: boolean) => boolean;
};
// The AWS functions register themselves beside the standard ones.
await import("@aws-sdk/client-amplifybackend");
const aws = official.customEndpointFunctions.aws as Readonly<Record<string, (...args: unknown[]) => unknown>>;

const unset = (value: unknown): unknown => value ?? undefined;

describe("partition", () => {
  const attributes = [
    "name",
    "dnsSuffix",
    "dualStackDnsSuffix",
    "implicitGlobalRegion",
    "supportsFIPS",
    "supportsDualStack",
  ];
  const theirs = (region: string): unknown => {
    const found = aws.partition?.(region) as Record<string, unknown>;
    return Object.fromEntries(attributes.map((name) => [name, found[name]]));
  };

  const known = (region: string): unknown => {
    const found = ours.partition(region);
    return { ...found, implicitGlobalRegion: ours.implicitGlobalRegion(found) };
  };

  it("is the official one for every region of the official list", async () => {
    const list = "@aws-sdk/core/dist-es/submodules/client/util-endpoints/lib/aws/partitions.js";
    const { readFileSync } = await import("node:fs");
    const source = readFileSync(new URL(`../../node_modules/${list}`, import.meta.url), "utf8");
    const regions = [...source.matchAll(/^ {16}"([\w-]+)": \{/gm)].map(([, region]) => region as string);
    expect(regions.length).toBeGreaterThan(50);
    for (const region of regions) expect(known(region), region).toEqual(theirs(region));
  });

  it("is the official one for regions that nobody has heard of", () => {
    const start = fc.constantFrom(
      "us",
      "eu",
      "cn",
      "us-gov",
      "us-iso",
      "us-isob",
      "eu-isoe",
      "us-isof",
      "eusc-de",
      "xx",
      "mx",
    );
    const region = fc.tuple(start, fc.stringMatching(/^[a-z]{1,6}$/), fc.nat(20)).map((parts) => parts.join("-"));
    fc.assert(
      fc.property(fc.oneof(region, fc.string()), (name) => {
        expect(known(name)).toEqual(theirs(name));
      }),
    );
  });
});

describe("text functions", () => {
  const label = fc.oneof(fc.string(), fc.stringMatching(/^[A-Za-z0-9.-]{0,66}$/), fc.ipV4());

  it("isValidHostLabel", () => {
    fc.assert(
      fc.property(label, fc.boolean(), (value, sub) => {
        expect(ours.isValidHostLabel(value, sub)).toBe(official.isValidHostLabel(value, sub));
      }),
    );
  });

  it("isVirtualHostableS3Bucket", () => {
    fc.assert(
      fc.property(label, fc.boolean(), (value, sub) => {
        expect(ours.isVirtualHostableS3Bucket(value, sub)).toBe(aws.isVirtualHostableS3Bucket?.(value, sub));
      }),
    );
  });

  it("parseArn", () => {
    const arn = fc
      .array(fc.stringMatching(/^[a-z0-9/]{0,5}$/), { maxLength: 9 })
      .map((parts) => ["arn", ...parts].join(":"));
    fc.assert(
      fc.property(fc.oneof(arn, fc.string()), (value) => {
        expect(ours.parseArn(value)).toEqual(unset(aws.parseArn?.(value)));
      }),
    );
  });

  it("substring counts from either end, and only in ASCII text that is long enough", () => {
    expect(ours.substring("abcdef", 0, 2, false)).toBe("ab");
    expect(ours.substring("abcdef", 0, 2, true)).toBe("ef");
    expect(ours.substring("abcdef", 1, 4, true)).toBe("cde");
    expect(ours.substring("ab", 0, 3, false)).toBeUndefined();
    expect(ours.substring("abc", 2, 2, false)).toBeUndefined();
    expect(ours.substring("äbc", 0, 1, false)).toBeUndefined();
    expect(ours.substring(undefined, 0, 1, false)).toBeUndefined();
  });

  it("uriEncode leaves the unreserved alone", () => {
    expect(ours.uriEncode("aZ09-._~ !*'()/:é")).toBe("aZ09-._~%20%21%2A%27%28%29%2F%3A%C3%A9");
  });

  it("split keeps what is over in the last part", () => {
    expect(ours.split("a--b--c", "--", 0)).toEqual(["a", "b", "c"]);
    expect(ours.split("a--b--c", "--", 2)).toEqual(["a", "b--c"]);
    expect(ours.split("a", "--", 1)).toEqual(["a"]);
    expect(ours.split("", "--", 0)).toEqual([""]);
  });
});

describe("parseURL", () => {
  it.each([
    ["https://example.com", { scheme: "https", authority: "example.com", path: "/", normalizedPath: "/", isIp: false }],
    [
      "http://example.com:80/foo",
      { scheme: "http", authority: "example.com:80", path: "/foo", normalizedPath: "/foo/", isIp: false },
    ],
    [
      "https://127.0.0.1:8443",
      { scheme: "https", authority: "127.0.0.1:8443", path: "/", normalizedPath: "/", isIp: true },
    ],
    ["https://[fe80::1]", { scheme: "https", authority: "[fe80::1]", path: "/", normalizedPath: "/", isIp: true }],
    [
      "https://example.com:443",
      { scheme: "https", authority: "example.com:443", path: "/", normalizedPath: "/", isIp: false },
    ],
    ["https://example.com?a=b", undefined],
    ["ftp://example.com", undefined],
    ["example.com", undefined],
    ["", undefined],
    [undefined, undefined],
  ])("%s", (value, expected) => {
    const error = vi.spyOn(console, "error").mockReturnValue();
    expect(ours.parseURL(value)).toEqual(expected);
    expect(error).not.toHaveBeenCalled();
  });
});
