/** Small requests to the machine's own services that give credentials: one second for each, tried three times. */
import { utf8 } from "../protocols/base64.ts";
import { toEndpointParts } from "./endpoint.ts";
import { CredentialsProviderError } from "./errors.ts";
import { createRequestHandler } from "./platform.ts";

const LIMIT = 1000;
const TRIES = 3;

export interface LocalAnswer {
  readonly status: number;
  readonly text: string;
}

export async function localRequest(url: URL, method: string, headers: Record<string, string>): Promise<LocalAnswer> {
  const handler = createRequestHandler({ connectionTimeout: LIMIT, socketTimeout: LIMIT });
  try {
    const options: object = { collect: true };
    const { response } = await handler.handle({ ...toEndpointParts(url), method, headers }, options);
    return { status: response.statusCode, text: utf8(response.body as Uint8Array) };
  } catch (cause) {
    throw new CredentialsProviderError(`${url.origin} did not answer within ${LIMIT} ms: ${cause}`, { cause });
  } finally {
    handler.destroy?.();
  }
}

/** Repeats what fails on the way or at the server; a refusal (4xx) is final. */
export async function retried(send: () => Promise<LocalAnswer>): Promise<LocalAnswer> {
  for (let tried = 1; ; tried++) {
    try {
      const answer = await send();
      if (answer.status < 500 || tried === TRIES) return answer;
    } catch (error) {
      if (tried === TRIES) throw error;
    }
  }
}
