/**
 * A protocol class of the official kind in place of our codecs: it runs the same tables. Only the ordinary road takes it;
 * it is how ours is tested, and a way out for whoever needs one of its settings.
 */

import type { HttpRequest, HttpResponse } from "../http/http.ts";
import type { MetadataBearer } from "../service/metadata.ts";
import type { Operation } from "../service/state.ts";

/** The part of Smithy's `ClientProtocol` that a client calls. */
export interface OfficialProtocol {
  setSerdeContext(context: object): void;
  serializeRequest(operation: object, input: object, context: object): Promise<HttpRequest>;
  deserializeResponse(operation: object, context: object, response: HttpResponse): Promise<MetadataBearer>;
}

/** An operation as such protocols see it. */
export function officialOperation({ schema }: Operation): object {
  const [, namespace, name, traits, input, output] = schema;
  return { namespace, name, traits, input, output };
}
