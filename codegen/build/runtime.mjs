/**
 * Bundles the runtime of generated packages (`templates/runtime`) for `dist/runtime`: one file for each unit that can be
 * needed alone, with stable names, the declarations beside them, and the notices of the npm packages inside.
 *
 * A source module lives in one unit only: what `client/index.js` holds is imported from there by the others. The manifest
 * says which files an entry needs, so that a package gets these and no others. It knows no service.
 */
import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join, posix, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { isolatedDeclaration } from "oxc-transform";
import { rollUp } from "./declarations.mjs";
import { contributes, notices, packageName, packagesIn } from "./notices.mjs";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const sources = join(root, "templates/runtime");

/** The unit that owns what several need: one file, since each file that is read at start costs half a millisecond. */
const OWNER = "client/index";
/** The same for browsers: `package.json` says that bundlers take it in the owner's place. */
const BROWSER = "client/index.browser";
/** What differs between the two: modules beside which stands one for browsers. */
function forBrowsers(path) {
  const other = path.replace(/\.ts$/, ".browser.ts");
  return existsSync(other) ? other : path;
}
/** Files of their own, because a package takes some and not others, or because they are loaded late. */
const UNITS = [
  OWNER,
  "client/jmespath",
  "client/customised",
  "client/features",
  "client/streams",
  "client/event-streams",
  "client/compression",
  "client/checksums",
  "client/required-md5",
  "client/md5",
  "client/http2",
  "client/endpoint-discovery",
  "client/service-keys",
  "client/auth",
  "client/auth-bearer",
  "client/auth-api-key",
  "client/auth-basic",
  "client/auth-sigv4a",
];
/** Folders in which every protocol is a unit: those files that export an object with an `id`. */
const PROTOCOLS = ["rest-json", "simple-rest-json", "json", "rpc-json", "rest-xml", "query", "ec2-query", "cbor"].map(
  (name) => `protocols/${name}`,
);

/**
 * The parts of `@smithy/core` that the runtime takes of modules whose indexes drag others along when they are loaded: a
 * schema interpreter with `event-streams`, UUIDs and streams with `serde`. With
 * `/* @__PURE__ *\/` marks there, this list could go.
 */
const PARTS = {
  "event-streams": [
    ["eventstream-codec/EventStreamCodec", "EventStreamCodec"],
    ["eventstream-codec/Int64", "Int64"],
  ],
  serde: [
    ["util-hex-encoding/hex-encoding", "fromHex, toHex"],
    ["util-utf8/toUint8Array.browser", "toUint8Array"],
    ["concatBytes", "concatBytes"],
  ],
};
/** Who takes these parts; others take all of a module. */
const TAKERS = {
  "event-streams": /templates.runtime/,
  serde: /core.dist-es.submodules.(event-streams|checksum)/,
};

/** Writes the runtime into `outDir`; returns the manifest: entry → files that it needs, itself included. */
export async function buildRuntime(outDir) {
  const units = [...UNITS, ...PROTOCOLS].filter((unit) => existsSync(sourceOf(unit)));
  const owned = ownModules(await bundle(OWNER, { owned: new Set(), given: new Map() }));
  const files = new Map();
  /** File → folders of the npm packages that have put code into it. */
  const packages = new Map();
  /** Module of the owner → names that other units take from it. */
  const given = new Map();
  for (const unit of [...units.filter((name) => name !== OWNER), OWNER, BROWSER]) {
    const result = await bundle(unit, { owned, given: unit === OWNER || unit === BROWSER ? given : new Map() });
    files.set(`${unit}.js`, await settleImports(result.outputFiles[0].text, given));
    packages.set(`${unit}.js`, packagesIn(result.metafile));
  }
  const declarations = await declarationsOf(units);
  const manifest = { entries: {}, types: {} };
  for (const unit of units) {
    manifest.entries[`${unit}.js`] = closure(`${unit}.js`, files, unitFiles);
    manifest.types[`${unit}.js`] = closure(`${unit}.d.ts`, declarations, (name) => [name.replace(/\.js$/, ".d.ts")]);
  }
  for (const [name, text] of declarations) files.set(name, text);
  const texts = await notices([...new Set([...packages.values()].flat())]);
  files.set("notices.json", `${JSON.stringify(texts, undefined, 2)}\n`);
  files.set("THIRD-PARTY-NOTICES.txt", Object.values(texts).join(""));
  manifest.packages = Object.fromEntries([...packages].map(([file, folders]) => [file, folders.map(packageName)]));
  files.set("manifest.json", `${JSON.stringify(manifest, undefined, 2)}\n`);

  for (const [name, text] of files) {
    const path = join(outDir, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  }
  return manifest;
}

function sourceOf(unit) {
  return join(sources, `${unit === BROWSER ? OWNER : unit}.ts`);
}

/** One unit as text. `owned`: modules that the owner holds. `given`: what this unit gives to others beside its own exports. */
async function bundle(unit, { owned, given }) {
  const entry = sourceOf(unit);
  const own = await exportsOf(entry);
  const more = [...given].map(([module, names]) => {
    const further = [...names].filter((name) => !own.includes(name)).sort();
    return `export { ${further.join(", ")} } from ${JSON.stringify(module)};`;
  });
  const { version } = JSON.parse(await readFile(join(root, "package.json"), "utf8"));
  return build({
    stdin: {
      // By name: a star over what stands in another unit would make a namespace object of everything.
      contents: [`export { ${own.join(", ")} } from ${JSON.stringify(entry)};`, ...more].join("\n"),
      resolveDir: sources,
      sourcefile: `${unit}.entry.ts`,
    },
    absWorkingDir: root,
    outfile: join(root, "dist/runtime", `${unit}.js`),
    bundle: true,
    write: false,
    metafile: true,
    format: "esm",
    target: "es2022",
    platform: "neutral",
    mainFields: ["module", "main"],
    // The sources that need no Node; what differs between platforms is in our own platform modules.
    conditions: ["browser", "module", "import"],
    // Event streams: a protocol class that nothing here uses would load them late, which keeps esbuild from dropping the
    // modules that they share with what is used.
    external: [
      "node:*",
      "@aws-sdk/credential-provider-node",
      "@aws-sdk/signature-v4a",
      "@aws-sdk/token-providers",
      "@smithy/core/event-streams",
    ],
    charset: "utf8",
    legalComments: "none",
    // A third less to read at every start; names stay, since some are looked at and all stand in stack traces.
    minifySyntax: true,
    minifyWhitespace: true,
    define: { SWAGE_VERSION: JSON.stringify(version) },
    tsconfigRaw: { compilerOptions: { target: "ES2022", verbatimModuleSyntax: true } },
    logLevel: "error",
    plugins: [
      {
        name: "units",
        setup({ onLoad, onResolve }) {
          onResolve({ filter: /^@smithy\/core\/[\w-]+$/ }, ({ path, importer }) => {
            const part = posix.basename(path);
            return TAKERS[part]?.test(importer) ? { path: part, namespace: "part", sideEffects: false } : undefined;
          });
          onLoad({ filter: /.*/, namespace: "part" }, ({ path }) => ({
            contents: PARTS[path].map(([file, names]) => `export { ${names} } from "./${file}.js";`).join("\n"),
            resolveDir: join(root, "node_modules/@smithy/core/dist-es/submodules", path),
          }));
          onResolve({ filter: /\.ts$/ }, ({ path, resolveDir }) => {
            const named = resolve(resolveDir, path);
            const full = unit === BROWSER ? forBrowsers(named) : named;
            if (!full.startsWith(sources + sep)) return undefined;
            const other = relative(sources, full).replaceAll(sep, "/").replace(/\.ts$/, "");
            const own = other === unit || sourceOf(unit) === full;
            if (!own && [...UNITS, ...PROTOCOLS].includes(other)) return outside(unit, other);
            if (unit !== OWNER && unit !== BROWSER && owned.has(full)) return outside(unit, OWNER, full);
            return { path: full, sideEffects: false };
          });
        },
      },
    ],
  });
}

/** An import of another unit; `module` says which of the owner's modules is meant, until `settleImports` has seen it. */
function outside(unit, other, module) {
  const path = posix.relative(posix.dirname(unit), `${other}.js`);
  const from = path.startsWith(".") ? path : `./${path}`;
  return { path: module === undefined ? from : `${from}?${module}`, external: true, sideEffects: false };
}

const TAKEN = /import\s*(?:\{([^}]*)\}|\*\s*as\s+\w+)\s*from\s*"\.[^"?]+\?([^"]+)"/g;

/** Notes which names the text takes from the owner's modules, and lets it take them from the owner. */
async function settleImports(text, given) {
  for (const [, names, module] of text.matchAll(TAKEN)) {
    const taken = given.get(module) ?? new Set();
    for (const name of names?.split(",") ?? (await exportsOf(module))) taken.add(name.trim().split(/\s+as\s+/)[0]);
    given.set(module, taken);
  }
  return text.replace(/"(\.[^"?]+)\?[^"]+"/g, '"$1"');
}

async function exportsOf(module) {
  const result = await build({ entryPoints: [module], write: false, metafile: true, format: "esm", outdir: "out" });
  return Object.values(result.metafile.outputs)[0].exports;
}

function ownModules(result) {
  const inputs = Object.keys(result.metafile.inputs).filter(
    (input) => input.startsWith("templates/") && contributes(result.metafile, input),
  );
  return new Set(inputs.map((input) => join(root, input)));
}

const RELATIVE = /(?:from|import)\s*\(?\s*"(\.[^"]+\.js)"/g;

/** The owner's file stands for both platforms. */
function unitFiles(name) {
  return name === `${OWNER}.js` ? [name, `${BROWSER}.js`] : [name];
}

/** The files that `start` mentions, directly or not, with itself first. */
function closure(start, files, filesOf) {
  const seen = new Set(filesOf(start));
  for (const name of seen) {
    for (const [, path] of files.get(name)?.matchAll(RELATIVE) ?? []) {
      for (const file of filesOf(posix.join(posix.dirname(name), path))) if (files.has(file)) seen.add(file);
    }
  }
  return [...seen].sort();
}

/** Declarations of the units, as files. */
async function declarationsOf(units) {
  const texts = new Map();
  const wanted = [...units];
  for (let name = wanted.pop(); name !== undefined; name = wanted.pop()) {
    if (texts.has(name)) continue;
    const path = sourceOf(name);
    const { code, errors } = await isolatedDeclaration(path, await readFile(path, "utf8"), { stripInternal: true });
    if (errors.length > 0)
      throw new Error(`${relative(root, path)}: ${errors.map(({ message }) => message).join("; ")}`);
    const text = code.replace(/((?:from|import)\s*\(?\s*")(\.[^"]+)\.ts"/g, '$1$2.js"');
    texts.set(name, text);
    for (const [, specifier] of text.matchAll(/(?:from|import)\s*\(?\s*"(\.[^"]+)\.js"/g)) {
      wanted.push(posix.join(posix.dirname(name), specifier));
    }
  }
  return new Map([...rollUp(texts, units, OWNER)].map(([name, text]) => [`${name}.d.ts`, text]));
}
