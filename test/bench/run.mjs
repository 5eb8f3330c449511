/**
 * The benchmark: swage and its output beside bare Node and the official client, as ratios of CPU time measured in one run,
 * in pairs, on whatever machine this is. It prints figures and budgets and never fails: `npm run bench`.
 */
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { readings } from "./parse.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const work = mkdtempSync(join(tmpdir(), "swage-bench-"));
const pkg = join(root, "generated", "amplifybackend");
const swage = join(root, "dist", "swage.cjs");
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 7);

/** CPU seconds (user and system) of a command, the mean of a few runs, by the shell's own accounting of its children. */
function cpu(command, runs = 3) {
  const loop = Array.from({ length: runs }, () => `${command} >/dev/null 2>&1;`).join(" ");
  const { stdout } = spawnSync("bash", ["-c", `${loop} times`], { encoding: "utf8" });
  const [, children = ""] = stdout.trim().split("\n");
  return (
    [...children.matchAll(/(\d+)m([\d.]+)s/g)].reduce((sum, [, m, s]) => sum + Number(m) * 60 + Number(s), 0) / runs
  );
}

const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
const rows = [];
const row = (what, figure, budget) => rows.push([what, figure, budget]);

/** Median of the ratio of two measurements, taken in turns. */
function paired(a, b) {
  const pairs = Array.from({ length: ROUNDS }, () => [a(), b()]);
  return {
    a: median(pairs.map(([x]) => x)),
    b: median(pairs.map(([, y]) => y)),
    ratio: median(pairs.map(([x, y]) => x / y)),
  };
}

const node = process.execPath;
const bare = () => cpu(`${node} -e 0`);
const model = join(root, "model", "amplifybackend");
const out = join(work, "out");
const generate = `${node} ${swage} generate -i ${model} -o ${out}`;

const cold = paired(() => {
  rmSync(out, { recursive: true, force: true });
  return cpu(generate, 1);
}, bare);
row(
  "generate, cold, all artifacts",
  `${cold.a.toFixed(2)} s CPU (bare node ${cold.b.toFixed(3)})`,
  "0.6 s where bare node takes 0.045",
);

cpu(generate, 1);
const again = paired(() => cpu(generate), bare);
row("generate, nothing changed", `${again.ratio.toFixed(2)}x bare node`, "1.5x");

const importOf = (what) => cpu(`${node} --input-type=module -e 'import ${JSON.stringify(what).replaceAll("'", "")}'`);
const empty = () => cpu(`${node} --input-type=module -e 0`);
const ours = join(pkg, "dist", "index.js");
const theirs = join(root, "node_modules", "@aws-sdk", "client-amplifybackend", "dist-cjs", "index.js");
const imports = Array.from({ length: ROUNDS }, () => {
  const base = empty();
  return [importOf(ours) - base, importOf(theirs) - base];
});
row(
  "import of the client",
  `${median(imports.map(([a, b]) => a / b)).toFixed(3)}x (${(median(imports.map(([a]) => a)) * 1000).toFixed(0)} ms of ${(median(imports.map(([, b]) => b)) * 1000).toFixed(0)})`,
  "0.2x of the official",
);

/** CPU per call over loopback HTTP, measured inside a process of its own, the server in another. */
async function calls() {
  const server = spawn(
    node,
    [
      "-e",
      'const s=require("node:http").createServer((q,r)=>{q.resume();q.on("end",()=>r.end(`{"appId":"a","jobId":"j","status":"COMPLETED"}`))});s.keepAliveTimeout=60000;s.listen(0,"127.0.0.1",()=>console.log(s.address().port))',
    ],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  const port = await new Promise((resolve) => server.stdout.once("data", (data) => resolve(Number(data))));
  const script = (path) => `
    const { AmplifyBackendClient, GetBackendJobCommand, CreateBackendCommand } = await import(${JSON.stringify(path)});
    const client = new AmplifyBackendClient({ region: "us-east-1", endpoint: "http://127.0.0.1:${port}", credentials: { accessKeyId: "a", secretAccessKey: "b" } });
    const started = process.cpuUsage();
    await client.send(new GetBackendJobCommand({ AppId: "a", BackendEnvironmentName: "b", JobId: "c" }));
    const first = process.cpuUsage(started);
    const call = () => client.send(new CreateBackendCommand({ AppId: "a", AppName: "n", BackendEnvironmentName: "b" }));
    for (let i = 0; i < 300; i++) await call();
    const before = process.cpuUsage();
    for (let i = 0; i < 5000; i++) await call();
    const used = process.cpuUsage(before);
    const later = process.cpuUsage();
    for (let i = 0; i < 5000; i += 10) await Promise.all(Array.from({ length: 10 }, call));
    const busy = process.cpuUsage(later);
    const each = ({ user, system }) => (user + system) / 5000;
    console.log(JSON.stringify({ each: each(used), busy: each(busy), first: first.user + first.system }));
    client.destroy();`;
  const measure = (path) =>
    JSON.parse(spawnSync(node, ["--input-type=module", "-e", script(path)], { encoding: "utf8" }).stdout);
  const pairs = Array.from({ length: ROUNDS }, () => [measure(ours), measure(theirs)]);
  server.kill();
  row(
    "CPU per call over HTTP",
    `${median(pairs.map(([a, b]) => a.each / b.each)).toFixed(3)}x (${median(pairs.map(([a]) => a.each)).toFixed(0)} µs of ${median(pairs.map(([, b]) => b.each)).toFixed(0)})`,
    "0.35x of the official",
  );
  row(
    "the next 5,000 calls, ten at a time",
    `${median(pairs.map(([a, b]) => a.busy / b.busy)).toFixed(3)}x (${median(pairs.map(([a]) => a.busy)).toFixed(0)} µs of ${median(pairs.map(([, b]) => b.busy)).toFixed(0)})`,
    "",
  );
  row(
    "CPU of the first call",
    `${median(pairs.map(([a, b]) => a.first / b.first)).toFixed(3)}x (${(median(pairs.map(([a]) => a.first)) / 1000).toFixed(0)} ms of ${(median(pairs.map(([, b]) => b.first)) / 1000).toFixed(0)})`,
    "",
  );
}
await calls();
for (const reading of await readings(work, ROUNDS)) row(...reading);

async function bundled(path, platform) {
  const entry = join(work, "entry.mjs");
  writeFileSync(
    entry,
    `import { AmplifyBackendClient, GetBackendCommand } from ${JSON.stringify(path)};\nconsole.log(new AmplifyBackendClient({}).send(new GetBackendCommand({ AppId: "a" })));\n`,
  );
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    format: "esm",
    platform,
    target: "es2022",
    write: false,
    mainFields: platform === "browser" ? ["browser", "module", "main"] : ["module", "main"],
    external: path === ours ? ["@aws-sdk/credential-provider-node"] : [],
    logLevel: "error",
  });
  return outputFiles.reduce((sum, file) => sum + file.contents.length, 0) / 1024;
}
const theirSource = join(root, "node_modules", "@aws-sdk", "client-amplifybackend", "dist-es", "index.js");
for (const [platform, budget] of [
  ["node", 60],
  ["browser", 50],
]) {
  const [a, b] = [await bundled(ours, platform), await bundled(theirSource, platform).catch(() => Number.NaN)];
  row(`bundle, client and one operation, ${platform}`, `${a.toFixed(1)} KB (official ${b.toFixed(0)})`, `${budget} KB`);
}

const cli = join(pkg, "dist", "cli", "main.cjs");
for (const words of ["--version", "help", "update-backend-auth help", "update-backend-auth --generate-cli-skeleton"]) {
  const { ratio } = paired(() => cpu(`${node} ${cli} ${words}`), bare);
  row(`amplifybackend ${words}`, `${ratio.toFixed(2)}x bare node`, "1.2x");
}

rmSync(work, { recursive: true, force: true });
const width = Math.max(...rows.map(([what]) => what.length));
process.stdout.write(`node ${process.versions.node}, median of ${ROUNDS} rounds\n`);
for (const [what, figure, budget] of rows)
  process.stdout.write(`${what.padEnd(width)}  ${figure}${budget === "" ? "" : `   (budget ${budget})`}\n`);
