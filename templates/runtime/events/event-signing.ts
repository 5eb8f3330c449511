/**
 * Signatures of events: each message that is sent becomes the payload of another one, which carries the date and a
 * signature; a signature also covers the one before it, the first that of the request. An empty message ends the stream.
 *
 *   string to sign = "AWS4-HMAC-SHA256-PAYLOAD" date scope prior-signature hex(sha256(headers)) hex(sha256(payload))
 *
 * Source: Amazon Transcribe, event stream encoding; `@smithy/signature-v4` is the test.
 */

import type { ServiceClientResolvedConfig } from "../service/settings.ts";
import { hexDigest, SigV4 } from "../signing/sigv4.ts";
import { type Message, messages } from "./event-frames.ts";

/** What signers of the official kind can do beside requests. */
interface MessageSigner {
  sign(
    event: { readonly message: Message; readonly priorSignature: string },
    options: object,
  ): Promise<{ readonly signature: string }>;
}

/** The part of the request's signature that its events go on from. */
export interface EventScope {
  readonly signature: string;
  readonly signingRegion: string;
  readonly signingService: string;
}

const AUTHORIZATION = /Credential=[^/]+\/\d+\/([^/]+)\/([^/]+)\/aws4_request,.*Signature=(\w+)$/;

/** Undefined when the request is not signed with SigV4. */
export function scopeOf(authorization: string | undefined): EventScope | undefined {
  const [, signingRegion, signingService, signature] = AUTHORIZATION.exec(authorization ?? "") ?? [];
  return signature === undefined
    ? undefined
    : { signature, signingRegion: signingRegion as string, signingService: signingService as string };
}

/** Who signs one stream: with the credentials of its beginning, whatever others there are by its end. */
export async function eventSigner(scope: EventScope, config: ServiceClientResolvedConfig): Promise<SignEvent> {
  const { signingRegion: region, signingService: service } = scope;
  const signer = await config.signer();
  const credentials = await config.credentials();
  if (!(signer instanceof SigV4)) {
    const options = { signingRegion: region, signingService: service, eventStreamCredentials: credentials };
    return async (message, priorSignature, signingDate) => {
      const sign = signer as unknown as MessageSigner;
      return (await sign.sign({ message, priorSignature }, { ...options, signingDate })).signature;
    };
  }
  const { sha256 } = config;
  const own = new SigV4({ credentials: () => credentials, region, service, sha256, uriEscapePath: true });
  return async (message, priorSignature, signingDate) => {
    const { date, scope, key } = await own.scope({ signingDate });
    const headers = await hexDigest(sha256, messages.formatHeaders(message.headers));
    const payload = await hexDigest(sha256, message.body);
    const text = `AWS4-HMAC-SHA256-PAYLOAD\n${date}\n${scope}\n${priorSignature}\n${headers}\n${payload}`;
    return hexDigest(sha256, text, key);
  };
}

/** The signature of a message after the one before it, in hexadecimal digits. */
export type SignEvent = (message: Message, priorSignature: string, signingDate: Date) => Promise<string>;

export async function* signEvents(
  events: AsyncIterable<Uint8Array>,
  firstSignature: string,
  signatureOf: SignEvent,
  config: ServiceClientResolvedConfig,
): AsyncGenerator<Uint8Array, void, undefined> {
  let prior = firstSignature;
  const sign = async (body: Uint8Array): Promise<Uint8Array> => {
    const now = new Date(Date.now() + config.systemClockOffset);
    const headers: Message["headers"] = { ":date": { type: "timestamp", value: now } };
    prior = await signatureOf({ headers, body }, prior, now);
    const signature = Uint8Array.from(prior.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
    return messages.encode({ headers: { ...headers, ":chunk-signature": { type: "binary", value: signature } }, body });
  };
  for await (const event of events) yield await sign(event);
  yield await sign(new Uint8Array());
}
