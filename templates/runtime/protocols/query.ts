/** The protocol `aws.protocols#awsQuery`: a form goes out, XML comes back. Requests are those of the official class, byte for byte. */

import { formWriters } from "./form-writer.ts";
import type { Protocol } from "./protocol.ts";
import { type Dialect, queryCodec } from "./query-codec.ts";

export const awsQuery: Protocol = {
  id: "aws.protocols#awsQuery",
  operation: (schema, service) => queryCodec(schema, service, DIALECT),
};

const DIALECT: Dialect = {
  writerOf: /* @__PURE__ */ formWriters({ ec2: false }),
  resultTag: (operation) => `${operation}Result`,
};
