/**
 * What the REST protocols in JSON share: how JSON stands in the bodies of operations that are bound to HTTP. How values are spelt
 * and how an error says its code is each protocol's own.
 */
import type { OperationCodec, ProtocolFacts, WireError, WireResponse } from "../client/protocol.ts";
import type { ErrorSchema, OperationSchema } from "../client/schema.ts";
import { utf8 } from "./base64.ts";
import { errorMessage } from "./error-code.ts";
import { httpCodec, messageReader } from "./http-codec.ts";
import type { HttpFormat } from "./http-format.ts";
import { jsonMessages, parseJson } from "./json-body.ts";
import { holdsBigNumbers, type JsonReader } from "./json-reader.ts";
import type { JsonWriter } from "./json-writer.ts";

export interface RestJsonRules {
  readonly writer: JsonWriter;
  readonly reader: JsonReader;
  readonly payloads?: HttpFormat["payloads"];
  /** The code of a failed answer to an operation, cut to the bare name; `undefined` when it names none. */
  code(response: WireResponse, data: unknown, operation: OperationSchema, service: ProtocolFacts): string | undefined;
}

export const JSON_TYPE = "application/json";

type Output = Record<string, unknown>;

export function restJsonCodec(
  rules: RestJsonRules,
): (schema: OperationSchema, service: ProtocolFacts) => OperationCodec {
  const format: HttpFormat = {
    type: JSON_TYPE,
    payloads: rules.payloads,
    // As in the official client: what is not given is an empty object, what is not answered a null.
    empty: "{}",
    absent: null,
    writer: rules.writer,
    reader(ref) {
      const read = rules.reader(ref);
      const exact = holdsBigNumbers(ref);
      return (text) => {
        const data = parseJson(text, exact);
        return read ? read(data) : data;
      };
    },
    bodyReader: (table) => jsonMessages(rules.reader, table),
    error: (response, body, operation, service) => readError(response, body, operation, service, rules, format),
  };
  return (schema, service) => httpCodec(format, schema, service);
}

function readError(
  response: WireResponse,
  body: Uint8Array,
  operation: OperationSchema,
  service: ProtocolFacts,
  rules: RestJsonRules,
  format: HttpFormat,
): WireError {
  const text = utf8(body);
  let data: unknown = {};
  try {
    if (text) data = parseJson(text, false);
  } catch {
    data = text;
  }
  const code = rules.code(response, data, operation, service);
  const schema = code === undefined ? undefined : service.errorSchema(code);
  return {
    code: code ?? String(response.statusCode),
    message: errorMessage(data),
    schema,
    members: schema ? readMembers(schema, response, body, format) : {},
    data,
  };
}

/** The modelled members; none when the answer is not what the model says. */
function readMembers(schema: ErrorSchema, response: WireResponse, body: Uint8Array, format: HttpFormat): Output {
  try {
    return messageReader(format, schema)(response, body);
  } catch {
    return {};
  }
}
