/**
 * What the REST protocols in JSON share: how JSON stands in the bodies of operations that are bound to HTTP. How values are spelt
 * and how an error says its code is each protocol's own.
 */

import type { OperationSchema } from "../schema/schema.ts";
import { utf8 } from "../values/base64.ts";
import { errorMessage } from "./error-code.ts";
import { httpOperation, messageReader } from "./http-codec.ts";
import { jsonReader } from "./json-body.ts";
import type { Json } from "./json-form.ts";
import type { HttpFormat, Protocol, ProtocolFacts, WireError, WireResponse } from "./protocol.ts";

export interface RestJsonRules {
  readonly json: Json;
  readonly payloads?: HttpFormat["payloads"];
  /** The code of a failed answer to an operation, cut to the bare name; `undefined` when it names none. */
  code(response: WireResponse, data: unknown, operation: OperationSchema, service: ProtocolFacts): string | undefined;
}

export const JSON_TYPE = "application/json";

export function restJsonCodec({ json, payloads, code: codeOf }: RestJsonRules): Protocol["operation"] {
  const format: HttpFormat = {
    type: JSON_TYPE,
    payloads,
    // As in the official client: what is not given is an empty object, what is not answered a null.
    empty: "{}",
    absent: null,
    writer: (ref, { parts }) => json(ref, parts).write,
    reader: (ref, { parts }, members) => jsonReader(json, ref, parts, Boolean(members)),
    error(response, body, operation, service): WireError {
      const text = utf8(body);
      const data = settled(() => JSON.parse(text || "{}"), text);
      const code = codeOf(response, data, operation, service) ?? String(response.statusCode);
      const schema = service.errorSchema(code);
      // An answer that is not what the model says has no modelled members.
      const members = schema ? settled(() => messageReader(format, schema, service)(response, body), {}) : {};
      return { code, message: errorMessage(data), schema, members, data };
    },
  };
  return httpOperation(format);
}

/** What the function gives, or the other where it throws. */
function settled<Value>(make: () => Value, other: Value): Value {
  try {
    return make();
  } catch {
    return other;
  }
}
