/**
 * The largest client's import: EC2's 765 operations, generated, beside the official client, which is installed for this run.
 * `node test/bench/ec2.mjs`; prints a figure and its budget, never fails. Needs dist/ (npm run build) and the registry.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { corpus, root } from "../models/corpus.mjs";

const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 7);
const work = mkdtempSync(join(tmpdir(), "swage-ec2-"));
const run = (command, args) => spawnSync(command, args, { cwd: work, stdio: ["ignore", "ignore", "inherit"] });

const { input } = corpus(["botocore"]).find(({ name }) => name === "botocore-ec2");
const swage = join(root, "dist", "swage.cjs");
run(process.execPath, [swage, "generate", "-i", input, "-o", "ec2", "--without", "docs,cli", "--quiet"]);
writeFileSync(join(work, "package.json"), "{}");
run("npm", ["install", "--silent", "--no-audit", "--no-fund", "@aws-sdk/client-ec2"]);

/** CPU milliseconds of a process that imports a module, the mean of three. */
function cpu(what) {
  const script = what === undefined ? "0" : `import ${JSON.stringify(what)}`;
  const once = `${process.execPath} --input-type=module -e '${script}' >/dev/null 2>&1;`;
  const { stdout } = spawnSync("bash", ["-c", `${once.repeat(3)} times`], { encoding: "utf8" });
  const [, children = ""] = stdout.trim().split("\n");
  const seconds = [...children.matchAll(/(\d+)m([\d.]+)s/g)].reduce(
    (sum, [, m, s]) => sum + Number(m) * 60 + Number(s),
    0,
  );
  return (seconds / 3) * 1000;
}

const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
const rounds = Array.from({ length: ROUNDS }, () => {
  const bare = cpu();
  const ours = cpu(join(work, "ec2", "dist", "index.js")) - bare;
  const theirs = cpu(join(work, "node_modules", "@aws-sdk", "client-ec2", "dist-cjs", "index.js")) - bare;
  return { ours, theirs, ratio: ours / theirs };
});
const of = (key) => median(rounds.map((one) => one[key]));
process.stdout.write(
  `import of EC2's client  ${of("ratio").toFixed(2)}x of the official (${of("ours").toFixed(0)} ms of ${of("theirs").toFixed(0)})   (budget 0.2x)\n`,
);
rmSync(work, { recursive: true, force: true });
