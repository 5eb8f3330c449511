/**
 * What the suites against other people's packages need, from npm and PyPI, into a folder that git does not see: the official
 * clients, libraries that are written against them, botocore's models, and moto. What stands there already is left alone. Run by `.ci/interop`.
 */
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { CORPORA } from "../models/corpus.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const home = join(root, "test", ".work", "interop");
const { official, libraries, python } = JSON.parse(readFileSync(join(root, "test/interop/packages.json"), "utf8"));

function run(command, args, cwd) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, stdio: ["ignore", "ignore", "inherit"] });
    child.on("error", reject);
    child.on("exit", (code) =>
      code === 0 ? resolve() : reject(new Error(`${command} ${args.join(" ")}: exit ${code}`)),
    );
  });
}

/** Makes a folder by `make` unless it was made of the same wishes before. */
async function once(folder, wishes, make) {
  const stamp = join(folder, ".installed");
  const wanted = JSON.stringify(wishes);
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  await make(folder);
  writeFileSync(stamp, wanted);
}

/** Which client a library asks for as its peer does not matter: ours are put in their place. */
const npm = (dependencies) => async (folder) => {
  writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, dependencies }));
  await run(
    "npm",
    ["install", "--ignore-scripts", "--legacy-peer-deps", "--no-audit", "--no-fund", "--loglevel=error"],
    folder,
  );
};

/** Where botocore's models lie, by service. */
async function botocore() {
  const inputs = CORPORA.botocore().map(({ name, input }) => [name.replace(/^botocore-/, ""), input]);
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, "botocore.json"), JSON.stringify(Object.fromEntries(inputs)));
}

await Promise.all([
  botocore(),
  once(join(home, "official"), official, npm(official)),
  once(join(home, "libraries"), libraries, npm(libraries)),
  once(join(home, "moto"), python, async (folder) => {
    await run("python3", ["-m", "venv", folder], root);
    await run(join(folder, "bin", "pip"), ["install", "--quiet", "--disable-pip-version-check", ...python], folder);
  }),
]);
