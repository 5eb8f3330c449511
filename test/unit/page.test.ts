/** Pages of scenarios: what is written into them is read out again, whatever stands in it. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { blocksOf, rewritten } from "../support/page.ts";

const PAGE = "# Title\n\n```json model\n{}\n```\n\nWords.\n\n````md docs/a.md ## B\nold\n```ts\ncode\n```\n````\n";

it("blocks end at a fence that is as long as their first", () => {
  expect(blocksOf(PAGE).map(({ info, body }) => [info, body])).toEqual([
    ["json model", "{}\n"],
    ["md docs/a.md ## B", "old\n```ts\ncode\n```\n"],
  ]);
});

it("a page whose blocks are given their own text stays as it is", () => {
  expect(rewritten(PAGE, ({ body }) => body)).toBe(PAGE);
  expect(rewritten(PAGE, () => undefined)).toBe(PAGE);
});

it("what is written is read again, and writing it again changes nothing", () => {
  const line = fc.constantFrom("", "text", "```", "```ts", "````", "  ```", "# B", "`a`", "~~~");
  const body = fc.array(line, { minLength: 1, maxLength: 6 }).map((lines) => `${lines.join("\n")}\n`);
  fc.assert(
    fc.property(fc.tuple(body, body), (bodies) => {
      const write = (page: string): string => {
        const given = [...bodies];
        return rewritten(page, ({ info }) => (info.startsWith("json") ? given[0] : given[1]));
      };
      const once = write(PAGE);
      expect(blocksOf(once).map((block) => block.body)).toEqual(bodies);
      expect(write(once)).toBe(once);
    }),
  );
});
