/** What the official protocol classes do not do, or do otherwise: text that is no XML, entities, errors, odd names, size. */

import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ec2Query } from "../../templates/runtime/protocols/ec2-query.ts";
import { everyPart } from "../../templates/runtime/protocols/http-bindings.ts";
import type { OperationCodec, Protocol, ProtocolFacts } from "../../templates/runtime/protocols/protocol.ts";
import { awsQuery } from "../../templates/runtime/protocols/query.ts";
import { restXml } from "../../templates/runtime/protocols/rest-xml.ts";
import { xmlDocumentWriter } from "../../templates/runtime/protocols/xml-writer.ts";
import type {
  ErrorSchema,
  OperationSchema,
  SchemaRef,
  StructureSchema,
} from "../../templates/runtime/schema/schema.ts";
import { unit } from "./unit-table.ts";
import { xmlStructure } from "./xml-arbitrary.ts";

const NoSuchKey: ErrorSchema = [
  -3,
  "ns",
  "NoSuchKey",
  { error: "client", awsQueryError: ["NoSuchKey.Code", 404] },
  ["Resource", "Tags", "Kind"],
  [0, [1, "ns", "Tags", 0, 0], [0, { httpHeader: "x-kind" }]],
];
const NotFound: ErrorSchema = [-3, "ns", "NotFound", { error: "client" }, [], []];
const facts: ProtocolFacts = {
  namespace: "ns",
  serviceName: "Test",
  apiVersion: "1",
  settings: {},
  parts: everyPart,
  errorSchema: (code) => ({ NoSuchKey, NotFound })[code],
};

function codec(protocol: Protocol, output: SchemaRef, input: SchemaRef = unit): OperationCodec {
  return protocol.operation([9, "ns", "Op", { http: ["POST", "/", 200] }, input, output] as OperationSchema, facts);
}

function structure(members: Readonly<Record<string, SchemaRef>>): SchemaRef {
  return [3, "ns", "S", 0, Object.keys(members), Object.values(members)];
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const read = (output: SchemaRef, text: string): Record<string, unknown> =>
  codec(restXml, output).deserialize({ statusCode: 200, headers: {} }, bytes(text));

describe("text", () => {
  const table = structure({ A: 0 });
  it.each([
    ["entities", "<S><A>&lt;&amp;&gt;&quot;&apos;&#65;&#x42;</A></S>", "<&>\"'AB"],
    ["characters beyond 16 bits", "<S><A>&#x1F600;&#128512;</A></S>", "😀😀"],
    ["a carriage return by number", "<S><A>a&#13;b\r\nc</A></S>", "a\rb\nc"],
    ["entities that are none", "<S><A>&nbsp;&x &#x110000; &;</A></S>", "&nbsp;&x &#x110000; &;"],
    ["an entity only once", "<S><A>&amp;lt;</A></S>", "&lt;"],
    ["CDATA", "<S><A>a<![CDATA[<b>&amp;]]>c</A></S>", "a<b>&amp;c"],
    ["comments and instructions", "<S><!-- <A>no</A> --><A>a<!-- - -->b<?x <A> ?>c</A></S>", "abc"],
    ["white space without a line break", "<S><A>  </A></S>", "  "],
    ["a line break by number", "<S><A>&#10;</A></S>", "\n"],
    ["white space around names", "<S ><A x = '>' >a</A\n></S >", "a"],
    [
      "a declaration and a document type",
      '\uFEFF<?xml version="1.0"?>\n<!DOCTYPE S [<!ENTITY A "no">]>\n<S><A>&A;</A></S>',
      "&A;",
    ],
    ["a byte order mark", "\uFEFF<S><A>a</A></S>", "a"],
    ["an unknown element", "<S><B><A>no</A><A/></B><A>a</A><C/></S>", "a"],
    ["the same name as a beginning", "<S><AB>no</AB><A>a</A></S>", "a"],
  ])("reads %s", (_, text, expected) => {
    expect(read(table, text)).toEqual({ A: expected });
  });

  it("takes layout for nothing", () => {
    const nested = structure({ A: 0, L: [1, "ns", "L", 0, 0], S: structure({}) });
    expect(read(nested, "<S>\n  <A>\n  </A>\n  <L>\n  </L>\n  <S>\n  </S>\n</S>\n")).toEqual({ A: "", L: [], S: {} });
  });
});

/** Of structures with members: without any, the body is not looked at. */
const withMembers = xmlStructure(2).filter(({ ref }) => (ref as StructureSchema)[4].length > 0);
const drawnAnswers = withMembers.chain(({ ref, values }) =>
  values.map((value) => ({ ref, text: xmlDocumentWriter(ref, undefined)(value) })),
);

describe("what is no answer", () => {
  const table = structure({ A: 0, L: [1, "ns", "L", 0, 0] });
  it.each([
    ["nothing but space", "  \n"],
    ["text", "Service Unavailable"],
    ["JSON", '{"A":"a"}'],
    ["text before the root", "x<S/>"],
    ["an end too early", "<S><A>a</A>"],
    ["an end within a list", "<S><L><member>a</member>"],
    ["an end within text", "<S><A>a"],
    ["an end within a tag", "<S><A"],
    ["an end within an attribute", "<S><A b='c>a</A></S>"],
    ["an end within what is not known", "<S><B><C>"],
    ["an end within a comment", "<S><!-- </S>"],
    ["an end within CDATA", "<S><A><![CDATA[a</A></S>"],
    ["crossed tags", "<S><A>a</S></A>"],
    ["crossed tags that are not known", "<S><B><C></B></C></S>"],
    ["a page of a proxy", "<!DOCTYPE html><html><body><h1>503</h1><br></body></html>"],
    ["a page that is XML", "<html><body>Welcome</body></html>"],
    ["a name too few", "<S><></></S>"],
    ["no > after /", "<S><A/ ></S>"],
  ])("throws on %s, with the text", (_, text) => {
    let thrown: unknown;
    try {
      read(table, text);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(SyntaxError);
    expect((thrown as { $responseBodyText?: string }).$responseBodyText).toBe(text);
    expect(Object.keys(thrown as object)).not.toContain("$responseBodyText");
  });

  it("throws on elements where text is due", () => {
    expect(() => read(table, "<S><A><B/></A></S>")).toThrow(TypeError);
  });

  it("throws on values of another type", () => {
    expect(() => read(structure({ At: 4 }), "<S><At>soon</At></S>")).toThrow(TypeError);
    expect(() => read(structure({ Bytes: 21 }), "<S><Bytes>?</Bytes></S>")).toThrow(TypeError);
  });

  it("is every answer that was cut off, wherever", () => {
    fc.assert(
      fc.property(drawnAnswers, fc.nat(), ({ ref, text }, at) => {
        expect(() => read(ref, text.slice(0, 1 + (at % (text.length - 1))))).toThrow(SyntaxError);
      }),
      { numRuns: 1000 },
    );
  });

  it("ends in an error or in a value, whatever stands there", () => {
    const bits = fc.array(
      fc.constantFrom(
        "<",
        ">",
        "/",
        "S",
        "A",
        "</",
        "/>",
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
        "<?",
        "?>",
        "&",
        ";",
        "#",
        "=",
        '"',
        " ",
        "\n",
        "<A>",
        "</A>",
        "<S>",
        "</S>",
      ),
      { maxLength: 40 },
    );
    const recursive: StructureSchema = [3, "ns", "S", 0, ["S", "A"], [() => recursive, 0]];
    fc.assert(
      fc.property(bits, (some) => {
        const text = `<S>${some.join("")}`;
        try {
          read(recursive, text);
        } catch (error) {
          expect(error).toBeInstanceOf(Error);
          expect((error as { $responseBodyText?: string }).$responseBodyText).toBe(text);
        }
        expect(codec(restXml, unit).error({ statusCode: 500, headers: {} }, bytes(text)).code).toBeTruthy();
      }),
      { numRuns: 3000 },
    );
  });

  it("is read in the time that its length asks for", () => {
    const open = "<S>".repeat(200_000);
    const ands = `<S><A>${"&".repeat(500_000)};</A></S>`;
    expect(() => read(table, `<S><B>${open}`)).toThrow(SyntaxError);
    expect(() => read(table, open)).toThrow(SyntaxError);
    expect(read(table, ands).A).toHaveLength(500_001);
    const recursive: StructureSchema = [3, "ns", "S", 0, ["S"], [() => recursive]];
    expect(() => read(recursive, open)).toThrow(Error);
  });
});

describe("values", () => {
  it("reads lists and maps as the items come, among other members", () => {
    const table = structure({
      L: [1, "ns", "L", { xmlFlattened: 1 }, 1],
      M: [2, "ns", "M", { xmlFlattened: 1 }, 0, 0],
      A: 0,
    });
    const entry = (key: string): string => `<M><value>${key}!</value><key>${key}</key></M>`;
    const text = `<S><L>1</L>${entry("a")}<A>x</A><L>2</L>${entry("b")}<L>3</L></S>`;
    expect(read(table, text)).toEqual({ L: [1, 2, 3], M: { a: "a!", b: "b!" }, A: "x" });
  });

  it("keeps names that every object has", () => {
    const table = structure({ ["toString" as string]: [1, "ns", "L", { xmlFlattened: 1 }, 0], M: 128 });
    const text =
      "<S><toString>a</toString><toString>b</toString><M><entry><key>__proto__</key><value>v</value></entry></M></S>";
    const out = read(table, text);
    expect(out.toString).toEqual(["a", "b"]);
    expect(Object.entries(out.M as object)).toEqual([["__proto__", "v"]]);
    expect(Object.getPrototypeOf(out.M)).toBe(Object.prototype);
  });

  it("reads a key without a value as the null of a sparse map", () => {
    const table = structure({ M: [2, "ns", "M", { sparse: 1 }, 0, 0], N: 128 });
    expect(read(table, "<S><M><entry><key>a</key></entry></M><N><entry><key>a</key></entry></N></S>")).toEqual({
      M: { a: null },
      N: {},
    });
  });

  it("writes lists as values of maps in the form that is read", () => {
    const table = structure({ M: [2, "ns", "M", 0, 0, [1, "ns", "L", 0, 0]] });
    const one = codec(restXml, table, table);
    const body = String(one.serialize({ M: { a: ["x", "y"] } }).body);
    expect(body).toContain("<entry><key>a</key><value><member>x</member><member>y</member></value></entry>");
    expect(one.deserialize({ statusCode: 200, headers: {} }, bytes(body))).toEqual({ M: { a: ["x", "y"] } });
  });

  it("keeps a member of a union that the model does not know, whatever it holds", () => {
    const union: SchemaRef = [4, "ns", "U", 0, ["a"], [0]];
    const table = structure({ U: union });
    const value = { U: { $unknown: ["b", { c: ["1", "2"], d: { e: "" } }] } };
    const one = codec(restXml, table, table);
    const body = String(one.serialize(value).body);
    expect(body).toContain("<U><b><c>1</c><c>2</c><d><e></e></d></b></U>");
    expect(one.deserialize({ statusCode: 200, headers: {} }, bytes(body))).toEqual(value);
  });

  it("reads a root that is itself the member", () => {
    const table = structure({ LocationConstraint: 0 });
    expect(read(table, '<LocationConstraint xmlns="urn:s3">eu-west-1</LocationConstraint>')).toEqual({
      LocationConstraint: "eu-west-1",
    });
    expect(read(table, '<LocationConstraint xmlns="urn:s3"/>')).toEqual({});
    expect(read(table, "<S><LocationConstraint>EU</LocationConstraint></S>")).toEqual({ LocationConstraint: "EU" });
  });

  it("gives nothing for an empty body, and for a query without its result", () => {
    const table = structure({ A: 0 });
    for (const protocol of [restXml, awsQuery, ec2Query]) {
      expect(codec(protocol, table).deserialize({ statusCode: 200, headers: {} }, new Uint8Array())).toEqual({});
    }
    const one = codec(awsQuery, table);
    expect(one.deserialize({ statusCode: 200, headers: {} }, bytes("<OpResponse><x/></OpResponse>"))).toEqual({});
  });
});

it("a value that is kept does not keep its answer", () => {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  const table = structure({ A: 0 });
  const answer = `<S><B>${"x".repeat(1_000_000)}</B><A>longer than what engines copy anyway</A></S>`;
  collect();
  const before = process.memoryUsage().heapUsed;
  const kept = Array.from({ length: 50 }, () => read(table, answer).A);
  collect();
  expect(kept).toHaveLength(50);
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(20_000_000);
});

describe("errors", () => {
  const error = (
    protocol: Protocol,
    text: string,
    statusCode = 400,
    headers = {},
  ): ReturnType<OperationCodec["error"]> => codec(protocol, unit).error({ statusCode, headers }, bytes(text));
  const members = "<Resource>r</Resource><Tags><member>a</member></Tags>";
  const inner = `<Type>Sender</Type><Code>NoSuchKey</Code><Message>gone &amp; away</Message>${members}`;

  it.each([
    [
      "wrapped",
      restXml,
      `<ErrorResponse xmlns="urn:x"><Error>${inner}</Error><RequestId>id</RequestId></ErrorResponse>`,
    ],
    ["bare, as S3 has it", restXml, `<?xml version="1.0"?>\n<Error>${inner}<RequestId>id</RequestId></Error>`],
    ["wrapped, query", awsQuery, `<ErrorResponse><Error>${inner}</Error><RequestId>id</RequestId></ErrorResponse>`],
    [
      "in a list, EC2",
      ec2Query,
      `<Response><Errors><Error>${inner}</Error></Errors><RequestID>id</RequestID></Response>`,
    ],
    [
      "the first of several",
      ec2Query,
      `<Response><Errors><Error>${inner}</Error><Error><Code>Other</Code></Error></Errors><RequestID>id</RequestID></Response>`,
    ],
  ])("are read: %s", (_, protocol, text) => {
    const found = error(protocol, text);
    expect(found).toMatchObject({ code: "NoSuchKey", message: "gone & away", requestId: "id", schema: NoSuchKey });
    expect(found.members).toEqual({ Resource: "r", Tags: ["a"] });
    expect(found.data).toMatchObject({ Type: "Sender", Code: "NoSuchKey", Resource: "r" });
  });

  it("have members in headers too", () => {
    const text = `<Error>${inner}</Error>`;
    expect(error(restXml, text, 404, { "x-kind": "k" }).members).toEqual({ Resource: "r", Tags: ["a"], Kind: "k" });
  });

  it("of 404 without a body are called NotFound, others by their status", () => {
    expect(error(restXml, "", 404)).toMatchObject({ code: "NotFound", schema: NotFound, message: "" });
    expect(error(restXml, "", 400)).toMatchObject({ code: "400", schema: undefined, message: "" });
  });

  it.each(["<html><body>busy</body></html>", "busy", "<Error><Code>", "<a><b/></a>", "{}"])(
    "without a code have the body for a message: %s",
    (text) => {
      for (const protocol of [restXml, awsQuery, ec2Query])
        expect(error(protocol, text, 503)).toMatchObject({ code: "503", message: text, members: {} });
    },
  );

  it("are not modelled when their members are not what the model says", () => {
    expect(error(awsQuery, "<ErrorResponse><Error><Code>Odd</Code></Error></ErrorResponse>").message).toBe("Unknown");
    const found = error(restXml, "<Error><Code>NoSuchKey</Code><Resource><x/></Resource></Error>");
    expect(found).toMatchObject({ code: "NoSuchKey", schema: NoSuchKey, members: {} });
  });

  it("survive any depth", () => {
    expect(error(restXml, "<a>".repeat(200_000), 500).code).toBe("500");
  });
});
