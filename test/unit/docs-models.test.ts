/** Pages of large models of other services: whatever they hold, links, anchors and code are sound. */
import { join } from "node:path";
import { expect, it } from "vitest";
import { describeWithShared, sharedPath } from "../support/shared-folder.ts";
import { planOfSource, printedPages } from "./docs-fixture.ts";
import { brokenCode, brokenLinks, repeatedAnchors } from "./docs-page-checks.ts";

/** Of the protocol that swage speaks; streams of events, unions, recursion and long texts are among them. */
const MODELS = ["amplifyuibuilder", "api-gateway", "lambda", "lex-runtime-v2", "location"];

describeWithShared("the pages of other services", () => {
  for (const name of MODELS) {
    it(`${name}: sound links, anchors and listings`, { timeout: 60_000 }, () => {
      const plan = planOfSource(sharedPath(join("models", "smithy", `${name}.json`)));
      const pages = printedPages(plan);
      expect(pages.size).toBeGreaterThan(plan.model.operations.length);
      expect(brokenLinks(pages)).toEqual([]);
      expect(repeatedAnchors(pages)).toEqual([]);
      expect(brokenCode(pages)).toEqual([]);
    });
  }
});
