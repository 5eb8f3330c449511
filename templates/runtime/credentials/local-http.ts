/** Small requests to the machine's own services that give credentials: one second for each, tried three times. */

import { toEndpointParts } from "../endpoint/endpoint.ts";
import type { HeaderBag } from "../http/http.ts";
import { NodeRequestHandler } from "../http/node-http.ts";
import { CredentialsProviderError } from "../service/errors.ts";
import { utf8 } from "../values/base64.ts";

const LIMIT = 1000;
const TRIES = 3;
const COLLECTING: object = { collect: true };

/**
 * The text of the answer. What fails on the way or at the server is repeated, with its headers made anew; a refusal (4xx) is
 * final. `source` says in the message who was asked.
 */
export async function askLocally(
  source: string,
  url: URL,
  method: string,
  headersOf: () => HeaderBag | Promise<HeaderBag>,
): Promise<string> {
  const handler = new NodeRequestHandler({ connectionTimeout: LIMIT, socketTimeout: LIMIT });
  try {
    for (let tried = 1; ; tried++) {
      const headers = await headersOf();
      let cause: unknown;
      const answer = await handler.handle({ ...toEndpointParts(url), method, headers }, COLLECTING).catch((error) => {
        cause = error;
      });
      const { statusCode = 500, body } = answer?.response ?? {};
      if (statusCode === 200) return utf8(body as Uint8Array);
      if (statusCode >= 500 && tried < TRIES) continue;
      const how = answer ? `answered with status ${statusCode}.` : `did not answer within ${LIMIT} ms: ${cause}`;
      throw new CredentialsProviderError(`${source} ${how}`, { cause });
    }
  } finally {
    handler.destroy();
  }
}
