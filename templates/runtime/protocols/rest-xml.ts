/**
 * The protocol `aws.protocols#restXml`: members bound to HTTP by their traits, the others in an XML document. The request is the
 * same, byte for byte, as the official protocol class makes of the table.
 */

import type { ErrorSchema } from "../schema/schema.ts";
import * as S from "../schema/shape.ts";
import { utf8 } from "../values/base64.ts";
import { boundMembers } from "./binding.ts";
import { httpOperation } from "./http-codec.ts";
import type { EventFormatOf, HttpFormat, Protocol, ProtocolFacts, WireResponse } from "./protocol.ts";
import { type Cursor, readDocument } from "./xml-cursor.ts";
import { readErrorElement, readXmlError } from "./xml-error.ts";
import { namespaceOf, tagOf } from "./xml-names.ts";
import { type ReadElement, xmlReader } from "./xml-reader.ts";
import { xmlDocumentWriter } from "./xml-writer.ts";

export {
  everyPart,
  httpHeader,
  httpLabel,
  httpPayload,
  httpPrefixHeaders,
  httpQuery,
  httpQueryParams,
  httpResponseCode,
} from "./http-bindings.ts";

export const restXml: Protocol = {
  id: "aws.protocols#restXml",
  operation: (schema, service) => httpOperation(format)(schema, service),
};

const XML_TYPE = "application/xml";

/** Events of a stream: their payload is a document of the shape. */
export const restXmlEvents: EventFormatOf = () => ({
  contentType: XML_TYPE,
  initialMessages: false,
  writer: (ref) => xmlDocumentWriter(ref, undefined),
  reader(ref) {
    const read = xmlReader(ref);
    return (bytes) => readDocument(utf8(bytes), read);
  },
});

const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>';

type Output = Record<string, unknown>;

const format: HttpFormat = {
  type: XML_TYPE,
  empty: undefined,
  absent: undefined,
  writer(ref, { settings }) {
    const write = xmlDocumentWriter(ref, namespaceOf(settings.xmlNamespace));
    // Under another content type the official client leaves the declaration out.
    return (value, contentType) => (contentType === XML_TYPE ? DECLARATION + write(value) : write(value));
  },
  reader(ref, _, members) {
    const read = xmlReader(ref);
    const alone = new Map(members?.map((member) => [tagOf(member.ref, member.name), member]));
    const readRoot: ReadElement = (cursor, tag) => {
      const member = alone.get(tag);
      return member ? unwrapped(cursor, tag, member, read) : read(cursor, tag);
    };
    return (body) => readDocument(utf8(body), readRoot);
  },
  error: (response, body, _, service) =>
    readXmlError(response, body, service, (answer, text, schema) => readMembers(answer, text, schema, service)),
};

/** A root that is named like a member and holds text is that member (S3's GetBucketLocation, `s3UnwrappedXmlOutput`). */
function unwrapped(cursor: Cursor, tag: string, { name, ref }: S.Member, read: ReadElement): unknown {
  const start = cursor.at;
  const out = read(cursor, tag) as Output;
  if (S.shapeOf(ref).type >= S.LIST || Object.keys(out).length > 0) return out;
  cursor.at = start;
  const value = xmlReader(ref)(cursor, tag);
  return value === "" ? out : { [name]: value };
}

function readMembers(response: WireResponse, text: string, schema: ErrorSchema, service: ProtocolFacts): Output {
  const out = text ? readErrorElement(text, xmlReader(schema)) : {};
  for (const member of boundMembers(schema, service.parts))
    member.binding?.read?.(member, service, format)(response, out, undefined);
  return out;
}
