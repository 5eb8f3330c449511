/**
 * A protocol class of the official kind in place of our codecs: it runs the same tables. Only the ordinary road takes it;
 * it is how ours is tested, and a way out for whoever needs one of its settings.
 */
import type { HttpRequest, HttpResponse } from "../http/http.ts";
import type { HandlerExecutionContext } from "../service/middleware.ts";
import type { MetadataBearer } from "../service/service.ts";
import type { ServiceClientResolvedConfig } from "../service/settings.ts";
import type { Operation } from "../service/state.ts";
import { withResponse } from "./response.ts";

/** The part of Smithy's `ClientProtocol` that a client calls. */
interface ClientProtocol {
  setSerdeContext(context: object): void;
  serializeRequest(operation: object, input: object, context: object): Promise<HttpRequest>;
  deserializeResponse(operation: object, context: object, response: HttpResponse): Promise<MetadataBearer>;
}

export interface OfficialProtocol {
  serialize(operation: Operation, input: object, context: HandlerExecutionContext): Promise<HttpRequest>;
  deserialize(operation: Operation, response: HttpResponse, context: HandlerExecutionContext): Promise<MetadataBearer>;
}

function schemaObject({ schema }: Operation): object {
  const [, namespace, name, traits, input, output] = schema;
  return { namespace, name, traits, input, output };
}

/** Undefined when the client runs its own codecs. */
export function officialProtocol(config: ServiceClientResolvedConfig): OfficialProtocol | undefined {
  const protocol = config.protocol as unknown as ClientProtocol | undefined;
  if (protocol === undefined) return undefined;
  protocol.setSerdeContext(config);
  return {
    serialize: (operation, input, context) =>
      protocol.serializeRequest(schemaObject(operation), input, {
        ...config,
        ...context,
        endpoint: async () => context.endpointV2 ?? config.endpoint?.(),
      }),
    async deserialize(operation, response, context) {
      try {
        return await protocol.deserializeResponse(schemaObject(operation), { ...config, ...context }, response);
      } catch (error) {
        throw withResponse(error as Error, response);
      }
    },
  };
}
