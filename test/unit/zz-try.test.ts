import { test } from "vitest";
import { writeFileSync, mkdirSync } from "node:fs";
import { planOfFile } from "./cli-artifact-plan.ts";
import { operationPage } from "../../codegen/artifacts/cli/operation-page.ts";
import { servicePage, waitPage, waiterPage } from "../../codegen/artifacts/cli/service-page.ts";import { waitersOf } from "../../codegen/artifacts/cli/waiters.ts";
import { commandsOf } from "../../codegen/artifacts/cli/options.ts";
import { terminalPage } from "../../codegen/artifacts/cli/page-terminal.ts";
import { roffPage } from "../../codegen/artifacts/cli/page-roff.ts";
test("try", () => {
  for (const [name, path] of (process.env.TRY ?? "amplifybackend=model/amplifybackend").split(",").map(x=>x.split("=")) as [string,string][]) {
  const t0 = performance.now();
  const plan = planOfFile(path);
  const t1 = performance.now();
  const pages = [servicePage(plan), ...commandsOf(plan).map((o) => operationPage(plan, o)), ...[waitPage(plan)].filter(x=>x!==undefined), ...waitersOf(plan).map((w)=>waiterPage(plan, w))];
  const t2 = performance.now();
  const a = pages.map(terminalPage);
  const t3 = performance.now();
  const b = pages.map((p) => roffPage(p, { source: `${plan.package.bin} 1.0.0`, manual: plan.serviceName }));
  const t4 = performance.now();
  const dir = `/tmp/clitest/${name}`; mkdirSync(dir, { recursive: true });
  pages.forEach((p, i) => { writeFileSync(`${dir}/${p.manual}.txt`, a[i]!); writeFileSync(`${dir}/${p.manual}.1`, b[i]!); });
  console.log(name, pages.length, "load", t1-t0, "pages", t2-t1, "term", t3-t2, "roff", t4-t3, "bytes", a.join("").length, b.join("").length);
  }
}, 120000);
