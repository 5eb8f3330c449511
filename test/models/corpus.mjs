/**
 * The models that the suite runs over: our own obstacle courses and those of the shared folder, both in both forms, and all of
 * botocore's, from the wheel of the version that the specs speak of. The wheel is fetched once, into a folder that git does
 * not see.
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

export const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const BOTOCORE = "1.43.11";

export const CORPORA = { ours, shared, botocore };

/** The models of some corpora, each as `{ name, input }`, with `protocol` where it is not the one that swage chooses. */
export const corpus = (which) => which.flatMap((name) => CORPORA[name]());

/** Protocols that the model of everything speaks as well. */
const SPOKEN = ["simpleRestJson", "rpcv2Cbor", "rpcv2Json"];

/** The folders beside this file: `<name>/smithy.json` and `<name>/botocore/`. */
function ours() {
  const folder = join(root, "test", "models");
  const names = readdirSync(folder).filter((name) => existsSync(join(folder, name, "smithy.json")));
  const both = names.flatMap((name) => [
    { name: `ours-smithy-${name}`, input: join(folder, name, "smithy.json") },
    { name: `ours-botocore-${name}`, input: join(folder, name, "botocore") },
  ]);
  const everything = join(folder, "kitchen-sink", "smithy.json");
  return [...both, ...SPOKEN.map((protocol) => ({ name: `ours-${protocol}`, input: everything, protocol }))];
}

function shared() {
  const folder = resolve(root, process.env.SWAGE_SHARED ?? "../shared", "models");
  if (!existsSync(folder)) {
    if (process.env.SWAGE_REQUIRE_SHARED === "1")
      throw new Error(`${folder} is missing, and SWAGE_REQUIRE_SHARED is 1`);
    console.warn(`skipped: the shared models: ${folder} is missing (set SWAGE_SHARED to name it)`);
    return [];
  }
  const smithy = readdirSync(join(folder, "smithy"))
    .filter((name) => name.endsWith(".json"))
    .map((name) => ({ name: `smithy-${name.replace(".json", "")}`, input: join(folder, "smithy", name) }));
  return [...smithy, ...services(join(folder, "botocore"), "shared")];
}

/** All of botocore's services, the newest version of each. */
function botocore() {
  const home = join(root, "test", ".work", `botocore-${BOTOCORE}`);
  const data = join(home, "botocore", "data");
  if (!existsSync(data)) {
    mkdirSync(home, { recursive: true });
    const python = (...args) => execFileSync("python3", args, { cwd: home, stdio: ["ignore", "ignore", "inherit"] });
    python("-m", "pip", "download", `botocore==${BOTOCORE}`, "--no-deps", "--quiet", "-d", home);
    python("-m", "zipfile", "-e", `botocore-${BOTOCORE}-py3-none-any.whl`, home);
  }
  return services(data, "botocore");
}

/** Folders of `<service>/<version>/service-2.json`, plain or packed. */
function services(folder, label) {
  return readdirSync(folder, { withFileTypes: true })
    .filter((one) => one.isDirectory())
    .flatMap(({ name }) => {
      const versions = readdirSync(join(folder, name)).sort();
      const newest = versions.findLast((version) =>
        ["service-2.json", "service-2.json.gz"].some((file) => existsSync(join(folder, name, version, file))),
      );
      return newest === undefined ? [] : [{ name: `${label}-${name}`, input: join(folder, name, newest) }];
    });
}
