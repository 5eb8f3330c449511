/**
 * Where each parameter of a service's endpoint rules gets its value: the client's configuration, the operation's input, or
 * the model itself. It knows the official client's names for the keys; it prints nothing. Source: Smithy, "Endpoint rules
 * engine", parameter traits; AWS endpoint built-ins.
 */
import { type ContextPath, type PathFault, readContextPath } from "./context-path.ts";
import { rulesOf } from "./service-rules.ts";
import type { Model, Operation } from "./types.ts";

export type ParameterSource =
  | { readonly type: "builtInParams" | "clientContextParams" | "contextParams"; readonly name: string }
  | { readonly type: "staticContextParams"; readonly value: unknown }
  | { readonly type: "operationContextParams"; readonly path: ContextPath };

export type ParameterSources = Readonly<Record<string, ParameterSource>>;

/** A key of the client's configuration that the endpoint depends on, beside those that every client has. */
export interface EndpointKey {
  readonly key: string;
  readonly type: "boolean" | "string" | "string[]";
  readonly documentation: string;
  readonly environment?: string;
  /** In the shared files. */
  readonly file?: string;
  readonly default?: unknown;
  /** The values that there are. */
  readonly values?: readonly string[];
}

type Known = Partial<EndpointKey> & { readonly key: string };

const EXPRESS: Known = {
  key: "disableS3ExpressSessionAuth",
  environment: "AWS_S3_DISABLE_EXPRESS_SESSION_AUTH",
  file: "s3_disable_express_session_auth",
};
const ARN_REGION: Known = { key: "useArnRegion", environment: "AWS_S3_USE_ARN_REGION", file: "s3_use_arn_region" };

/** What the official client calls a built-in, and where it looks for it. */
export const BUILT_INS: Readonly<Record<string, Known>> = {
  "AWS::Region": { key: "region" },
  "AWS::UseFIPS": { key: "useFipsEndpoint" },
  "AWS::UseDualStack": { key: "useDualstackEndpoint" },
  "SDK::Endpoint": { key: "endpoint" },
  "AWS::Auth::AccountId": { key: "accountId" },
  "AWS::Auth::CredentialScope": { key: "credentialScope" },
  "AWS::Auth::AccountIdEndpointMode": {
    key: "accountIdEndpointMode",
    documentation: "Whether requests go to an endpoint of the caller's account, where the service has such.",
    environment: "AWS_ACCOUNT_ID_ENDPOINT_MODE",
    file: "account_id_endpoint_mode",
    default: "preferred",
    values: ["disabled", "preferred", "required"],
  },
  "AWS::S3::ForcePathStyle": { key: "forcePathStyle", default: false },
  "AWS::S3::Accelerate": { key: "useAccelerateEndpoint", default: false },
  "AWS::S3::UseGlobalEndpoint": { key: "useGlobalEndpoint", default: false },
  "AWS::S3::DisableMultiRegionAccessPoints": { key: "disableMultiregionAccessPoints", default: false },
  "AWS::S3::UseArnRegion": ARN_REGION,
  "AWS::S3::DisableS3ExpressSessionAuth": EXPRESS,
  "AWS::S3Control::UseArnRegion": ARN_REGION,
  "AWS::STS::UseGlobalEndpoint": { key: "useGlobalEndpoint", default: false },
};

const lowerFirst = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);

/** A context parameter of the client's that the official client reads like a built-in. */
const CONTEXT: Readonly<Record<string, Known>> = { DisableS3ExpressSessionAuth: EXPRESS };

/** What every client has a key for, or takes from the credentials. */
const COMMON: ReadonlySet<string> = new Set([
  "region",
  "useFipsEndpoint",
  "useDualstackEndpoint",
  "endpoint",
  "accountId",
  "credentialScope",
]);

interface ContextParam {
  readonly type: string;
  readonly documentation?: string;
}

const TYPES: Readonly<Record<string, EndpointKey["type"]>> = { boolean: "boolean", stringarray: "string[]" };
const typeOf = (said: string): EndpointKey["type"] => TYPES[said.toLowerCase()] ?? "string";

interface Row {
  readonly parameter: string;
  readonly source: "builtInParams" | "clientContextParams";
  readonly key: EndpointKey;
}

/** The rules' parameters that the configuration gives, those of the client's own first. */
function rowsOf({ service }: Model): readonly Row[] {
  const declared = (service.traits["smithy.rules#clientContextParams"] ?? {}) as Readonly<Record<string, ContextParam>>;
  const rules = rulesOf(service).parameters;
  const builtIns = new Map(rules.flatMap((one) => (one.builtIn === undefined ? [] : [[one.name, one.builtIn]])));
  const known = (parameter: string): Known =>
    BUILT_INS[builtIns.get(parameter) ?? ""] ?? CONTEXT[parameter] ?? { key: lowerFirst(parameter) };
  const own = Object.entries(declared).map(([parameter, { type, documentation = "" }]): Row => {
    const key = { type: typeOf(type), documentation, ...known(parameter) };
    return {
      parameter,
      source: "clientContextParams",
      key: { ...key, documentation: documentation || key.documentation },
    };
  });
  const others = rules
    .filter((one) => one.builtIn !== undefined && declared[one.name] === undefined)
    .map((one): Row => {
      const type = one.type === "strings" ? "string[]" : one.type;
      return {
        parameter: one.name,
        source: "builtInParams",
        key: { type, documentation: one.documentation, ...known(one.name) },
      };
    });
  return [...own, ...others];
}

/** The keys of the client's configuration that only some services have. */
export function endpointKeys(model: Model): readonly EndpointKey[] {
  return rowsOf(model).flatMap(({ key }) => (COMMON.has(key.key) ? [] : [key]));
}

/** What every operation's endpoint depends on. */
export function commonSources(model: Model): ParameterSources {
  return Object.fromEntries(
    rowsOf(model).map(({ parameter, source, key }) => [parameter, { type: source, name: key.key }]),
  );
}

/** What nearly every service's endpoint depends on, and the runtime knows without being told. */
export const STANDARD_PARAMETERS: ReadonlySet<string> = new Set(["Region", "UseFIPS", "UseDualStack", "Endpoint"]);

const standard = new WeakMap<Model, boolean>();

/** Whether the configuration that every client has says all: nothing has to be printed then. Every operation asks. */
export function isStandard(model: Model): boolean {
  const known =
    standard.get(model) ??
    (Object.keys(commonSources(model)).every((one) => STANDARD_PARAMETERS.has(one)) &&
      model.operations.every((one) => Object.keys(operationSources(one, model).sources).length === 0));
  standard.set(model, known);
  return known;
}

export interface SourceFault extends PathFault {
  /** From the operation inwards. */
  readonly steps: readonly string[];
}

/** What one operation adds: values of the model's own, members of its input, and paths into it. */
export function operationSources(
  operation: Operation,
  model: Model,
): { readonly sources: ParameterSources; readonly faults: readonly SourceFault[] } {
  const sources: Record<string, ParameterSource> = {};
  const faults: SourceFault[] = [];
  const traits = <T>(name: string): readonly (readonly [string, T])[] =>
    Object.entries((operation.traits[`smithy.rules#${name}`] ?? {}) as Readonly<Record<string, T>>);
  for (const [name, { value }] of traits<{ readonly value: unknown }>("staticContextParams"))
    sources[name] = { type: "staticContextParams", value };
  const input = operation.input === undefined ? undefined : model.shapes[operation.input];
  for (const member of input?.kind === "structure" ? input.members : []) {
    const trait = member.traits["smithy.rules#contextParam"] as { readonly name: string } | undefined;
    if (trait !== undefined) sources[trait.name] = { type: "contextParams", name: member.name };
  }
  for (const [name, { path }] of traits<{ readonly path: string }>("operationContextParams")) {
    const read = readContextPath(path, operation.input, model);
    if ("path" in read) sources[name] = { type: "operationContextParams", path: read.path };
    else faults.push({ ...read.fault, steps: ["traits", "smithy.rules#operationContextParams", name, "path"] });
  }
  return { sources, faults };
}
