/** The pages of a small model with one of everything: each fact of a shape, operation or member, where the page says it. */
import { describe, expect, it } from "vitest";
import { blocks, codeBlock, entries, exceptionNames, section } from "../seeds/page-reader.ts";
import { planOfShapes, printedPages } from "./docs-fixture.ts";
import { brokenCode, brokenLinks, repeatedAnchors } from "./docs-page-checks.ts";

const STRING = "smithy.api#String";
const doc = (text: string) => ({ "smithy.api#documentation": text });
const http = (method: string, uri: string) => ({ "smithy.api#http": { method, uri } });
const structure = (members: object, traits: object = {}) => ({ type: "structure", members, traits });

/** A service with one of everything that a page can say. */
const zoo = planOfShapes(["Feed", "Look", "Ping"], {
  Feed: {
    type: "operation",
    input: { target: "test#FeedInput" },
    output: { target: "test#FeedOutput" },
    errors: [{ target: "test#Hungry" }, { target: "test#Busy" }],
    traits: {
      ...doc("<p>Feeds an <a>Animal</a>. See <a>Look</a> and <a>Nobody</a>.</p>"),
      ...http("PUT", "/animals/{Name}"),
      "smithy.api#deprecated": { message: "Use Look.", since: "2024-01-01" },
      "swage#destructive": { what: "the food." },
      "smithy.api#examples": [
        {
          title: "Feed one.",
          documentation: "At noon.",
          input: { Name: "o'neil", When: 1700000000, Food: "YWJj" },
          output: { Left: 3 },
        },
        { title: "None left", input: { Name: "x" }, error: { shapeId: "test#Hungry", content: { Message: "No" } } },
      ],
    },
  },
  FeedInput: structure({
    Name: { target: STRING, traits: { "smithy.api#required": {}, "smithy.api#httpLabel": {}, ...doc("Who.") } },
    Limit: { target: "test#Size", traits: { "smithy.api#httpQuery": "limit", "smithy.api#default": 10 } },
    Token: { target: STRING, traits: { "smithy.api#idempotencyToken": {}, "smithy.api#required": {} } },
    Key: { target: "test#Secret", traits: { "smithy.api#httpHeader": "X-Key" } },
    Old: { target: STRING, traits: { "smithy.api#deprecated": { message: "Use Name." } } },
    Older: { target: STRING, traits: doc("<p><b>(DEPRECATED)</b> Use Name.</p>") },
    When: { target: "smithy.api#Timestamp" },
    Food: { target: "smithy.api#Blob" },
    Animal: { target: "test#Animal", traits: { "smithy.api#jsonName": "beast" } },
    Choice: { target: "test#Choice" },
    Counts: { target: "test#Counts" },
    Any: { target: "smithy.api#Document" },
    Tags: { target: "test#Tags" },
  }),
  FeedOutput: structure(
    { Left: { target: "smithy.api#Integer" }, Choice: { target: "test#Choice" } },
    doc("What is left."),
  ),
  Size: { type: "integer", traits: { "smithy.api#range": { min: 1, max: 25 }, ...doc("How many.") } },
  Secret: {
    type: "string",
    traits: { "smithy.api#sensitive": {}, "smithy.api#length": { min: 3 }, "smithy.api#pattern": "^[a-z]+`$" },
  },
  Animal: structure({
    Kind: { target: "test#Kind", traits: { "smithy.api#required": {} } },
    Young: { target: "test#Animals" },
  }),
  Animals: { type: "list", member: { target: "test#Animal" } },
  Kind: {
    type: "enum",
    members: {
      CAT: { target: "smithy.api#Unit", traits: { "smithy.api#enumValue": "cat", ...doc("Purrs.") } },
      DOG: { target: "smithy.api#Unit", traits: { "smithy.api#enumValue": "dog", "smithy.api#deprecated": {} } },
    },
  },
  Choice: { type: "union", members: { Left: { target: STRING }, Right: { target: "smithy.api#Boolean" } } },
  Counts: { type: "map", key: { target: "test#Kind" }, value: { target: "smithy.api#Double" } },
  Tags: {
    type: "list",
    member: { target: STRING },
    traits: { "smithy.api#length": { max: 1 }, "smithy.api#uniqueItems": {} },
  },
  Hungry: structure(
    { Message: { target: STRING }, Since: { target: "smithy.api#Timestamp" } },
    { "smithy.api#error": "client", "smithy.api#httpError": 404, ...doc("Nothing there.") },
  ),
  Busy: structure({}, { "smithy.api#error": "server", "smithy.api#retryable": { throttling: true } }),
  Look: {
    type: "operation",
    input: { target: "test#LookInput" },
    output: { target: "test#LookOutput" },
    traits: {
      ...http("GET", "/animals"),
      "smithy.api#readonly": {},
      "smithy.api#paginated": { inputToken: "Next", outputToken: "Next", items: "Animals" },
      "smithy.waiters#waitable": {
        Fed: {
          minDelay: 2,
          maxDelay: 9,
          acceptors: [
            { state: "success", matcher: { output: { path: "Next", expected: "no", comparator: "stringEquals" } } },
            { state: "retry", matcher: { errorType: "Busy" } },
            { state: "failure", matcher: { success: false } },
          ],
        },
      },
    },
  },
  LookInput: structure({ Next: { target: STRING, traits: { "smithy.api#httpQuery": "next" } } }),
  LookOutput: structure({ Animals: { target: "test#Animals" }, Next: { target: STRING } }),
  Ping: { type: "operation", traits: http("GET", "/ping") },
});
const pages = printedPages(zoo);
const at = (path: string): string => {
  const page = pages.get(path);
  if (page === undefined) throw new Error(`no page ${path} among ${[...pages.keys()].join(", ")}`);
  return page;
};
const feed = at("docs/client/feed.md");
const entryLine = (page: string, anchor: string): string =>
  page.split("\n").find((line) => line.includes(`<a id="${anchor}"></a>`)) ?? `no ${anchor}`;
const below = (page: string, anchor: string): string => {
  const lines = page.split("\n");
  const start = lines.findIndex((line) => line.includes(`<a id="${anchor}"></a>`));
  const end = lines.findIndex((line, index) => index > start && /^ *- <a id=|^#/.test(line));
  return lines.slice(start + 1, end).join("\n");
};

describe("an operation's page", () => {
  it("opens with breadcrumb, boxes, description and addresses", () => {
    expect(feed.split("\n").slice(0, 11)).toEqual([
      "# feed",
      "",
      "[Zoo](../index.md) / [Client](../index.md#client) / feed",
      "",
      "> **Deprecated since 2024-01-01:** this operation is only kept so that old code goes on working. Use Look.",
      "",
      "> **Warning:** what is lost when this runs: the food.",
      "",
      "Feeds an [Animal](../types/Animal.md). See [Look](look.md) and Nobody.",
      "",
      "[API reference](https://docs.aws.amazon.com/goto/WebAPI/zoo-2020-01-01/Feed) · `PUT /animals/{Name}` · `zoo feed`",
    ]);
  });

  it("shows each kind of value in the request syntax", () => {
    expect(codeBlock(section(feed, "## Request syntax"), "ts")).toBe(`const response = await client.feed({
  Name: "string",
  Limit: 123,
  Token: "string",
  Key: "string",
  Old: "string",
  Older: "string",
  When: new Date("2015-01-01T00:00:00Z"),
  Food: new Uint8Array(),
  Animal: {
    Kind: "cat" | "dog",
    Young: [
      {/* recursive */},
    ],
  },
  Choice: { // one of
    Left: "string",
    Right: true | false,
  },
  Counts: {
    ["cat" | "dog"]: 123.0,
  },
  Any: { key: "value" } | ["value"] | 123 | "string" | true | null,
  Tags: [
    "string",
  ],
});
`);
  });

  it("marks what is required, filled in, defaulted, sensitive, deprecated, and where it travels", () => {
    expect(entryLine(feed, "request.Name")).toMatch(
      /\*\*Name\*\* `string` · \*\*required\*\* · `--name` · path `{Name}`$/,
    );
    expect(entryLine(feed, "request.Limit")).toMatch(
      /\*\*Limit\*\* `number` · default `10` · `--limit` · query `limit`$/,
    );
    expect(entryLine(feed, "request.Token")).toMatch(/\*\*Token\*\* `string` · filled in when left out · /);
    expect(entryLine(feed, "request.Key")).toMatch(/\*\*Key\*\* `string` · sensitive · `--key` · header `X-Key`$/);
    expect(entryLine(feed, "request.Old")).toMatch(/\*\*Old\*\* `string` · \*\*deprecated\*\*: Use Name · /);
    expect(entryLine(feed, "request.Older")).toMatch(/\*\*Older\*\* `string` · \*\*deprecated\*\* · /);
    expect(entryLine(feed, "request.Animal")).toMatch(
      /\*\*Animal\*\* \[`Animal`\]\(\.\.\/types\/Animal\.md\) · `--animal` · body `beast`$/,
    );
    expect(entryLine(feed, "request.Any")).toMatch(/· body$/);
  });

  it("says what bounds a value, and which values there are", () => {
    expect(below(feed, "request.Limit")).toContain("Constraints: 1 to 25");
    expect(below(feed, "request.Key")).toContain("Constraints: at least 3 characters; matches ``^[a-z]+`$``");
    expect(below(feed, "request.Tags")).toContain("Constraints: at most 1 element; no element twice");
    expect(below(feed, "request.Animal.Kind")).toContain("Values: `cat`, `dog` (deprecated)");
    expect(below(feed, "request.Choice")).toContain("Exactly one of these members can be set.");
    expect(below(feed, "response.Choice")).toContain("One of these members is set.");
  });

  it("gives a member without text the text of its shape", () => {
    expect(below(feed, "request.Limit")).toContain("How many.");
  });

  it("nests lists, maps and structures, and stops where a shape comes back", () => {
    const list = entries(feed, "request").filter(({ path }) => /^(Animal|Counts)/.test(path));
    expect(list.map(({ path, type, depth, required }) => [path, type, depth, required])).toEqual([
      ["Animal", "Animal", 0, false],
      ["Animal.Kind", "Kind", 1, true],
      ["Animal.Young", "Animal[]", 1, false],
      ["Animal.Young.element", "Animal", 2, false],
      ["Counts", "Partial<Record<Kind, number>>", 0, false],
      ["Counts.key", "Kind", 1, false],
      ["Counts.value", "number", 1, false],
    ]);
    expect(below(feed, "request.Animal.Young.element")).toContain("Described further up");
  });

  it("has no required marks in results, and the output's own text", () => {
    expect(entries(feed, "response").some(({ required }) => required)).toBe(false);
    expect(section(feed, "## Returns")).toContain("HTTP status 200");
    expect(section(feed, "## Returns")).toContain("What is left.");
  });

  it("lists errors in the operation's order, with status, fault and whether they are retried", () => {
    expect(exceptionNames(feed)).toEqual(["Hungry", "Busy"]);
    expect(section(feed, "## Exceptions")).toContain("(HTTP 404, client fault, not retried): Nothing there.");
    expect(section(feed, "## Exceptions")).toContain("- [Busy](../exceptions/Busy.md) (server fault, retried)");
  });

  it("shows examples as calls with dates and bytes, and as command lines that a shell reads", () => {
    const examples = section(feed, "## Examples");
    expect(blocks(examples, "ts")).toEqual([
      `const response = await client.feed({
  Name: "o'neil",
  When: new Date(1700000000000),
  Food: new TextEncoder().encode("YWJj"),
});
`,
      'await client.feed({ Name: "x" });\n',
    ]);
    expect(blocks(examples, "js")).toEqual(["{ Left: 3 }\n", '{ Message: "No" }\n']);
    expect(blocks(examples, "sh")[0]).toContain("--name 'o'\\''neil'");
    expect(examples).toContain("throws [Hungry](../exceptions/Hungry.md):");
  });

  it("does without what the operation does not have", () => {
    const ping = at("docs/client/ping.md");
    expect(codeBlock(section(ping, "## Request syntax"), "ts")).toBe("const response = await client.ping();\n");
    expect(codeBlock(section(ping, "## Signature"), "ts")).toContain("client.ping(input?: PingCommandInput");
    expect(section(ping, "## Parameters").trim()).toBe("None.");
    expect(section(ping, "## Exceptions")).toContain("The model names none.");
    expect(ping).not.toContain("## Examples");
  });
});

describe("other pages", () => {
  it("the overview lists methods with their first sentence, deprecated ones marked", () => {
    const methods = section(at("docs/index.md"), "## Methods");
    expect(methods).toContain("- [feed](client/feed.md) (deprecated): Feeds an Animal.\n");
    expect(methods).toContain("- [ping](client/ping.md)\n");
    expect(methods.match(/\[\w+\]/g)).toEqual(
      ["canPaginate", "destroy", "feed", "generatePresignedUrl", "getPaginator", "getWaiter", "look", "ping"].map(
        (name) => `[${name}]`,
      ),
    );
  });

  it("the overview and the README show a call that reads and changes nothing", () => {
    for (const path of ["docs/index.md", "README.md"]) expect(at(path)).toContain("await client.look();");
    expect(at("README.md")).toContain("npx -p zoo zoo look\n");
    expect(at("README.md")).not.toContain("AWS_SECRET_ACCESS_KEY");
  });

  it("a paginator leaves out the token and tells how to start and stop", () => {
    const page = at("docs/paginators/Look.md");
    expect(codeBlock(section(page, "## Request syntax"), "ts")).toBe("const pages = paginateLook({ client }, {});\n");
    expect(page).toContain("fills in `Next` itself");
    expect(page).not.toContain("pageSize");
    expect(codeBlock(section(page, "### Response syntax"), "ts")).not.toContain("Next:");
    expect(at("docs/client/look.md")).toContain("[paginateLook](../paginators/Look.md)");
  });

  it("a waiter says its rules in order, and its pauses", () => {
    const page = at("docs/waiters/Fed.md");
    expect(section(page, "## Rules").match(/^1\. .*$/gm)).toEqual([
      "1. **success** when `Next` of the result is `no`",
      "1. **retry** when the call fails with `Busy`",
      "1. **failure** when the call fails",
    ]);
    expect(page).toContain(
      "every 2 seconds and at most 40 times, or, with `maxWaitTime`, in pauses that grow by chance from 2 up to 9 seconds",
    );
    expect(page).toContain("zoo wait fed");
  });

  it("an exception has its class, guard, members and a way to catch it", () => {
    const page = at("docs/exceptions/Hungry.md");
    expect(entries(page, "error").map(({ name }) => name)).toEqual([
      "Message",
      "Since",
      "message",
      "$metadata",
      "$fault",
    ]);
    expect(page).toContain("| HTTP status | 404 |");
    expect(page).toContain("if (!isHungry(error)) throw error;");
    expect(page).toContain("[feed](../client/feed.md)");
    expect(at("docs/exceptions/Busy.md")).toContain("| HTTP status | not modelled |");
  });

  it("an error and a Unit can be members", () => {
    const plan = planOfShapes(["Watch"], {
      Watch: { type: "operation", output: { target: "test#WatchOutput" }, traits: http("GET", "/watch") },
      WatchOutput: structure({ Events: { target: "test#Events" } }),
      Events: {
        type: "union",
        members: { Gone: { target: "test#Gone" }, Tick: { target: "smithy.api#Unit" } },
        traits: { "smithy.api#streaming": {} },
      },
      Gone: structure({ Message: { target: STRING } }, { "smithy.api#error": "client" }),
    });
    const page = printedPages(plan).get("docs/client/watch.md") ?? "";
    expect(entryLine(page, "response.Events.Gone")).toContain("[`Gone`](../exceptions/Gone.md)");
    expect(entryLine(page, "response.Events.Tick")).toContain("`Record<string, never>`");
    expect(page).toContain("`Events` is an `AsyncIterable`");
    expect(page).not.toContain("## Command line");
  });

  it("a type links to its users; an enum tells what each value means", () => {
    const kind = at("docs/types/Kind.md");
    expect(kind).toContain('- <a id="value.cat"></a>`cat` (`Kind.CAT`)\n\n  Purrs.');
    expect(kind).toContain("[feed](../client/feed.md), [look](../client/look.md)");
    expect(at("docs/types/Choice.md")).toContain("A union that is sent and received");
    expect([...pages.keys()].some((path) => path.includes("FeedInput"))).toBe(false);
  });
});

it("all its pages have sound links, anchors and listings", () => {
  expect(brokenLinks(pages)).toEqual([]);
  expect(repeatedAnchors(pages)).toEqual([]);
  expect(brokenCode(pages)).toEqual([]);
});
