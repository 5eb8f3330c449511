/** Paginators against a service of seven items: requests made, pages given, tokens written, results merged. */
import { describe, expect, it } from "vitest";
import {
  createPaginator,
  type PaginationConfiguration,
  type PaginatorDefinition,
} from "../../templates/runtime/client/paginate.ts";
import { search } from "../../templates/runtime/client/search.ts";
import { decodeResumeToken, encodeResumeToken } from "../../templates/runtime/events/resume-token.ts";
import type { OperationSchema } from "../../templates/runtime/schema/schema.ts";
import { unit } from "./unit-table.ts";

interface Input {
  readonly NextToken?: string;
  readonly MaxResults?: number;
  readonly Kind?: string;
}

const schema: OperationSchema = [9, "ns", "ListThings", 0, [3, "ns", "In", 0, ["MaxResults", "Size"], [1, 0]], unit];

class ListThings {
  readonly schema = schema;
  readonly input: Input;
  constructor(input: Input) {
    this.input = input;
  }
}

const definition: PaginatorDefinition = {
  operation: "ListThings",
  command: ListThings,
  inputToken: ["NextToken"],
  outputToken: ["NextToken"],
  resultKeys: ["Things", "Total", "Tags"],
  limitKey: "MaxResults",
  nonAggregateKeys: ["Owner", "Absent"],
};

const ALL = ["a", "b", "c", "d", "e", "f", "g"];

/** Answers with pages of two, or of `MaxResults`; the token is `p` and the place. */
function service(): { readonly requests: Input[]; send(command: ListThings): Promise<object> } {
  const requests: Input[] = [];
  return {
    requests,
    async send({ input }) {
      requests.push(input);
      const start = Number((input.NextToken ?? "p0").slice(1));
      const end = start + (input.MaxResults ?? 2);
      return {
        $metadata: {},
        Things: ALL.slice(start, end),
        Total: 7,
        Tags: [`t${start}`],
        Owner: `owner at ${start}`,
        NextToken: end < ALL.length ? `p${end}` : "",
      };
    },
  };
}

type Page = { readonly Things: readonly string[]; readonly Total: number; readonly NextToken: string };
const paginate = createPaginator<PaginationConfiguration, Input, Page, string>(definition);

async function all<T>(values: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const value of values) list.push(value);
  return list;
}

function text(token: string | undefined): unknown {
  return token === undefined ? undefined : JSON.parse(Buffer.from(token, "base64").toString());
}

describe("pages", () => {
  it("are walked to the end, the caller's input left alone", async () => {
    const client = service();
    const input = { Kind: "cat" };
    const pages = await all(paginate({ client }, input));
    expect(pages.map(({ Things }) => Things.join(""))).toEqual(["ab", "cd", "ef", "g"]);
    expect(client.requests).toEqual([
      { Kind: "cat" },
      { Kind: "cat", NextToken: "p2" },
      { Kind: "cat", NextToken: "p4" },
      { Kind: "cat", NextToken: "p6" },
    ]);
    expect(input).toEqual({ Kind: "cat" });
  });

  it.each([
    [{ maxItems: 3 }, 2, 3, { NextToken: "p2", boto_truncate_amount: 1 }],
    [{ maxItems: "4" }, 2, 4, { NextToken: "p4" }],
    [{ maxItems: 3, pageSize: 5 }, 1, 3, { NextToken: null, boto_truncate_amount: 3 }],
    [{ startingToken: "p4" }, 2, 3, undefined],
    [{ startingToken: "p2___1" }, 3, 4, undefined],
    [{ maxItems: 7 }, 4, 7, undefined],
  ])("%j: %i requests, %i items", async (settings, requests, items, token) => {
    const client = service();
    const pages = paginate({ client, ...settings }, {});
    const given = await all(pages);
    expect(client.requests.length).toBe(requests);
    expect(given.flatMap(({ Things }) => Things).length).toBe(items);
    expect(text(pages.resumeToken)).toEqual(token);
  });

  it("go on where a token says, cut by items, until all were given once", async () => {
    for (const maxItems of [1, 2, 3, 5]) {
      const seen: string[] = [];
      let startingToken: string | undefined;
      do {
        const pages = paginate({ client: service(), maxItems, startingToken }, {});
        seen.push(...(await all(pages)).flatMap(({ Things }) => Things));
        startingToken = pages.resumeToken;
      } while (startingToken !== undefined);
      expect(seen).toEqual(ALL);
    }
  });

  it("do not repeat the other result keys of a page that was cut, but its numbers", async () => {
    const client = service();
    const [first, second] = await all(
      paginate({ client, startingToken: encodeResumeToken({ NextToken: "p2" }, 1) }, {}),
    );
    expect(first).toMatchObject({ Things: ["d"], Tags: [], Total: 7 });
    expect(second).toMatchObject({ Things: ["e", "f"], Tags: ["t4"] });
  });

  it("send the size, as text where the member is text, unless the input has one", async () => {
    const client = service();
    await all(paginate({ client, pageSize: 7 }, {}));
    await all(paginate({ client, pageSize: 7 }, { MaxResults: 9 }));
    const sizes: PaginatorDefinition = { ...definition, limitKey: "Size" };
    await all(createPaginator({ ...sizes })({ client, pageSize: 3 }, {}).items());
    expect(client.requests.map((input) => input.MaxResults ?? (input as { Size?: string }).Size).slice(0, 3)).toEqual([
      7,
      9,
      "3",
    ]);
  });

  it("pass further arguments to `send` and commands through `withCommand`", async () => {
    const calls: unknown[][] = [];
    const client = {
      send: async (...args: unknown[]) => {
        calls.push(args);
        return {};
      },
    };
    const other = new ListThings({ Kind: "other" });
    await all(paginate({ client, withCommand: () => other }, {}, { abortSignal: 1 }));
    expect(calls).toEqual([[other, { abortSignal: 1 }]]);
  });

  it("fail on a token that stays the same, or stop when told so", async () => {
    let calls = 0;
    const client = { send: async () => ({ Things: [++calls], NextToken: "same" }) };
    await expect(all(paginate({ client }, {}))).rejects.toThrow("The same next token was received twice");
    expect(calls).toBe(2);
    expect(await all(paginate({ client, stopOnSameToken: true }, {}).items())).toEqual([3, 4]);
  });

  it("refuse settings that mean nothing", async () => {
    const client = service();
    const bare = createPaginator({ ...definition, limitKey: undefined as never });
    await expect(all(bare({ client, pageSize: 1 }, {}))).rejects.toThrow("pageSize is not supported");
    await expect(all(paginate({ client, maxItems: "x" }, {}))).rejects.toThrow("maxItems");
    await expect(all(paginate({ client, size: 1 } as never, {}))).rejects.toThrow("Unknown setting size");
    await expect(all(paginate({ client, startingToken: "a___b___c" }, {}))).rejects.toThrow("Bad starting token");
    expect(client.requests).toEqual([]);
  });

  it("follow several tokens, paths and `more results`", async () => {
    const several = createPaginator<PaginationConfiguration, object, object, string>({
      operation: "List",
      command: ListThings,
      inputToken: ["KeyMarker", "IdMarker"],
      outputToken: ["Next.Key || Items[-1]", "NextId"],
      moreResults: "IsTruncated",
      resultKeys: ["Items"],
    });
    const answers = [
      { Items: ["a", "b"], NextId: "i1", IsTruncated: true },
      { Items: ["c"], Next: { Key: "k" }, IsTruncated: true },
      { Items: ["d"], Next: { Key: "never" }, IsTruncated: false },
    ];
    const requests: unknown[] = [];
    const client = {
      send: async ({ input }: { input: object }) => {
        requests.push(input);
        return answers[requests.length - 1];
      },
    };
    expect(await all(several({ client }, {}).items())).toEqual(["a", "b", "c", "d"]);
    // The second answer has no id: the token is taken out of the request again.
    expect(requests).toEqual([{}, { KeyMarker: "b", IdMarker: "i1" }, { KeyMarker: "k" }]);
  });
});

describe("other ways to read", () => {
  it("items, searches and the full result each start from the first page", async () => {
    const pages = paginate({ client: service() }, {});
    expect(await all(pages.items())).toEqual(ALL);
    expect(await all(pages.search("Things[?@ != 'b']"))).toEqual(ALL.filter((item) => item !== "b"));
    expect(await all(pages.search("[toString, Page.constructor][]"))).toEqual([]);
    expect(await all(pages.search("Owner"))).toEqual(["owner at 0", "owner at 2", "owner at 4", "owner at 6"]);
  });

  it("merge lists, numbers and the keys of the first page, without tokens", async () => {
    expect(await paginate({ client: service() }, {}).buildFullResult()).toEqual({
      Things: ALL,
      Total: 28,
      Tags: ["t0", "t2", "t4", "t6"],
      Owner: "owner at 0",
      Absent: null,
    });
    const cut = await paginate({ client: service(), maxItems: 3 }, {}).buildFullResult();
    expect(cut).toMatchObject({ Things: ["a", "b", "c"], Total: 14 });
    expect(text(cut.NextToken)).toEqual({ NextToken: "p2", boto_truncate_amount: 1 });
  });
});

describe("resume tokens", () => {
  it.each([
    [{ NextToken: "p2" }, 1, "eyJOZXh0VG9rZW4iOiAicDIiLCAiYm90b190cnVuY2F0ZV9hbW91bnQiOiAxfQ=="],
    [{ Marker: null }, 1, "eyJNYXJrZXIiOiBudWxsLCAiYm90b190cnVuY2F0ZV9hbW91bnQiOiAxfQ=="],
    [{ A: "ü", B: null, C: 5 }, undefined, "eyJBIjogIlx1MDBmYyIsICJCIjogbnVsbCwgIkMiOiA1fQ=="],
    [
      { Key: { a: { B: Uint8Array.of(0, 255) }, l: [Uint8Array.of(120), 'é😀\n"'] } },
      2,
      "eyJLZXkiOiB7ImEiOiB7IkIiOiAiQVA4PSJ9LCAibCI6IFsiZUE9PSIsICJcdTAwZTlcdWQ4M2RcdWRlMDBcblwiIl19LCAiYm90b190cnVuY2F0ZV9hbW91bnQiOiAyLCAiYm90b19lbmNvZGVkX2tleXMiOiBbWyJLZXkiLCAiYSIsICJCIl0sIFsiS2V5IiwgImwiLCAwXV19",
    ],
  ])("are what the Python client writes: %j", (tokens, skip, expected) => {
    const token = encodeResumeToken(tokens, skip);
    expect(token).toBe(expected);
    expect(decodeResumeToken(token, Object.keys(tokens))).toEqual({ tokens, skip: skip ?? 0 });
  });

  it("leave a service's own tokens alone, base64 of JSON among them", () => {
    const own = Buffer.from('{"v": 2, "last": "x"}').toString("base64");
    expect(decodeResumeToken(own, ["NextToken"])).toEqual({ tokens: { NextToken: own }, skip: 0 });
    expect(decodeResumeToken("MTIz", ["NextToken"])).toEqual({ tokens: { NextToken: "MTIz" }, skip: 0 });
    expect(decodeResumeToken("a___b", ["NextToken"])).toEqual({ tokens: { NextToken: "a___b" }, skip: 0 });
  });

  it("read the older spelling", () => {
    expect(decodeResumeToken("k___None___3", ["A", "B"])).toEqual({ tokens: { A: "k", B: null }, skip: 3 });
    expect(decodeResumeToken("k", ["A", "B"])).toEqual({ tokens: { A: "k", B: null }, skip: 0 });
  });
});

describe("search", () => {
  it("walks dotted names by itself and leaves the rest to JMESPath", async () => {
    const data = { a: { b: [1, 2] }, constructor: undefined };
    expect(await search("a.b", data)).toEqual([1, 2]);
    expect(await search("a.c.d", data)).toBeNull();
    expect(await search("toString", data)).toBeNull();
    expect(await search("a.b[-1]", data)).toBe(2);
    await expect(search("a[", data)).rejects.toThrow();
  });
});
