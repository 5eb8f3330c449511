/**
 * Signatures of events: each message that is sent becomes the payload of another one, which carries the date and a
 * signature; a signature also covers the one before it, the first that of the request. An empty message ends the stream.
 *
 *   string to sign = "AWS4-HMAC-SHA256-PAYLOAD" date scope prior-signature hex(sha256(headers)) hex(sha256(payload))
 *
 * Source: Amazon Transcribe, event stream encoding; `@smithy/signature-v4` is the test.
 */
import { type Message, messages } from "./event-frames.ts";
import type { RequestSigner, ServiceClientResolvedConfig } from "./settings.ts";
import { SigV4 } from "./sigv4.ts";

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

export async function* signEvents(
  events: AsyncIterable<Uint8Array>,
  scope: EventScope,
  config: ServiceClientResolvedConfig,
): AsyncGenerator<Uint8Array, void, undefined> {
  const signer = await config.signer();
  let prior = scope.signature;
  const sign = async (body: Uint8Array): Promise<Uint8Array> => {
    const signingDate = new Date(Date.now() + config.systemClockOffset);
    const headers: Message["headers"] = { ":date": { type: "timestamp", value: signingDate } };
    prior = await signatureOf({ headers, body }, prior, signer, { ...scope, signingDate });
    const signature = Uint8Array.from(prior.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
    return messages.encode({ headers: { ...headers, ":chunk-signature": { type: "binary", value: signature } }, body });
  };
  for await (const event of events) yield await sign(event);
  yield await sign(new Uint8Array());
}

async function signatureOf(
  message: Message,
  priorSignature: string,
  signer: RequestSigner,
  options: { readonly signingDate: Date; readonly signingRegion: string; readonly signingService: string },
): Promise<string> {
  if (!(signer instanceof SigV4)) {
    return (await (signer as unknown as MessageSigner).sign({ message, priorSignature }, options)).signature;
  }
  const { date, scope, key } = await signer.scope(options);
  const headers = await signer.hexDigest(messages.formatHeaders(message.headers));
  const payload = await signer.hexDigest(message.body);
  const text = `AWS4-HMAC-SHA256-PAYLOAD\n${date}\n${scope}\n${priorSignature}\n${headers}\n${payload}`;
  return signer.hexDigest(text, key);
}
