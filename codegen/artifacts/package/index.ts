/**
 * What makes the output an npm package: `package.json`, its ignore file and tsconfig, the runtime that it carries, and the
 * notices of what that runtime is made of. Which runtime files there are is read from what swage was built with.
 */

import { isAws } from "../../model/auth.ts";
import type { OutputFile } from "../../output/files.ts";
import { commandLineFiles, noticesOf, runtimeFiles } from "../../output/static.ts";
import { partsOf } from "../../plan/customise.ts";
import type { Declaration } from "../../plan/names.ts";
import type { Plan } from "../../plan/plan.ts";
import type { Artifact } from "../artifact.ts";
import { manualNames } from "../cli/service-page.ts";
import { authEntries } from "../client/auth.ts";

export const package_: Artifact = {
  name: "package",
  needs: [],
  declare(): Iterable<Declaration> {
    return [];
  },
  *emit(plan: Plan): Iterable<OutputFile> {
    yield { kind: "json", path: "package.json", json: packageJson(plan) };
    yield { kind: "json", path: "tsconfig.json", json: TSCONFIG };
    yield { kind: "text", path: ".gitignore", text: "node_modules/\ndist/\n.swage-stamp.json\n.swage-pending.json\n" };
    const entries = entriesOf(plan);
    yield { kind: "text", path: "THIRD-PARTY-NOTICES.txt", text: noticesOf(entries) };
    const programs = plan.has("cli") ? commandLineFiles() : [];
    for (const file of [...runtimeFiles(entries), ...programs]) yield { kind: "static", ...file };
  },
};

/** The entries of the runtime that this package's files import. */
function entriesOf(plan: Plan): readonly string[] {
  const { customised } = plan;
  if (!plan.has("client")) return ["client/index"];
  const own = customised === undefined ? [] : ["client/customised", ...partsOf(customised)];
  return [
    "client/index",
    ...own,
    ...authEntries(plan.model),
    plan.protocol.codec.module.replace(/^runtime\//, ""),
    ...featureEntries(plan),
  ];
}

function featureEntries({ features: { features, requestHandler } }: Plan): readonly string[] {
  const refs = [...features.map((one) => one.ref), ...(requestHandler === undefined ? [] : [requestHandler])];
  const entries = refs.map(({ module }) => module.replace(/^runtime\//, ""));
  return features.length === 0 ? entries : ["client/features", ...entries];
}

/** Keys in the order in which npm writes them. */
function packageJson(plan: Plan): object {
  const { name, version, description, bin, optionalPeers, dependencies } = plan.package;
  return {
    name,
    version,
    description,
    type: "module",
    sideEffects: false,
    ...(plan.has("client") ? { main: "./dist/index.js", module: "./dist/index.js", types: "./dist/index.d.ts" } : {}),
    ...(plan.has("cli") ? { bin: { [bin]: "dist/cli/main.cjs" } } : {}),
    ...(plan.has("cli") && plan.has("docs") ? { man: manPages(plan) } : {}),
    exports: exportsOf(plan),
    browser: { "./dist/runtime/client/index.js": "./dist/runtime/client/index.browser.js" },
    files: [
      "dist",
      "src",
      ...(plan.has("docs") ? ["docs"] : []),
      ...(plan.has("cli") && plan.has("docs") ? ["man"] : []),
      "THIRD-PARTY-NOTICES.txt",
    ],
    engines: { node: ">=20.19" },
    ...(Object.keys(dependencies).length === 0 ? {} : { dependencies }),
    peerDependencies: optionalPeers,
    peerDependenciesMeta: Object.fromEntries(Object.keys(optionalPeers).map((one) => [one, { optional: true }])),
    keywords: [
      ...(isAws(plan.model.service) ? ["aws"] : []),
      plan.serviceName,
      "client",
      ...(plan.has("cli") ? ["cli"] : []),
      "swage",
    ],
  };
}

/** The main entry is the client's; without one, each part is an entry of its own. */
function exportsOf(plan: Plan): object {
  const entry = (module: string): object => ({
    types: `./dist/${module}.d.ts`,
    "module-sync": `./dist/${module}.js`,
    default: `./dist/${module}.js`,
  });
  const modules = [...plan.names.modules]
    .filter((module) => module.startsWith("src/") && module !== "src/validators")
    .map((module) => module.slice("src/".length))
    .sort();
  const parts = plan.has("client") ? [] : modules.map((module) => [`./${module}`, entry(module)] as const);
  return {
    ...(plan.has("client") ? { ".": entry("index") } : {}),
    ...Object.fromEntries(parts),
    ...(plan.has("validators") ? { "./validators": entry("validators") } : {}),
    "./package.json": "./package.json",
  };
}

const manPages = (plan: Plan): readonly string[] => manualNames(plan).map((name) => `./man/${name}.1`);

/** For editors that open `src/`: the runtime's types stand in `dist/`, beside what `src/` is built to. */
const TSCONFIG = {
  compilerOptions: {
    target: "ES2022",
    lib: ["ES2022", "DOM", "DOM.AsyncIterable"],
    module: "NodeNext",
    moduleResolution: "NodeNext",
    types: [],
    rootDirs: ["./src", "./dist"],
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    noImplicitOverride: true,
    verbatimModuleSyntax: true,
    isolatedDeclarations: true,
    declaration: true,
    noEmit: true,
  },
  include: ["src"],
};
