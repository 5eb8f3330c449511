/** What is wrong with a botocore model is said with file, line and column, in botocore's words, all of it at once. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, it } from "vitest";
import { runOne } from "../../codegen/run.ts";
import { workshop } from "../support/workshop.ts";

const place = workshop();
afterAll(() => place.close());
let count = 0;

const METADATA =
  '"metadata": {"apiVersion": "1", "endpointPrefix": "zoo", "serviceId": "Zoo", "protocol": "rest-json"}';

/** `code file:line what stands there: message (hint)` of each fault; `parts` are lines of service-2.json inside of its braces. */
function said(
  parts: readonly string[],
  files: Readonly<Record<string, string>> = {},
  packed = false,
): readonly string[] {
  count += 1;
  const folder = join(place.path, `model-${count}`);
  mkdirSync(folder);
  const text = `{\n${parts.join(",\n")}\n}\n`;
  if (packed) writeFileSync(join(folder, "service-2.json.gz"), gzipSync(text));
  else writeFileSync(join(folder, "service-2.json"), text);
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  const { diagnostics } = runOne(
    "validate",
    { input: folder, output: "" },
    { swage: "0.0.0", generator: "", force: false },
  );
  return diagnostics
    .filter((one) => one.severity !== "info")
    .map(({ code, file = "", position, message, hint }) => {
      const name = file.split("/").at(-1) ?? "";
      const { line = 0, column = 0 } = position ?? {};
      const there = (files[name] ?? text).split("\n")[line - 1]?.slice(column - 1);
      const token = /^"[^"]*"|^\S/.exec(there ?? "")?.[0];
      return `${code} ${name}:${line} ${token}: ${message}${hint === undefined ? "" : ` (${hint})`}`;
    });
}

const operations = (text: string): string => `"operations": {${text}}`;
const shapes = (text: string): string => `"shapes": {"String": {"type": "string"}, ${text}}`;
const FEED = '"Feed": {"http": {"method": "POST", "requestUri": "/"}, "input": {"shape": "FeedInput"}}';
const INPUT = '"FeedInput": {"type": "structure", "members": {"A": {"shape": "String"}}}';

describe("the form of the file", () => {
  it("is an object with metadata, operations and shapes", () => {
    expect(said(['"metadata": {"apiVersion": "1"}', operations("")])).toEqual([
      'SW1011 service-2.json:1 {: service: `shapes` is missing. (add "shapes")',
      'SW1011 service-2.json:2 {: metadata: `endpointPrefix` is missing. (add "endpointPrefix")',
    ]);
  });

  it("may ask for a signature that nobody makes any more", () => {
    const old = METADATA.replace("}", ', "signatureVersion": "v2"}');
    expect(said([old, operations(FEED), shapes(INPUT)])).toEqual([
      'SW2072 service-2.json:2 "v2": The model asks for signatures of version 2: requests are signed with version 4. (where the service takes no other, give the client a `signer` of version 2)',
    ]);
    expect(said([METADATA, operations(FEED), shapes(INPUT)])).toEqual([]);
  });

  it("is checked key by key", () => {
    expect(
      said([
        METADATA,
        operations(FEED),
        shapes(`${INPUT},\n"Few": {"type": "integer", "min": "1"},\n"A": {"type": 5}`),
      ]),
    ).toEqual([
      'SW1009 service-2.json:5 "1": min: a number is expected, not "1".',
      "SW1009 service-2.json:6 5: type: a string that is not empty is expected, not 5.",
    ]);
  });

  it("is told in a packed file, too", () => {
    expect(said([METADATA, operations(""), '"shapes": []'], {}, true)).toEqual([
      "SW1009 service-2.json.gz:4 [: shapes: an object is expected, not [].",
    ]);
  });

  it("holds for the files beside it", () => {
    expect(
      said([METADATA, operations(FEED), shapes(INPUT)], { "paginators-1.json": '{"pagination":\n{"Feed": {}}}' }),
    ).toEqual([
      'SW1011 paginators-1.json:2 {: Feed: `input_token` is missing. (add "input_token")',
      'SW1011 paginators-1.json:2 {: Feed: `output_token` is missing. (add "output_token")',
    ]);
  });

  it("is JSON", () => {
    expect(said([METADATA, '"shapes": {]'])[0]).toMatch(/^SW1001 service-2\.json:3 \]: /);
  });
});

describe("references", () => {
  it("lead to shapes of the right type", () => {
    expect(
      said([
        METADATA,
        operations('"Feed": {"http": {"method": "POST", "requestUri": "/"}, "input": {"shape": "String"}}'),
        shapes(
          '"A": {"type": "structure", "members": {"B": {"shape": "Strin"}}},\n"M": {"type": "map", "key": {"shape": "A"}, "value": {"shape": "String"}}',
        ),
      ]),
    ).toEqual([
      'SW1010 service-2.json:3 "String": String is a string, and a structure is expected here.',
      'SW1003 service-2.json:4 "Strin": The shape Strin does not exist. (did you mean String?)',
      'SW1010 service-2.json:5 "A": A is a structure, and a string is expected here.',
    ]);
  });

  it("of payload and required lead to members", () => {
    expect(
      said([
        METADATA,
        operations(FEED),
        shapes(
          '"FeedInput": {"type": "structure", "required": ["Boddy"],\n"payload": "Bdy", "members": {"Body": {"shape": "String"}}}',
        ),
      ]),
    ).toEqual([
      'SW1003 service-2.json:4 "Boddy": FeedInput has no member Boddy. (did you mean Body?)',
      'SW1003 service-2.json:5 "Bdy": FeedInput has no member Bdy. (did you mean Body?)',
    ]);
  });

  it("of types are to types that there are, with what they need", () => {
    expect(said([METADATA, operations(""), shapes('"A": {"type": "lst"},\n"B": {"type": "list"}')])).toEqual([
      'SW1004 service-2.json:4 "lst": The shape type "lst" is unknown. (did you mean "list"?)',
      'SW1011 service-2.json:5 {: A list has a `member`. (add "member": {"shape": …})',
    ]);
  });

  it("of paginators and waiters are to operations", () => {
    const files = {
      "paginators-1.json": '{"pagination": {"Fed": {"input_token": "A", "output_token": "B"}}}',
      "waiters-2.json":
        '{"version": 2, "waiters": {"Full": {"operation": "Fee", "delay": 1, "maxAttempts": 2, "acceptors": [{"matcher": "status", "expected": 200, "state": "success"}]}}}',
    };
    expect(said([METADATA, operations(FEED), shapes(INPUT)], files)).toEqual([
      'SW1003 paginators-1.json:1 "Fed": The service has no operation Fed. (did you mean Feed?)',
      'SW1003 waiters-2.json:1 "Fee": The service has no operation Fee. (did you mean Feed?)',
    ]);
  });
});

describe("what travels", () => {
  it("has a member for each label, and a label for each such member", () => {
    const uri = FEED.replace('"/"', '"/a/{id}"');
    const input =
      '"FeedInput": {"type": "structure", "members": {"Id": {"shape": "String", "location": "uri", "locationName": "idd"}}}';
    expect(said([METADATA, operations(uri), shapes(input)])).toEqual([
      'SW1017 service-2.json:3 "/a/{id}": The URI label {id} has no member. (give an input member "location": "uri" and "locationName": "id"; did you mean {idd}?)',
      'SW1018 service-2.json:3 "/a/{id}": The member Id goes into the URI, and the URI has no label {idd}. (put {idd} into "/a/{id}", or take the location off the member)',
    ]);
  });

  it("has a place of its own", () => {
    const header = (name: string): string =>
      `"${name}": {"shape": "String", "location": "header",\n"locationName": "x-a"}`;
    const input = `"FeedInput": {"type": "structure", "members": {${header("A")}, ${header("B")}}}`;
    expect(said([METADATA, operations(FEED), shapes(input)])).toMatchObject([
      expect.stringMatching(/^SW1019 service-2\.json:6 "x-a": A and B both travel as the header x-a\./),
    ]);
  });
});

describe("paths", () => {
  const output = FEED.replace(
    '"input": {"shape": "FeedInput"}',
    '"input": {"shape": "FeedInput"}, "output": {"shape": "FeedInput"}',
  );

  it("of a paginator are looked for in its file", () => {
    const pagination =
      '{"pagination": {"Feed": {\n"input_token": "A",\n"output_token": "Nxt",\n"more_results": "More", "result_key": ["A", "B"]}}}';
    expect(said([METADATA, operations(output), shapes(INPUT)], { "paginators-1.json": pagination })).toEqual([
      'SW1020 paginators-1.json:3 "Nxt": outputToken: com.amazonaws.zoo#FeedInput has no member Nxt. (it has A)',
      "SW1020 paginators-1.json:4 [: items: com.amazonaws.zoo#FeedInput has no member B. (did you mean A?)",
      'SW1020 paginators-1.json:4 "More": moreResults: com.amazonaws.zoo#FeedInput has no member More. (it has A)',
    ]);
  });

  it("of a waiter are, too", () => {
    const waiters =
      '{"version": 2, "waiters": {"Full": {"operation": "Feed", "delay": 1, "maxAttempts": 2, "acceptors": [\n{"matcher": "path", "argument": "Status", "expected": "x", "state": "success"}]}}}';
    expect(said([METADATA, operations(output), shapes(INPUT)], { "waiters-2.json": waiters })).toEqual([
      'SW1021 waiters-2.json:2 "Status": Full: com.amazonaws.zoo#FeedInput has no member Status. (it has A)',
    ]);
  });

  it("of endpoint rules stand in theirs", () => {
    const rules =
      '{"version": "1.0", "parameters": {},\n"rules": [{"type": "endpoint", "conditions": [{"fn": "isSett", "argv": []}], "endpoint": {"url": "https://x"}}]}';
    expect(said([METADATA, operations(""), shapes(INPUT)], { "endpoint-rule-set-1.json": rules })).toMatchObject([
      expect.stringMatching(/^SW1022 endpoint-rule-set-1\.json:2 "isSett": /),
    ]);
  });
});

describe("protocols", () => {
  it("are ones that can be spoken, one of them at least", () => {
    const with_ = (protocols: string): readonly string[] =>
      said([METADATA.replace('"rest-json"', `"x", "protocols": ${protocols}`), operations(""), shapes(INPUT)]);
    expect(with_('["smoke", "json"]')).toEqual([]);
    expect(with_('["smoke"]')).toEqual([
      "SW1007 service-2.json:2 [: The service speaks smoke, and swage speaks rest-json, rest-xml, json, query, ec2, smithy-rpc-v2-cbor.",
    ]);
  });
});
