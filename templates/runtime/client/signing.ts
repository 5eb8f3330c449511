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
  return async (scheme?: SigningScheme) => {
    const found = scheme?.signingRegion ?? (config.signingRegion as string | undefined) ?? now(config.region);
    const region = isPending(found) ? await found : found;
    const name = scheme?.signingName ?? (config.defaultSigningName as string | undefined) ?? config.serviceId;
    const escapePath = scheme?.disableDoubleEncoding !== true && config.signingEscapePath !== false;
    const settings = {
      credentials: () => now(config.credentials),
      region,
      service: name,
      sha256: config.sha256,
      uriEscapePath: escapePath,
    };
    const { sigv4a } = state.service;
    if (sigv4a && scheme?.name === "sigv4a") return sigv4a(config, scheme, settings);
    const key = `${region} ${name} ${escapePath}`;
    let signer = state.signers.get(key);
    if (signer === undefined) {
      const Signer = (config.signerConstructor as typeof SigV4 | undefined) ?? SigV4;
      signer = new Signer(settings) as RequestSigner;
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
  const signed = await signer.sign(request, {
    signingDate: new Date(sentAt + offset),
    ...(scheme?.signingRegion === undefined ? {} : { signingRegion: scheme.signingRegion }),
    ...(scheme?.signingName === undefined ? {} : { signingService: scheme.signingName }),
  });
  return { request: signed, sentAt, offset, follows };
}

/** An answer that took longer than this says nothing about the clock. Milliseconds. */
const STALE = 900_000;
/** Services refuse signatures that are further off than this. Milliseconds. */
const TOLERANCE = 240_000;

/** Learns from an answer's `date` header how far this machine's clock is off; answers of caches (`age`) say nothing. */
export function learnClock(
  config: ServiceClientResolvedConfig,
  response: HttpResponse | undefined,
  { sentAt, follows }: Signed,
  serverTime?: unknown,
): void {
  const said = serverTime ?? response?.headers?.date;
  if (!follows || said === undefined || response?.headers?.age !== undefined) return;
  const time = Date.parse(String(said));
  const now = Date.now();
  if (!Number.isNaN(time) && now - sentAt <= STALE) config.systemClockOffset = time - now;
}

/** Learns from a refusal as well, and marks the error as worth repeating when the clock was why. */
export function learnClockFromError(config: ServiceClientResolvedConfig, thrown: unknown, signed: Signed): void {
  const error = thrown as {
    $response?: HttpResponse;
    ServerTime?: unknown;
    $metadata?: { clockSkewCorrected?: boolean };
  };
  learnClock(config, error.$response, signed, error.ServerTime);
  if (
    signed.follows &&
    error.$metadata &&
    Math.abs(config.systemClockOffset) >= TOLERANCE &&
    config.systemClockOffset !== signed.offset
  ) {
    error.$metadata.clockSkewCorrected = true;
  }
}
