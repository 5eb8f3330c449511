/**
 * The endpoints of an AWS service whose model has no rules, as a rule set's trait value would say them: one for each region or,
 * for a partitional service, one for each partition, with the exceptions that its traits name. It knows nothing of reading or
 * compiling rules. Source: Smithy, "AWS declarative endpoint traits".
 */
import { nameOf } from "./shape-id.ts";
import type { Service, Traits } from "./types.ts";

const REGIONAL = "aws.endpoints#standardRegionalEndpoints";
const PARTITIONAL = "aws.endpoints#standardPartitionalEndpoints";
const DUAL_STACK_ONLY = "aws.endpoints#dualStackOnlyEndpoints";

/** An endpoint that does not follow the pattern: that with exactly these flags. */
interface SpecialCase {
  /** `{service}.{region}.{dnsSuffix}`. */
  readonly endpoint?: string;
  /** Of a partitional service: where the endpoint of the partition is. */
  readonly region?: string;
  readonly signingRegion?: string;
  readonly dualStack?: boolean;
  readonly fips?: boolean;
}
type SpecialCases = Readonly<Record<string, readonly SpecialCase[]>>;

/** Which of a place's four endpoints. */
interface Variant {
  readonly fips: boolean;
  readonly dualStack: boolean;
}
const VARIANTS: readonly Variant[] = [
  { fips: true, dualStack: true },
  { fips: true, dualStack: false },
  { fips: false, dualStack: true },
  { fips: false, dualStack: false },
];

/** `undefined` where the service is none of AWS's: its model says neither a prefix nor that its endpoints are standard. */
export function standardEndpoints(service: Service): unknown {
  const { traits, auth } = service;
  const endpointPrefix = prefixOf(service);
  if (endpointPrefix === undefined) return undefined;
  const dualStackOnly = DUAL_STACK_ONLY in traits;
  const places = new Places(endpointPrefix, auth.includes("aws.auth#sigv4"), dualStackOnly);
  const rules = PARTITIONAL in traits ? partitional(traits, places) : regional(traits, places);
  return {
    version: "1.0",
    parameters: parameters(dualStackOnly),
    rules: [
      {
        conditions: [{ fn: "isSet", argv: [{ ref: "Endpoint" }] }],
        rules: [
          fault([on("UseFIPS")], "Invalid Configuration: FIPS and custom endpoint are not supported"),
          ...(dualStackOnly
            ? []
            : [fault([on("UseDualStack")], "Invalid Configuration: Dualstack and custom endpoint are not supported")]),
          { conditions: [], endpoint: { url: { ref: "Endpoint" } }, type: "endpoint" },
        ],
        type: "tree",
      },
      {
        conditions: [
          { fn: "isSet", argv: [{ ref: "Region" }] },
          { fn: "aws.partition", argv: [{ ref: "Region" }], assign: "PartitionResult" },
        ],
        rules,
        type: "tree",
      },
      fault([], "Invalid Configuration: Missing Region"),
    ],
  };
}

/** Smithy's defaults of the prefix count where the endpoints are said to be standard: many own services have an `sdkId`. */
function prefixOf({ endpointPrefix, id, traits }: Service): string | undefined {
  const aws = traits["aws.api#service"] as { readonly arnNamespace?: string } | undefined;
  if (aws === undefined || endpointPrefix !== undefined) return aws === undefined ? undefined : endpointPrefix;
  if (![REGIONAL, PARTITIONAL, DUAL_STACK_ONLY].some((trait) => trait in traits)) return undefined;
  return aws.arnNamespace ?? nameOf(id).toLowerCase();
}

function regional(traits: Traits, places: Places): readonly object[] {
  const { partitionSpecialCases = {}, regionSpecialCases = {} } = (traits[REGIONAL] ?? {}) as {
    readonly partitionSpecialCases?: SpecialCases;
    readonly regionSpecialCases?: SpecialCases;
  };
  return [
    ...places.special({ ref: "Region" }, regionSpecialCases, (one) => ({ signingRegion: one.signingRegion })),
    ...places.special(PARTITION, partitionSpecialCases, () => ({})),
    ...places.usual("{service}.{region}.{dnsSuffix}", {}),
  ];
}

/** Signed for the region that the partition's endpoint is in, wherever the caller is. */
function partitional(traits: Traits, places: Places): readonly object[] {
  const { endpointPatternType, partitionEndpointSpecialCases = {} } = traits[PARTITIONAL] as {
    readonly endpointPatternType: string;
    readonly partitionEndpointSpecialCases?: SpecialCases;
  };
  const pattern =
    endpointPatternType === "service_region_dnsSuffix" ? "{service}.{region}.{dnsSuffix}" : "{service}.{dnsSuffix}";
  const global = "{PartitionResult#implicitGlobalRegion}";
  const place = (region: string): Place => ({ region, signingRegion: region });
  // A case that is no more than a region says where all of the partition's endpoints are.
  const moved = Object.entries(partitionEndpointSpecialCases).flatMap(([partition, cases]) => {
    const region = cases.find((one) => isPlain(one) && one.endpoint === undefined)?.region;
    return region === undefined ? [] : [places.tree([equals(PARTITION, partition)], pattern, place(region))];
  });
  return [
    ...places.special(PARTITION, partitionEndpointSpecialCases, ({ region = global }) => place(region), pattern),
    ...moved,
    ...places.usual(pattern, place(global)),
  ];
}

const isPlain = ({ fips = false, dualStack = false }: SpecialCase): boolean => !fips && !dualStack;

/** Where an endpoint is, and which region its requests are signed for, where that is not the caller's. */
interface Place {
  readonly region?: string | undefined;
  readonly signingRegion?: string | undefined;
}

const PARTITION = { fn: "getAttr", argv: [{ ref: "PartitionResult" }, "name"] };

class Places {
  readonly #service: string;
  readonly #signed: boolean;
  readonly #dualStackOnly: boolean;

  constructor(service: string, signed: boolean, dualStackOnly: boolean) {
    this.#service = service;
    this.#signed = signed;
    this.#dualStackOnly = dualStackOnly;
  }

  /** The exceptions of places that `by` tells. */
  special(by: object, cases: SpecialCases, placeOf: (one: SpecialCase) => Place, pattern?: string): readonly object[] {
    return Object.entries(cases).flatMap(([name, ofPlace]) =>
      ofPlace.flatMap((one) => {
        const { fips = false, dualStack = false } = one;
        const endpoint = one.endpoint ?? (isPlain(one) ? undefined : pattern);
        // A service of dual stack alone has no other endpoints to make exceptions of.
        if (endpoint === undefined || (this.#dualStackOnly && !dualStack)) return [];
        const variant = { fips, dualStack };
        const own = one.endpoint === undefined ? variant : undefined;
        return [this.#endpoint([equals(by, name), ...this.#flags(variant)], endpoint, placeOf(one), own)];
      }),
    );
  }

  /** The four endpoints that follow a pattern. */
  usual(pattern: string, place: Place): readonly object[] {
    const variants = VARIANTS.filter(({ dualStack }) => dualStack || !this.#dualStackOnly);
    const supported = {
      fn: "booleanEquals",
      argv: [{ fn: "getAttr", argv: [{ ref: "PartitionResult" }, "supportsDualStack"] }, true],
    };
    const all = (extra: readonly object[], ones: readonly Variant[]): readonly object[] =>
      ones.map((variant) => this.#endpoint([...this.#flags(variant, true), ...extra], pattern, place, variant));
    if (!this.#dualStackOnly) return all([], variants);
    const others = VARIANTS.filter(({ dualStack }) => !dualStack);
    return [...all([supported], variants), ...all([], others)];
  }

  tree(conditions: readonly object[], pattern: string, place: Place): object {
    return { conditions, rules: this.usual(pattern, place), type: "tree" };
  }

  /** What holds for a variant; after others that are more, what they left needs no saying. */
  #flags({ fips, dualStack }: Variant, last = false): readonly object[] {
    const said = (name: string, value: boolean): readonly object[] =>
      value ? [on(name)] : last ? [] : [{ fn: "not", argv: [on(name)] }];
    return [...said("UseFIPS", fips), ...(this.#dualStackOnly ? [] : said("UseDualStack", dualStack))];
  }

  /** @param variant what the pattern itself does not say: `-fips` and the suffix. */
  #endpoint(conditions: readonly object[], pattern: string, place: Place, variant?: Variant): object {
    const parts: Readonly<Record<string, string>> = {
      service: variant?.fips === true ? `${this.#service}-fips` : this.#service,
      region: place.region ?? "{Region}",
      dnsSuffix: variant?.dualStack === true ? "{PartitionResult#dualStackDnsSuffix}" : "{PartitionResult#dnsSuffix}",
      dualStackDnsSuffix: "{PartitionResult#dualStackDnsSuffix}",
    };
    const host = pattern.replaceAll(/\{(\w+)\}/g, (whole, name: string) => parts[name] ?? whole);
    const { signingRegion } = place;
    const properties =
      signingRegion === undefined || !this.#signed
        ? {}
        : { properties: { authSchemes: [{ name: "sigv4", signingRegion }] } };
    return { conditions, endpoint: { url: `https://${host}`, ...properties }, type: "endpoint" };
  }
}

const on = (ref: string): object => ({ fn: "booleanEquals", argv: [{ ref }, true] });
const equals = (value: object, text: string): object => ({ fn: "stringEquals", argv: [value, text] });
const fault = (conditions: readonly object[], error: string): object => ({ conditions, error, type: "error" });

function parameters(dualStackOnly: boolean): object {
  const flag = (builtIn: string, documentation: string): object => ({
    builtIn,
    required: true,
    default: false,
    documentation,
    type: "boolean",
  });
  return {
    Region: { builtIn: "AWS::Region", required: false, documentation: "Where the service runs.", type: "string" },
    ...(dualStackOnly
      ? {}
      : { UseDualStack: flag("AWS::UseDualStack", "Use the endpoint that answers over IPv4 and IPv6.") }),
    UseFIPS: flag("AWS::UseFIPS", "Use the endpoint with FIPS-validated cryptography."),
    Endpoint: {
      builtIn: "SDK::Endpoint",
      required: false,
      documentation: "Where requests go instead of the service's own address.",
      type: "string",
    },
  };
}
