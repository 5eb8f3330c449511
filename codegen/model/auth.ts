/**
 * How operations are authenticated: the schemes that each may use, in order. It knows what Smithy and AWS say of schemes, and
 * nothing of the code that signs. Source: Smithy 2.0, authentication traits.
 */
import { ruleFacts, rulesOf } from "./service-rules.ts";
import type { Model, Operation, Service, ShapeId } from "./types.ts";

export const SIGV4: ShapeId = "aws.auth#sigv4";
const SIGV4A: ShapeId = "aws.auth#sigv4a";
export const BEARER: ShapeId = "smithy.api#httpBearerAuth";
export const API_KEY: ShapeId = "smithy.api#httpApiKeyAuth";
export const BASIC: ShapeId = "smithy.api#httpBasicAuth";
const NO_AUTH: ShapeId = "smithy.api#noAuth";

/** The schemes that clients can carry out; any other has to be brought by the caller. */
const BUILT_IN: ReadonlySet<ShapeId> = new Set([SIGV4, SIGV4A, BEARER, API_KEY, BASIC]);

/** The schemes of an operation in order; none: it goes out unsigned. `noAuth` behind others: it may, in front: it does. */
export function authOf({ traits }: Operation, service: Service): readonly ShapeId[] {
  const schemes = (traits["smithy.api#auth"] as readonly ShapeId[] | undefined) ?? service.auth;
  if (schemes[0] === NO_AUTH) return [];
  const optional = "smithy.api#optionalAuth" in traits && schemes.length > 0 && !schemes.includes(NO_AUTH);
  return optional ? [...schemes, NO_AUTH] : schemes;
}

/** Every scheme that the service or one of its operations names, in the service's order. */
export function schemesOf({ service, operations }: Model): readonly ShapeId[] {
  const named = operations.flatMap((one) => authOf(one, service));
  return [...new Set([...service.auth, ...named])].filter((one) => one !== NO_AUTH);
}

/** The schemes that swage has no signer for. */
export const unknownSchemes = (model: Model): readonly ShapeId[] =>
  schemesOf(model).filter((one) => !BUILT_IN.has(one));

/** Whether requests may be signed with AWS credentials. */
export const signsWithCredentials = ({ auth }: Service): boolean => auth.includes(SIGV4) || auth.includes(SIGV4A);

/** Whether requests may have to be signed with SigV4a: its model says so, or its endpoint rules do. */
export const signsForRegions = (service: Service): boolean =>
  service.auth.includes(SIGV4A) || ruleFacts(rulesOf(service)).authSchemes.has("sigv4a");

export const isAws = ({ traits }: Service): boolean => "aws.api#service" in traits;

/** What a scheme needs to know that its id does not say, for one service. `name` is how the environment calls the service. */
export interface SchemeFacts {
  readonly schemeId: ShapeId;
  /** SigV4: what requests are signed for. API key: the header or the parameter. */
  readonly name?: string;
  readonly in?: "header" | "query";
  readonly scheme?: string;
  /** Variables of the environment that hold the identity. */
  readonly environment?: readonly string[];
  /** The identity may come from single sign-on. */
  readonly singleSignOn?: boolean;
}

export function schemeFacts(schemeId: ShapeId, service: Service, name: string): SchemeFacts {
  const trait = (service.traits[schemeId] ?? {}) as Omit<SchemeFacts, "schemeId" | "environment">;
  switch (schemeId) {
    case SIGV4:
    case SIGV4A:
      return trait.name === undefined ? { schemeId } : { schemeId, name: trait.name };
    case BEARER:
      return isAws(service)
        ? {
            schemeId,
            environment: [`AWS_BEARER_TOKEN_${environmentName(service.signingName ?? name)}`],
            singleSignOn: true,
          }
        : { schemeId, environment: [`${name}_TOKEN`] };
    case API_KEY: {
      const { name: place = "", in: where = "header", scheme } = trait;
      return {
        schemeId,
        name: place,
        in: where,
        ...(scheme === undefined ? {} : { scheme }),
        environment: [`${name}_API_KEY`],
      };
    }
    case BASIC:
      return { schemeId, environment: [`${name}_USERNAME`, `${name}_PASSWORD`] };
    default:
      return { schemeId };
  }
}

/** Packages that are imported only when a call needs them. */
export const authPeers = (model: Model): readonly string[] => [
  ...(signsForRegions(model.service) ? ["@aws-sdk/signature-v4a"] : []),
  ...(schemesOf(model).includes(BEARER) && isAws(model.service) ? ["@aws-sdk/token-providers"] : []),
];

const environmentName = (name: string): string => name.replaceAll(/[\s-]/g, "_").toUpperCase();
