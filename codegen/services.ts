/**
 * The services of a run, from a config or from flags: patterns become models, `{name}` becomes their names, and what is said
 * once counts for all. Every run begins here, so it stays light: it checks nothing but what it has to decide.
 */
import { basename, dirname, join, relative, resolve } from "node:path";
import type * as Globby from "tinyglobby";
import { filesOf } from "./load/files.ts";
import type { Config, ServiceConfig } from "./options.ts";

/** Something that keeps a run from beginning, and where in the config it stands. */
export interface ServicesFault {
  readonly code: "SW4001" | "SW4003" | "SW4007";
  readonly message: string;
  readonly hint: string;
  readonly path: readonly (string | number)[];
}

export interface Services {
  readonly services: readonly ServiceConfig[];
  readonly faults: readonly ServicesFault[];
}

const NAME = "{name}";

/** @param folder where relative paths start; @param overrides what the command line says of all. */
export function servicesOf(config: Config, folder: string, overrides: Partial<ServiceConfig> = {}): Services {
  const { services, $schema: _, ...shared } = config;
  const faults: ServicesFault[] = [];
  const all = services.flatMap((one, index): ServiceConfig[] => {
    const other = /\{[^{}]*\}/.exec(one.output.replaceAll(NAME, ""))?.[0];
    if (other !== undefined)
      faults.push({
        code: "SW4001",
        message: `Nothing is put in for ${other}.`,
        hint: `${NAME} is what the model's file or folder is called`,
        path: ["services", index, "output"],
      });
    const common = { ...shared, ...one, package: { ...shared.package, ...one.package }, ...overrides };
    if (!isPattern(one.input)) return [placed(common, one.input, folder)];
    const inputs = matches(one.input, folder);
    if (inputs.length === 0)
      faults.push({
        code: "SW4003",
        message: `${one.input} matches no model.`,
        hint: "a slash at the end matches folders alone; quotes keep a shell from reading the pattern itself",
        path: ["services", index, "input"],
      });
    return inputs.map((input) => placed(common, input, folder));
  });
  return { services: all, faults: [...faults, ...oneFolderEach(all)] };
}

const isPattern = (input: string): boolean => /[*?{}[\]]/.test(input);

/** Files that stand beside models and are none, whatever a pattern says. */
const NO_MODEL: ReadonlySet<string> = new Set(["swage.config.json", "overlay.json", "package.json"]);

/** What a pattern names: files, and folders that hold a model. */
function matches(pattern: string, folder: string): readonly string[] {
  // Both are loaded only for this.
  const { createRequire } = process.getBuiltinModule("node:module");
  const { globSync } = createRequire(import.meta.url)("tinyglobby") as typeof Globby;
  const folders = pattern.endsWith("/");
  return globSync(pattern.replace(/\/+$/, ""), {
    cwd: resolve(folder),
    ...(folders ? { onlyDirectories: true } : { onlyFiles: false }),
    expandDirectories: false,
    absolute: false,
  })
    .sort()
    .filter((path) => !NO_MODEL.has(basename(path)))
    .filter((path) => !path.endsWith("/") || !("code" in filesOf(resolve(folder, path))))
    .map((path) => path.replace(/\/+$/, ""));
}

/** A service with its paths taken from where the config lies, and its name put in. */
function placed(service: ServiceConfig, input: string, folder: string): ServiceConfig {
  const name = nameOf(resolve(folder, input));
  const named = (text: string): string => text.replaceAll(NAME, name);
  const at = (path: string): string => relative(process.cwd(), resolve(folder, path)) || ".";
  const { package: facts = {} } = service;
  const texts = Object.entries(facts).map(([key, text]) => [key, typeof text === "string" ? named(text) : text]);
  return {
    ...service,
    input: at(input),
    output: service.output === "" ? "" : at(named(service.output)),
    ...(service.overlay === undefined ? {} : { overlay: at(named(service.overlay)) }),
    package: Object.fromEntries(texts) as ServiceConfig["package"] & {},
  };
}

/** What stands in the way of a name: `petstore/model.json`, `petstore/2020-08-11/service-2.json.gz`. */
const NAMELESS = /^(model|service-2|\d{4}-\d{2}-\d{2}.*)$/;

/** `models/petstore.json`, `models/petstore` and what lies in it are all `petstore`. */
function nameOf(input: string): string {
  const stem = basename(input)
    .replace(/\.gz$/, "")
    .replace(/\.json$/, "");
  const above = dirname(input);
  return NAMELESS.test(stem) && above !== input ? nameOf(above) : stem;
}

/** Two services in one folder would overwrite one another. */
function oneFolderEach(services: readonly ServiceConfig[]): readonly ServicesFault[] {
  const owners = new Map<string, string>();
  const faults: ServicesFault[] = [];
  for (const { input, output } of services) {
    if (output === "") continue;
    const owner = owners.get(output);
    if (owner === undefined) owners.set(output, input);
    else
      faults.push({
        code: "SW4007",
        message: `${owner} and ${input} would both be written to ${output}.`,
        hint: `give each a folder of its own: "output": "${join(output, NAME)}"`,
        path: ["services"],
      });
  }
  return faults;
}
