/**
 * Every model there is: generated, type-checked strict under TypeScript 7, and imported. `npm run test:models`, with `ours`,
 * `shared` or `botocore` for one corpus alone, `--only s3,ec2` for some services, or `--files` with models' paths at the end;
 * `--keep` leaves the packages where `--work` says. Prints a line a model, what failed, and ends with 1 where something did. swage has to be built.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { CORPORA, corpus, root } from "./corpus.mjs";

const BATCH = 16;
const words = process.argv.slice(2);
const after = (word) => (words.includes(word) ? words[words.indexOf(word) + 1] : undefined);
const only = after("--only")?.split(",");
const work = resolve(after("--work") ?? join(root, "test", ".work", "models"));
const which = Object.keys(CORPORA).filter((one) => words.includes(one));

const files = words.includes("--files") ? words.slice(words.indexOf("--files") + 1) : undefined;

const models = (files === undefined ? corpus(which.length > 0 ? which : Object.keys(CORPORA)) : named(files)).filter(
  ({ name }) => only === undefined || only.some((one) => name === one || name.endsWith(`-${one}`)),
);

function named(paths) {
  return paths.map((path) => ({ name: basename(path, ".json"), input: resolve(path) }));
}

const run = (args, options = {}) =>
  spawnSync(process.execPath, args, { encoding: "utf8", cwd: work, maxBuffer: 1 << 30, ...options });

/** Generates some models in one process; one that ends it is tried again with each alone, so that the others are not lost. */
function generate(batch) {
  const config = join(work, "swage.config.json");
  writeFileSync(
    config,
    JSON.stringify({ services: batch.map(({ name, ...service }) => ({ ...service, output: name })) }),
  );
  const { stdout, stderr, status } = run([join(root, "dist", "swage.cjs"), "generate", "--config", config, "--json"]);
  const outcomes = stdout
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .map((line) => JSON.parse(line));
  if (outcomes.length === batch.length) return outcomes;
  if (batch.length > 1) return batch.flatMap((one) => generate([one]));
  return [
    { failed: true, diagnostics: [{ severity: "error", code: `exit ${status}`, message: stderr.slice(0, 2000) }] },
  ];
}

const OPTIONS = {
  noEmit: true,
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noImplicitOverride: true,
  verbatimModuleSyntax: true,
  isolatedDeclarations: true,
  declaration: true,
  skipLibCheck: false,
  target: "es2022",
  lib: ["es2022", "dom", "dom.asynciterable"],
  module: "nodenext",
};

/**
 * The sources and the built declarations of some packages, in one run of the compiler: its messages by package. A package that
 * stands on others (customised services) needs the types of Node, as those do; the rest has to do without.
 */
function typeErrors(names) {
  const leaning = (name) => "dependencies" in JSON.parse(readFileSync(join(work, name, "package.json"), "utf8"));
  const found = new Map();
  for (const [group, types] of [
    [names.filter((name) => !leaning(name)), []],
    [names.filter(leaning), ["node"]],
  ])
    if (group.length > 0) for (const [name, messages] of compile(group, types)) found.set(name, messages);
  return found;
}

function compile(names, types) {
  for (const name of names) symlinkSync(join("..", "dist", "runtime"), join(work, name, "src", "runtime"));
  const include = names.flatMap((name) => [`${name}/src/*.ts`, `${name}/dist/*.d.ts`]);
  writeFileSync(join(work, "tsconfig.json"), JSON.stringify({ compilerOptions: { ...OPTIONS, types }, include }));
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  const { stdout, stderr } = run([tsc, "-p", "tsconfig.json", "--pretty", "false"]);
  const found = new Map();
  for (const line of `${stdout}${stderr}`.split("\n")) {
    if (!/error TS\d+/.test(line)) continue;
    const name = names.find((one) => line.startsWith(`${one}/`)) ?? names[0];
    found.set(name, [...(found.get(name) ?? []), line]);
  }
  return found;
}

function imports(names) {
  const { stdout, stderr, status } = run([join(root, "test/models/import.mjs"), ...names]);
  const found = new Map(
    stdout
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line))
      .map((one) => [one.folder, one]),
  );
  for (const name of names)
    if (!found.has(name)) found.set(name, { exports: 0, faults: [`exit ${status}: ${stderr.slice(0, 500)}`] });
  return found;
}

rmSync(work, { recursive: true, force: true });
mkdirSync(work, { recursive: true });
const failures = [];
const started = performance.now();
let operations = 0;
for (let start = 0; start < models.length; start += BATCH) {
  const batch = models.slice(start, start + BATCH);
  const outcomes = generate(batch);
  const made = batch.filter((_, index) => outcomes[index]?.failed === false).map(({ name }) => name);
  const types = made.length === 0 ? new Map() : typeErrors(made);
  const loaded = made.length === 0 ? new Map() : imports(made);
  for (const [index, { name }] of batch.entries()) {
    const { diagnostics = [], failed, summary } = outcomes[index] ?? { failed: true };
    const faults = [
      ...diagnostics
        .filter((one) => one.severity === "error")
        .map((one) => `${one.code} ${one.shape ?? ""} ${one.message}`),
      ...(types.get(name) ?? []),
      ...(loaded.get(name)?.faults ?? []),
    ];
    if (failed && faults.length === 0) faults.push("not generated");
    operations += Number(/(\d+) operations/.exec(summary?.line ?? "")?.[1] ?? 0);
    const line = summary?.line.replace(/^\S+ +/, "") ?? "";
    console.log(
      `${faults.length === 0 ? "ok  " : "FAIL"}  ${name.padEnd(44)} ${String(loaded.get(name)?.exports ?? 0).padStart(5)} exports  ${line}`,
    );
    if (faults.length > 0) failures.push([name, faults]);
  }
  if (!words.includes("--keep")) for (const name of made) rmSync(join(work, name), { recursive: true, force: true });
}
for (const [name, faults] of failures)
  console.log(
    `\n${name}\n${faults
      .slice(0, 8)
      .map((one) => `  ${one}`)
      .join("\n")}${faults.length > 8 ? `\n  … and ${faults.length - 8} more` : ""}`,
  );
const seconds = ((performance.now() - started) / 1000).toFixed(0);
console.log(`\n${models.length} models, ${operations} operations, ${failures.length} with faults, ${seconds} s`);
process.exitCode = failures.length > 0 || models.length === 0 ? 1 : 0;
