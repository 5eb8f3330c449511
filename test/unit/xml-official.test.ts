/**
 * Our `restXml`, `awsQuery` and `ec2Query` against the official protocol classes on the same random tables: equal requests,
 * byte for byte, and equal outputs.
 */

import { AwsEc2QueryProtocol, AwsQueryProtocol, AwsRestXmlProtocol } from "@aws-sdk/core/protocols";
import fc from "fast-check";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { ec2Query } from "../../templates/runtime/protocols/ec2-query.ts";
import { everyPart } from "../../templates/runtime/protocols/http-bindings.ts";
import type { Protocol, ProtocolFacts } from "../../templates/runtime/protocols/protocol.ts";
import { awsQuery } from "../../templates/runtime/protocols/query.ts";
import { restXml } from "../../templates/runtime/protocols/rest-xml.ts";
import { xmlDocumentWriter } from "../../templates/runtime/protocols/xml-writer.ts";
import type { OperationSchema, SchemaRef } from "../../templates/runtime/schema/schema.ts";
import {
  comparable,
  comparableRequest,
  type Official,
  official,
  officialOutput,
  officialRequest,
} from "./official-protocol.ts";
import { bodyShape, operationsWith, structure } from "./schema-arbitrary.ts";
import { xmlMember, xmlPayload, xmlStructure } from "./xml-arbitrary.ts";

const NAMESPACE = "https://example.com/";
const facts: ProtocolFacts = {
  namespace: "ns",
  serviceName: "Test",
  apiVersion: "2020-01-08",
  settings: { xmlNamespace: [0, NAMESPACE] },
  parts: everyPart,
  errorSchema: () => undefined,
};
const options = { defaultNamespace: "ns", xmlNamespace: NAMESPACE, version: "2020-01-08" };
const pairs: Readonly<Record<"restXml" | "awsQuery" | "ec2Query", readonly [Protocol, Official]>> = {
  restXml: [restXml, official(new AwsRestXmlProtocol(options))],
  awsQuery: [awsQuery, official(new AwsQueryProtocol(options))],
  ec2Query: [ec2Query, official(new AwsEc2QueryProtocol(options))],
};

beforeEach(() => {
  vi.spyOn(crypto, "randomUUID").mockReturnValue("00000000-0000-4000-8000-000000000000");
});

const operationOf = (input: SchemaRef, output: SchemaRef): OperationSchema => [
  9,
  "ns",
  "Op",
  { http: ["POST", "/", 200] },
  () => input,
  () => output,
];

async function expectSameOutput(
  [ours, theirs]: readonly [Protocol, Official],
  schema: OperationSchema,
  headers: Readonly<Record<string, string>>,
  body: string | Uint8Array,
): Promise<void> {
  const bytes = typeof body === "string" ? new TextEncoder().encode(body) : body;
  const actual = ours.operation(schema, facts).deserialize({ statusCode: 200, headers }, bytes);
  expect(comparable(actual)).toEqual(comparable(await officialOutput(theirs, schema, 200, headers, bytes)));
}

const ROOT_NAMESPACE = / xmlns="https:..example.com."(.?>)/;

describe("restXml", () => {
  const operations = operationsWith(xmlPayload, xmlMember);
  const cases = operations.chain(({ schema, inputs }) => fc.record({ schema: fc.constant(schema), input: inputs }));

  it("makes the same requests", async () => {
    const [ours, theirs] = pairs.restXml;
    await fc.assert(
      fc.asyncProperty(cases, async ({ schema, input }) => {
        const request = comparableRequest(ours.operation(schema, facts).serialize(input));
        expect(request).toEqual(await officialRequest(theirs, schema, input));
      }),
      { numRuns: 400 },
    );
  });

  it("reads the same outputs from headers, bodies and payloads", async () => {
    await fc.assert(
      fc.asyncProperty(cases, async ({ schema, input }) => {
        const request = restXml.operation(schema, facts).serialize(input);
        // An empty list in a header reads as one empty item, which is no number and no date: both parsers throw.
        const headers = Object.fromEntries(Object.entries(request.headers).filter(([, value]) => value !== ""));
        // The official reader takes the root's namespace for a member of a union.
        const body = typeof request.body === "string" ? request.body.replace(ROOT_NAMESPACE, "$1") : request.body;
        await expectSameOutput(pairs.restXml, schema, headers, body ?? "");
      }),
      { numRuns: 400 },
    );
  });
});

const outputs = xmlStructure(3, "OpResult").chain(({ ref, values }) =>
  fc.record({ ref: fc.constant(ref), value: values, indented: fc.boolean() }),
);
/** The layout that some services send. */
const indent = (text: string): string => text.replaceAll("><", ">\n  <");

describe.each(["awsQuery", "ec2Query"] as const)("%s", (name) => {
  it("makes the same requests", async () => {
    const [ours, theirs] = pairs[name];
    const shapes = fc.oneof(xmlStructure(3), structure(bodyShape(3)));
    const cases = shapes.chain(({ ref, values }) => fc.record({ ref: fc.constant(ref), value: values }));
    await fc.assert(
      fc.asyncProperty(cases, async ({ ref, value }) => {
        const schema = operationOf(ref, ref);
        const request = comparableRequest(ours.operation(schema, facts).serialize(value as never));
        expect(request).toEqual(await officialRequest(theirs, schema, value));
      }),
      { numRuns: 400 },
    );
  });

  it("reads the same outputs", async () => {
    await fc.assert(
      fc.asyncProperty(outputs, async ({ ref, value, indented }) => {
        const result = xmlDocumentWriter(ref, undefined)(value);
        const text = name === "awsQuery" ? `<OpResponse>${result}<ResponseMetadata/></OpResponse>` : result;
        await expectSameOutput(pairs[name], operationOf(ref, ref), {}, indented ? indent(text) : text);
      }),
      { numRuns: 400 },
    );
  });
});
