/**
 * A signature in the query: whoever has the URL has all that the request says. A function beside the signer, because few
 * programs make URLs, and a bundler leaves out what none of them does. `@smithy/signature-v4` is the test.
 */

import type { HttpRequest } from "../http/http.ts";
import {
  ALGORITHM,
  canonicalHeaders,
  payloadHash,
  prepare,
  type SigV4,
  type SigV4Options,
  signatureOf,
} from "./sigv4.ts";

/** The longest that a URL lives, in seconds. */
export const WEEK: number = 604_800;

/** A copy of the request whose query carries signature and everything in `x-amz-` headers. `expiresIn`: seconds, at most a week. */
export async function presigned(
  signer: SigV4,
  given: HttpRequest,
  options: SigV4Options & { readonly expiresIn?: number } = {},
): Promise<HttpRequest> {
  const { expiresIn = 3600 } = options;
  if (expiresIn > WEEK) throw new Error(`A presigned URL lives at most ${WEEK} seconds.`);
  const at = await signer.scope(options);
  const { request, signed } = prepare(given);
  const { headers, query } = request;
  const payload = signed["x-amz-content-sha256"] ?? (await payloadHash(signer.settings, given));
  for (const name of Object.keys(headers)) {
    const lower = name.toLowerCase();
    if (!lower.startsWith("x-amz-")) continue;
    query[name] = headers[name] as string;
    delete headers[name];
    delete signed[lower];
  }
  const canonical = canonicalHeaders(signed);
  if (at.sessionToken) query["X-Amz-Security-Token"] = at.sessionToken;
  query["X-Amz-Algorithm"] = ALGORITHM;
  query["X-Amz-Credential"] = at.credential;
  query["X-Amz-Date"] = at.date;
  query["X-Amz-Expires"] = String(expiresIn);
  query["X-Amz-SignedHeaders"] = canonical.names;
  query["X-Amz-Signature"] = await signatureOf(signer.settings, request, canonical, payload, at);
  return request;
}
