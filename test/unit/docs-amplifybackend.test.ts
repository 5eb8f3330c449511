/** All pages of model/amplifybackend: links lead somewhere, code parses, every member and every word of the model is there. */
import { describe, expect, it } from "vitest";
import { documentationOf } from "../../codegen/doc/of.ts";
import { membersOf } from "../../codegen/model/graph.ts";
import type { Member, ShapeId } from "../../codegen/model/types.ts";
import { plainText } from "../../templates/runtime/doc/text.ts";
import { entries } from "../seeds/page-reader.ts";
import { planOfFolder, printedPages } from "./docs-fixture.ts";
import { brokenCode, brokenLinks, repeatedAnchors } from "./docs-page-checks.ts";

describe("all pages of model/amplifybackend", () => {
  const plan = planOfFolder("amplifybackend");
  const all = printedPages(plan);

  it("are the same bytes each time", () => {
    expect([...printedPages(planOfFolder("amplifybackend"))]).toEqual([...all]);
  });

  it("lead only to pages and anchors that there are, and name each anchor once", () => {
    expect(brokenLinks(all)).toEqual([]);
    expect(repeatedAnchors(all)).toEqual([]);
  });

  it("hold code that parses, with all alternatives and with the first of each", () => {
    expect(brokenCode(all)).toEqual([]);
  });

  it("have every member of every operation in model order, and every word that the model says of it", () => {
    for (const operation of plan.model.operations) {
      const page = all.get(`docs/client/${plan.method(operation)}.md`) ?? "";
      const plain = words(page);
      expect(plain, operation.name).toContain(words(plainText(documentationOf(operation))));
      for (const [list, root] of [
        ["request", operation.input],
        ["response", operation.output],
      ] as const) {
        const expected = root === undefined ? [] : expand(root, "", [root]);
        const found = entries(page, list).filter(({ path }) => path !== "$metadata");
        expect(found.map(({ path }) => path)).toEqual(expected.map(({ path }) => path));
        expect(found.map(({ required }) => required)).toEqual(
          expected.map(({ member, element }) => list === "request" && !element && member.write === "required"),
        );
        for (const { member } of expected) {
          const text = words(plainText(documentationOf(member, plan.shape(member.target))));
          expect(plain).toContain(text);
        }
      }
    }
  });

  /** Every member below a shape, as the rule of the reference has it: until a shape comes back. */
  function expand(
    id: ShapeId,
    prefix: string,
    above: readonly ShapeId[],
  ): readonly { readonly path: string; readonly member: Member; readonly element: boolean }[] {
    const shape = plan.shape(id);
    const element = shape.kind === "list" || shape.kind === "map";
    return membersOf(shape).flatMap((member) => {
      const path = `${prefix}${element ? "element" : member.name}`;
      const deeper = above.includes(member.target) ? [] : expand(member.target, `${path}.`, [...above, member.target]);
      return [{ path, member, element }, ...deeper];
    });
  }
});

/** Letters and digits alone: what Markdown adds, or escapes, does not count. */
const words = (text: string): string => text.replace(/[^\p{L}\p{N}]+/gu, " ");
