/**
 * Signatures: one SigV4 signer for each region and name, and the clock:
 * what answers say about the time corrects the next signature.
 */

import { schemeOf } from "../endpoint/endpoint.ts";
import type { HttpResponse } from "../http/http.ts";
import type { AuthContext, SchemeSigner } from "../service/auth-scheme.ts";
import { normalizeProvider } from "../service/provider.ts";
import type {
  RequestSigner,
  ServiceClientConfig,
  ServiceClientResolvedConfig,
  SigningScheme,
} from "../service/settings.ts";
import type { ClientState } from "../service/state.ts";
import { SigV4 } from "./sigv4.ts";

/** `config.signer`: the caller's, or ours for the endpoint's scheme. */
export function createSigner(
  config: ServiceClientResolvedConfig,
  state: ClientState,
  given: ServiceClientConfig["signer"],
): ServiceClientResolvedConfig["signer"] {
  if (given) return normalizeProvider(given as RequestSigner);
  return async (scheme: SigningScheme = {}) => {
    const { sha256, serviceId, signerConstructor = SigV4 } = config;
    const region = scheme.signingRegion ?? (config.signingRegion as string | undefined) ?? (await config.region());
    const service = scheme.signingName ?? (config.defaultSigningName as string | undefined) ?? serviceId;
    const uriEscapePath = scheme.disableDoubleEncoding !== true && config.signingEscapePath !== false;
    const settings = { credentials: () => config.credentials(), region, service, sha256, uriEscapePath };
    const { sigv4a } = state.service;
    if (sigv4a && scheme.name === "sigv4a") return sigv4a(config, scheme, settings);
    const key = `${region} ${service} ${uriEscapePath}`;
    let signer = state.signers.get(key);
    if (signer === undefined) {
      signer = new (signerConstructor as typeof SigV4)(settings) as RequestSigner;
      state.signers.set(key, signer);
    }
    return signer;
  };
}

/** An answer that took longer than this says nothing about the clock. Milliseconds. */
const STALE = 900_000;
/** Services refuse signatures that are further off than this. Milliseconds. */
const TOLERANCE = 240_000;

/** When an attempt was signed, for the correction of the clock afterwards. */
interface Signed {
  readonly sentAt: number;
  /** Undefined: the client does not follow the service's clock. */
  readonly offset: number | undefined;
}

/** An answer, or what is thrown where it is a refusal. */
interface Answer {
  readonly $response?: HttpResponse;
  readonly ServerTime?: unknown;
  readonly $metadata?: { clockSkewCorrected?: boolean };
}

/** What the call's endpoint says of a scheme of AWS. */
export function signingSchemeOf({ endpointV2 }: AuthContext, schemeId: string): SigningScheme | undefined {
  const name = schemeId.slice("aws.auth#".length);
  return schemeOf(endpointV2, name) ?? (name === "sigv4a" ? { name } : undefined);
}

/** Signs for a scheme of AWS by the client's own signer and clock. */
export function clockedSigner(config: ServiceClientResolvedConfig, schemeId: string): SchemeSigner {
  /** What the last answer said, and what that was: many of them come within a second. */
  let heard: string | undefined;
  let time: number;
  /**
   * Learns from an answer's `date` header how far this machine's clock is off; answers of caches (`age`) say nothing. An
   * error is marked as worth repeating when the clock was why.
   */
  const learn = ({ sentAt, offset }: Signed, { $response, ServerTime, $metadata }: Answer): void => {
    if (offset === undefined) return;
    const { age, date } = $response?.headers ?? {};
    const text = String(ServerTime ?? date);
    if (text !== heard) {
      heard = text;
      time = Date.parse(text);
    }
    const now = Date.now();
    if (age === undefined && now - sentAt <= STALE && !Number.isNaN(time)) config.systemClockOffset = time - now;
    const { systemClockOffset } = config;
    if ($metadata && Math.abs(systemClockOffset) >= TOLERANCE && systemClockOffset !== offset)
      $metadata.clockSkewCorrected = true;
  };

  return {
    async sign(request, _identity, properties) {
      const scheme = signingSchemeOf(properties.context as AuthContext, schemeId);
      const offset = (await config.disableClockSkewCorrection()) ? undefined : config.systemClockOffset;
      const signer = await config.signer(scheme);
      const sentAt = Date.now();
      properties.signed = { sentAt, offset };
      return signer.sign(request, {
        signingDate: new Date(sentAt + (offset ?? 0)),
        signingRegion: scheme?.signingRegion,
        signingService: scheme?.signingName,
      });
    },
    errorHandler:
      ({ signed }) =>
      (error) => {
        learn(signed as Signed, error as object);
        throw error;
      },
    successHandler: ($response, { signed }) => learn(signed as Signed, { $response } as Answer),
  };
}
