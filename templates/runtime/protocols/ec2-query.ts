/** The protocol `aws.protocols#ec2Query`: a form in EC2's own dialect goes out, XML comes back with the output as its root. */

import { formWriters } from "./form-writer.ts";
import type { Protocol } from "./protocol.ts";
import { type Dialect, queryCodec } from "./query-codec.ts";

export const ec2Query: Protocol = {
  id: "aws.protocols#ec2Query",
  operation: (schema, service) => queryCodec(schema, service, DIALECT),
};

const DIALECT: Dialect = {
  writerOf: /* @__PURE__ */ formWriters({ ec2: true }),
  resultTag: () => undefined,
};
