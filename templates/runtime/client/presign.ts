/**
 * A URL that carries a request and its signature: whoever has it may send the request until it expires.
 *
 * Only what stands in URL and headers can be carried. An operation whose input has a body is refused, unless the caller
 * says `body: "unsigned"`: then the body stays out of the URL and out of the signature (`UNSIGNED-PAYLOAD`), and whoever
 * sends the request may send any body with it.
 */

import { resolveEndpoint } from "../endpoint/endpoint.ts";
import { hostOf, urlOf } from "../http/http.ts";
import type { CommandSchema } from "../schema/schema.ts";
import type { AuthContext } from "../service/auth-scheme.ts";
import { SwageError } from "../service/errors.ts";
import type { RequestSigner, ServiceClientResolvedConfig } from "../service/settings.ts";
import { type ClientState, stateOf } from "../service/state.ts";
import { isAws, NO_AUTH, selectScheme } from "../signing/auth-schemes.ts";
import { presigned, WEEK } from "../signing/presigned.ts";
import { signingSchemeOf } from "../signing/signing.ts";
import { SigV4 } from "../signing/sigv4.ts";
import { operationOf, schemaOf } from "./operation.ts";
import { buildRequest } from "./request.ts";
import { checkedInput } from "./validate.ts";

export interface PresignOptions {
  /** Seconds until the URL is refused. Default 3600, at most a week. */
  readonly expiresIn?: number | undefined;
  /** Leaves the body out of URL and signature. */
  readonly body?: "unsigned" | undefined;
  /** In place of the operation's own method. */
  readonly httpMethod?: string | undefined;
  /** When the signature begins to count. Default: now. */
  readonly signingDate?: Date | undefined;
}

/** What a presigner needs of a command. */
export interface PresignableCommand {
  readonly input: object;
  readonly schema: CommandSchema;
}

interface Presigner extends RequestSigner {
  presign(request: object, options: Record<string, unknown>): ReturnType<RequestSigner["sign"]>;
}

/** A signer that the caller has brought. */
const canPresign = (signer: RequestSigner): signer is Presigner =>
  typeof (signer as Partial<Presigner>).presign === "function";

/** Sends nothing. Throws what `send` throws before sending, and on a body that nobody asked to leave out. */
export async function presign(
  client: { readonly config: ServiceClientResolvedConfig },
  command: PresignableCommand,
  { expiresIn = 3600, body, httpMethod, signingDate }: PresignOptions = {},
): Promise<string> {
  if (!(expiresIn >= 1 && expiresIn <= WEEK)) {
    throw new SwageError("PresignError", `A presigned URL lives between 1 and ${WEEK} seconds, not ${expiresIn}.`);
  }
  const { config } = client;
  const state = stateOf(config) as ClientState;
  const operation = operationOf(state, schemaOf(command));
  const input = checkedInput(config, operation, command.input);
  const context: AuthContext = {};
  const schemeId = (await selectScheme(config, state, operation, context))?.httpAuthOption.schemeId;
  const endpoint = await resolveEndpoint(config, state, input, command);
  context.endpointV2 = endpoint.endpoint;
  const request = buildRequest(config, operation, input, endpoint);
  if (httpMethod !== undefined) request.method = httpMethod;
  if (request.body !== undefined && request.body !== "" && body !== "unsigned") {
    throw new SwageError(
      "PresignError",
      `${operation.name} sends a body, which a URL cannot carry. With body: "unsigned" the URL is made without it.`,
    );
  }
  const unsigned = request.body !== undefined && body === "unsigned";
  delete request.body;
  // What describes the body goes with it; everything else would have to be sent along by whoever has the URL.
  for (const name of Object.keys(request.headers)) {
    if (/^content-(type|length)$/i.test(name)) delete request.headers[name];
  }
  let sent = request;
  if (isAws(schemeId)) {
    const scheme = signingSchemeOf(context, schemeId as string);
    request.headers.host = hostOf(request);
    // The signer takes this header's value for the payload's hash, and moves it into the query.
    if (unsigned || state.service.customised?.unsignedUrls)
      request.headers["X-Amz-Content-Sha256"] = "UNSIGNED-PAYLOAD";
    const signer = await config.signer(scheme);
    const options = {
      expiresIn,
      signingDate: signingDate ?? new Date(Date.now() + config.systemClockOffset),
      signingRegion: scheme?.signingRegion,
      signingService: scheme?.signingName,
    };
    if (signer instanceof SigV4) sent = await presigned(signer, request, options);
    else if (canPresign(signer)) sent = await signer.presign(request, options);
    else throw new SwageError("PresignError", `${operation.name} is signed with ${scheme?.name}, which makes no URLs.`);
  } else if (schemeId !== undefined && schemeId !== NO_AUTH) {
    throw new SwageError("PresignError", `${operation.name} is authenticated with ${schemeId}, which makes no URLs.`);
  }
  return urlOf(sent);
}
