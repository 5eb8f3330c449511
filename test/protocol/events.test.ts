/**
 * The event stream tests among the Smithy protocol tests, both directions, against the generated client: messages that are
 * sent are compared header by header, messages that are received come as the bytes of the case.
 */
import { beforeAll, describe, expect, it } from "vitest";
import { chunksOf } from "../../templates/runtime/client/streams.ts";
import type { HttpRequest, HttpResponse } from "../../templates/runtime/http/http.ts";
import { codec, collect, iterate, split } from "../support/events.ts";
import { describeWithShared, readShared, sharedPath } from "../support/shared-folder.ts";
import { type Package, packageOf } from "./client.ts";
import { endpointRules } from "./endpoint-rules.ts";
import { Suite, shortName } from "./suite.ts";

type Plain = Readonly<Record<string, unknown>>;
type HeaderValues = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

interface Event {
  readonly type: "request" | "response";
  readonly params?: Plain;
  readonly headers?: HeaderValues;
  readonly body?: string;
  readonly bytes?: string;
}

interface EventCase {
  readonly id: string;
  readonly events?: readonly Event[];
  readonly initialRequestParams?: Plain;
  readonly initialRequest?: { readonly headers?: Readonly<Record<string, string>> };
  readonly initialResponseParams?: Plain;
  readonly initialResponse?: {
    readonly code: number;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: string;
  };
  readonly expectation?: { readonly failure?: { readonly errorId?: string } };
  readonly appliesTo?: "client" | "server";
}

interface OperationShape {
  readonly type: string;
  readonly traits?: Plain;
  readonly input?: { readonly target: string };
  readonly output?: { readonly target: string };
}
interface UnionShape {
  readonly traits?: Plain;
  readonly members?: Readonly<Record<string, { readonly target: string; readonly traits?: Plain }>>;
}

/** What the official client does not do either. */
const KNOWN: Readonly<Record<string, string>> = {
  MissingRequiredInitialResponseOutput: "a required member that the answer lacks stays absent",
  DuplexMissingRequiredInitialResponseOutput: "a required member that the answer lacks stays absent",
};

const PATH = "protocol-tests/aws_protocoltests_restjson_RestJson.json";
describeWithShared("Smithy event stream tests", () => {
  const ast = JSON.parse(readShared(PATH)) as {
    readonly shapes: Readonly<Record<string, OperationShape & UnionShape>>;
  };
  const suite = new Suite(ast as never);
  let made: Package;
  beforeAll(async () => {
    const found = await packageOf(sharedPath(PATH), endpointRules(ast as never), {});
    if (typeof found === "string") throw new Error(found);
    made = found;
  });

  for (const [id, { type, traits, input, output }] of Object.entries(ast.shapes)) {
    const cases = (traits?.["smithy.test#eventStreamTests"] ?? []) as readonly EventCase[];
    if (type !== "operation" || cases.length === 0) continue;
    const [sends, receives] = [streamOf(input?.target, ast.shapes), streamOf(output?.target, ast.shapes)];
    describe(shortName(id), () => {
      for (const test of cases.filter((one) => one.appliesTo !== "server")) {
        const check = async (): Promise<void> => {
          const wanted = test.expectation?.failure;
          const run = converse(made, suite, shortName(id), test, sends, receives);
          if (wanted === undefined) return run;
          const error = await run.then(
            () => undefined,
            (thrown: unknown) => thrown,
          );
          expect(error).toBeInstanceOf(wanted.errorId === undefined ? Error : made.error(shortName(wanted.errorId)));
        };
        const reason = KNOWN[test.id];
        if (reason === undefined) it(test.id, check);
        else it(`${test.id}: ${reason}`, () => expect(check()).rejects.toThrow());
      }
    });
  }
});

interface StreamMember {
  readonly name: string;
  readonly union: string;
}

function streamOf(id: string | undefined, shapes: Readonly<Record<string, UnionShape>>): StreamMember | undefined {
  const members = Object.entries(shapes[id ?? ""]?.members ?? {});
  const found = members.find(([, { target }]) => "smithy.api#streaming" in (shapes[target]?.traits ?? {}));
  return found && { name: found[0], union: found[1].target };
}

/** One call: the events of the case go out and come in; what does not fit fails. */
async function converse(
  made: Package,
  suite: Suite,
  operation: string,
  test: EventCase,
  sends: StreamMember | undefined,
  receives: StreamMember | undefined,
): Promise<void> {
  const { events = [], initialResponse } = test;
  const requests = events.filter((one) => one.type === "request");
  const responses = events.filter((one) => one.type === "response");
  let request: HttpRequest | undefined;
  let sent: Buffer | undefined;
  const handle = async (given: HttpRequest): Promise<{ response: HttpResponse }> => {
    request = given;
    if (sends !== undefined) sent = Buffer.concat(await collect(chunksOf(given.body)));
    const { code = 200, headers = {}, body } = initialResponse ?? {};
    const lower = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
    const bytes =
      body === undefined ? responses.map(({ bytes = "" }) => Buffer.from(bytes, "base64")) : [Buffer.from(body)];
    return { response: { statusCode: code, headers: Object.fromEntries(lower), body: iterate(bytes) } };
  };
  const input = { ...test.initialRequestParams };
  const params = requests.map((one) => suite.value(sends?.union ?? "", one.params));
  const output = await made.call(
    operation,
    { ...input, ...(sends && { [sends.name]: iterate(params) }) },
    {
      endpoint: "https://example.com",
      sign: false,
      validate: { input: "off" },
      requestHandler: { metadata: { handlerProtocol: "http/1.1" }, handle },
    },
  );
  for (const [name, value] of Object.entries(test.initialRequest?.headers ?? {})) {
    expect(request?.headers[name.toLowerCase()]).toBe(value);
  }
  const messages = split(sent ?? Buffer.alloc(0)).map((frame) => codec.decode(frame));
  expect(messages).toHaveLength(requests.length);
  requests.forEach(({ headers = {}, body = "" }, index) => {
    expect(plainHeaders(messages[index]?.headers ?? {})).toEqual(headers);
    expect(Buffer.from(messages[index]?.body ?? []).toString()).toBe(body);
  });
  expect(output).toMatchObject(test.initialResponseParams ?? {});
  const got = receives ? await collect(output[receives.name] as AsyncIterable<unknown>) : [];
  expect(got).toEqual(responses.map((one) => suite.value(receives?.union ?? "", one.params)));
}

/** Header values as cases write them. */
function plainHeaders(headers: ReturnType<typeof codec.decode>["headers"]): HeaderValues {
  const entries = Object.entries(headers).map(([name, { type, value }]) => {
    switch (type) {
      case "binary":
        return [name, { blob: Buffer.from(value).toString("base64") }];
      case "timestamp":
        return [name, { timestamp: value.toISOString().replace(".000", "") }];
      case "long":
        return [name, { long: value.valueOf() }];
      default:
        return [name, { [type]: value }];
    }
  });
  return Object.fromEntries(entries);
}
