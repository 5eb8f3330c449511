/**
 * The protocol `smithy.protocols#rpcv2Cbor`: procedures called in CBOR. Members go under their own names, and HTTP bindings
 * count for nothing. The request is the same, byte for byte, as the official protocol class makes of the table.
 */

import * as S from "../schema/shape.ts";
import { cborReader, readCbor } from "./cbor-reader.ts";
import { cborWriter } from "./cbor-writer.ts";
import { errorCode } from "./error-code.ts";
import type { EventFormatOf, Protocol } from "./protocol.ts";
import { type RpcFormat, rpcOperation } from "./rpc.ts";
import { rpcV2Head } from "./rpc-v2.ts";

const FORMAT: RpcFormat = {
  unit: undefined,
  head: (operation, service, input) => rpcV2Head("cbor", operation, service, input),
  writer: cborWriter,
  reader: (message) => cborReader(message),
  parse: readCbor,
  errorCode: (_, data) => errorCode([(Object(data) as { readonly __type?: unknown }).__type]),
};

export const rpcv2Cbor: Protocol = {
  id: "smithy.protocols#rpcv2Cbor",
  operation: (schema, service) => rpcOperation(FORMAT, schema, service),
};

/** Events of a stream: their payload is one item. */
export const rpcv2CborEvents: EventFormatOf = () => ({
  contentType: "application/cbor",
  initialMessages: true,
  writer: cborWriter,
  reader: (ref) => (S.shapeOf(ref).type >= S.STRUCTURE ? cborReader(ref) : readCbor),
});
