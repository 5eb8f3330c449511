/**
 * Signatures: one SigV4 signer for each region and name, and the clock:
 * what answers say about the time corrects the next signature.
 */
import type { HttpRequest, HttpResponse } from "./http.ts";
import { isPending, now } from "./provider.ts";
import type { RequestSigner, ServiceClientConfig, ServiceClientResolvedConfig, SigningScheme } from "./settings.ts";
import { SigV4 } from "./sigv4.ts";
import type { ClientState } from "./state.ts";

/** `config.signer`: the caller's, or ours for the endpoint's scheme. */
export function createSigner(
  config: ServiceClientResolvedConfig,
  state: ClientState,
  given: ServiceClientConfig["signer"],
): ServiceClientResolvedConfig["signer"] {
  if (typeof given === "function") return given as ServiceClientResolvedConfig["signer"];
  if (given !== undefined) return async () => given;
  return async (scheme: SigningScheme = {}) => {
    const { sha256, serviceId, signerConstructor = SigV4 } = config;
    const found = scheme.signingRegion ?? (config.signingRegion as string | undefined) ?? now(config.region);
    const region = isPending(found) ? await found : found;
    const service = scheme.signingName ?? (config.defaultSigningName as string | undefined) ?? serviceId;
    const uriEscapePath = scheme.disableDoubleEncoding !== true && config.signingEscapePath !== false;
    const settings = { credentials: () => now(config.credentials), region, service, sha256, uriEscapePath };
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

/** When an attempt was signed, for the correction of the clock afterwards. */
export interface Signed {
  readonly request: HttpRequest;
  readonly sentAt: number;
  readonly offset: number;
  /** The client follows the service's clock. */
  readonly follows: boolean;
}

export async function signRequest(
  config: ServiceClientResolvedConfig,
  request: HttpRequest,
  scheme: SigningScheme | undefined,
): Promise<Signed> {
  const fixed = now(config.disableClockSkewCorrection);
  const follows = !(isPending(fixed) ? await fixed : fixed);
  const offset = follows ? config.systemClockOffset : 0;
  const signer = await config.signer(scheme);
  const sentAt = Date.now();
  const { signingRegion, signingName: signingService } = scheme ?? {};
  const options = { signingDate: new Date(sentAt + offset), signingRegion, signingService };
  return { request: await signer.sign(request, options), sentAt, offset, follows };
}

/** An answer that took longer than this says nothing about the clock. Milliseconds. */
const STALE = 900_000;
/** Services refuse signatures that are further off than this. Milliseconds. */
const TOLERANCE = 240_000;

/** Learns from an answer's `date` header how far this machine's clock is off; answers of caches (`age`) say nothing. */
export function learnClock(
  config: ServiceClientResolvedConfig,
  { headers }: Partial<HttpResponse> = {},
  { sentAt, follows }: Signed,
  serverTime: unknown = headers?.date,
): void {
  const time = Date.parse(String(serverTime));
  const now = Date.now();
  if (follows && headers?.age === undefined && now - sentAt <= STALE && !Number.isNaN(time))
    config.systemClockOffset = time - now;
}

/** Learns from a refusal as well, and marks the error as worth repeating when the clock was why. */
export function learnClockFromError(config: ServiceClientResolvedConfig, thrown: unknown, signed: Signed): void {
  const { $response, $metadata, ServerTime } = thrown as {
    $response?: HttpResponse;
    ServerTime?: unknown;
    $metadata?: { clockSkewCorrected?: boolean };
  };
  learnClock(config, $response, signed, ServerTime);
  const { systemClockOffset } = config;
  if (signed.follows && $metadata && Math.abs(systemClockOffset) >= TOLERANCE && systemClockOffset !== signed.offset)
    $metadata.clockSkewCorrected = true;
}
