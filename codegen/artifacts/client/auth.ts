/**
 * The auth schemes of a service in its generated client: which parts of the runtime carry them out, what the definition says of
 * them, and which keys the configuration has for who is calling. Which schemes an operation has is `model/auth.ts`'s
 * business.
 */
import {
  API_KEY,
  authOf,
  BASIC,
  BEARER,
  schemeFacts,
  schemesOf,
  signsForRegions,
  signsWithCredentials,
} from "../../model/auth.ts";
import { endpointKeys } from "../../model/endpoint-parameters.ts";
import type { Model, ShapeId } from "../../model/types.ts";
import type { Plan } from "../../plan/plan.ts";
import type { TsFile } from "../../ts/file.ts";
import { raw } from "../../ts/literal.ts";
import { type RuntimeEntry, runtime, runtimeModule, runtimeType } from "../../ts/runtime.ts";
import { asksRegion } from "./setup.ts";

/** The parts of the runtime that carry out a scheme: the function, and the keys that it brings along. */
const UNITS: Readonly<
  Record<ShapeId, { readonly entry: RuntimeEntry; readonly name: string; readonly config: string }>
> = {
  [BEARER]: { entry: "authBearer", name: "bearerAuth", config: "BearerAuthConfig" },
  [API_KEY]: { entry: "authApiKey", name: "apiKeyAuth", config: "ApiKeyAuthConfig" },
  [BASIC]: { entry: "authBasic", name: "basicAuth", config: "BasicAuthConfig" },
};

/** SigV4 for every call that is authenticated: the client's own code does that. */
function isPlain({ service, operations }: Model): boolean {
  const lists = operations.map((one) => authOf(one, service));
  return lists.every((list) => list.length === 0 || (list.length === 1 && list[0] === "aws.auth#sigv4"));
}

/** The definition's `auth`, `operationAuth`, `authentication` and `sigv4a`. */
export function authFacts(plan: Plan, file: TsFile): object {
  const { model } = plan;
  const { service, operations } = model;
  const schemes = schemesOf(model);
  const differing = operations
    .map((one) => [one.name, authOf(one, service)] as const)
    .filter(([, list]) => list.join() !== schemes.join());
  const units = schemes.flatMap((id) => (UNITS[id] === undefined ? [] : [UNITS[id]]));
  return {
    auth: schemes.map((id) => schemeFacts(id, service, plan.environmentName)),
    ...(differing.length === 0 ? {} : { operationAuth: Object.fromEntries(differing) }),
    ...(isPlain(model)
      ? {}
      : {
          authentication: raw(
            `/* @__PURE__ */ ${file.use(runtime("auth", "authentication"))}(${units.map((one) => file.use(runtime(one.entry, one.name))).join(", ")})`,
          ),
        }),
    ...(signsForRegions(service) ? { sigv4a: raw(file.use(runtime("authSigv4a", "sigv4a"))) } : {}),
  };
}

/** The keys that only some services have, and where their values are looked for when the caller does not say them. */
export function configKeys(model: Model): Readonly<Record<string, object>> {
  const own = endpointKeys(model).map(({ key, documentation: _, ...rest }) => [key, rest] as const);
  const regions = {
    type: "string[]",
    environment: "AWS_SIGV4A_SIGNING_REGION_SET",
    file: "sigv4a_signing_region_set",
  };
  return {
    ...Object.fromEntries(own),
    ...(signsForRegions(model.service) ? { sigv4aSigningRegionSet: regions } : {}),
  };
}

/** What the configuration's type extends: the common keys without those that this service has no use for, and its schemes'. */
export function configBases(plan: Plan, file: TsFile): readonly string[] {
  const { model } = plan;
  const common = file.use(runtimeType("client", "ServiceClientConfig"));
  const left = [
    ...(signsWithCredentials(model.service) ? [] : [file.use(runtimeType("client", "SigningKey"))]),
    ...(asksRegion(model.service) ? [] : [file.use(runtimeType("client", "RegionKey"))]),
  ];
  return [
    left.length === 0 ? common : `Omit<${common}, ${left.join(" | ")}>`,
    ...schemesOf(model).flatMap((id) => {
      const unit = UNITS[id];
      return unit === undefined ? [] : [file.use(runtimeType(unit.entry, unit.config))];
    }),
    ...(signsForRegions(model.service) ? [file.use(runtimeType("authSigv4a", "Sigv4aConfig"))] : []),
  ];
}

/** The entries of the runtime that the schemes and the service's own keys stand in. */
export function authEntries(model: Model): readonly string[] {
  const entries: readonly RuntimeEntry[] = [
    ...(Object.keys(configKeys(model)).length === 0 ? [] : (["serviceKeys"] as const)),
    ...(isPlain(model) ? [] : (["auth"] as const)),
    ...schemesOf(model).flatMap((id) => (UNITS[id] === undefined ? [] : [UNITS[id].entry])),
    ...(signsForRegions(model.service) ? (["authSigv4a"] as const) : []),
  ];
  return entries.map((one) => runtimeModule(one).replace(/^\.\/runtime\/|\.js$/g, ""));
}
