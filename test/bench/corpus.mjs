/**
 * All of botocore's services in one process, all artifacts but docs, written to disk: CPU, memory, and how cost grows with a
 * model's members. `node test/bench/corpus.mjs`, with `--only ec2,s3` for some; prints figures and budgets, never fails.
 * Needs dist/ (npm run build), and fetches the models once, as `npm run test:models` does.
 * ext4 makes files slowly for minutes after thousands were deleted, as a run before has: `TMPDIR=/dev/shm` shows swage alone.
 */
import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { corpus, root } from "../models/corpus.mjs";

const { compileLater, runOne } = createRequire(import.meta.url)(join(root, "dist", "run.cjs"));
compileLater();
const words = process.argv.slice(2);
const only = words.includes("--only") ? words[words.indexOf("--only") + 1].split(",") : undefined;
const work = mkdtempSync(join(tmpdir(), "swage-corpus-"));
const environment = { swage: "0.0.0", generator: "bench", force: false };

const cpu = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};
const models = corpus(["botocore"]).filter(
  ({ name }) => only === undefined || only.includes(name.slice("botocore-".length)),
);
const rows = [];
for (const { name, input } of models) {
  const before = cpu();
  const service = { input, output: join(work, name), without: ["docs", "mock"] };
  const { failed, model, diagnostics } = runOne("generate", service, environment);
  const members = Object.values(model?.shapes ?? {}).reduce((sum, one) => sum + (one.members?.length ?? 0), 0);
  rows.push({ name, failed, members, operations: model?.operations.length ?? 0, cpu: cpu() - before });
  await new Promise((resolve) => setImmediate(resolve));
  if (failed) console.log(`failed: ${name}  ${diagnostics.find((one) => one.severity === "error")?.message}`);
}

/** The exponent of the power law that fits best: the slope of the logarithms. */
function exponent(points) {
  const logs = points.map(({ members, cpu }) => [Math.log(members), Math.log(cpu)]);
  const mean = (at) => logs.reduce((sum, one) => sum + one[at], 0) / logs.length;
  const [x, y] = [mean(0), mean(1)];
  const slope = logs.reduce((sum, one) => sum + (one[0] - x) * (one[1] - y), 0);
  return slope / logs.reduce((sum, one) => sum + (one[0] - x) ** 2, 0);
}

const sum = (of) => rows.reduce((all, one) => all + of(one), 0);
const files = readdirSync(work, { recursive: true }).filter((path) => statSync(join(work, path)).isFile()).length;
const line = (what, figure, budget) => console.log(`${what.padEnd(34)} ${figure.padEnd(44)} ${budget}`);
line(
  "models, operations, members",
  `${rows.length}, ${sum((one) => one.operations)}, ${sum((one) => one.members)}`,
  `${rows.filter((one) => one.failed).length} failed`,
);
line("files written", String(files), "");
line("CPU of all, writing included", `${cpu().toFixed(1)} s`, "30 s");
line("memory at its highest", `${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB`, "500 MB");
const large = rows.filter((one) => one.members > 0 && !one.failed);
if (large.length > 2) line("growth with members", `exponent ${exponent(large).toFixed(3)}`, "1.05");
const slowest = [...rows].sort((a, b) => b.cpu - a.cpu).slice(0, 5);
line("slowest", slowest.map((one) => `${one.name.slice(9)} ${one.cpu.toFixed(2)} s`).join(", "), "ec2 1.5 s");
rmSync(work, { recursive: true, force: true });
