/**
 * What the verbs do, as values: runs the pipeline for one service after another and says what came of it. It prints
 * nothing and ends nothing; `cli.ts` does. Loaded only when there is something to do.
 */
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { Verb } from "./arguments.ts";
import { choiceFaults } from "./artifacts/choose.ts";
import { checkConfig } from "./config.ts";
import { type Diagnostic, Diagnostics, type Place } from "./diagnostics.ts";
import { forgetDocs } from "./doc/of.ts";
import { emit, type Loaded, load } from "./generate.ts";
import { allFiles, filesOf } from "./load/files.ts";
import { parseJson } from "./load/json.ts";
import { locator, offsetBelow, type Position } from "./load/position.ts";
import { textOf } from "./load/source.ts";
import type { Model } from "./model/types.ts";
import { optionsOf, type ServiceConfig, saidOf } from "./options.ts";
import { type Comparison, compare, stale } from "./output/compare.ts";
import { withManifests } from "./output/manifest.ts";
import { printAll } from "./output/print.ts";
import { inputsHash, writeStamp } from "./output/stamp.ts";
import { write } from "./output/write.ts";
import { type Services, servicesOf } from "./services.ts";
import { type Summary, summaryOf } from "./summary.ts";

/** A diagnostic with its place in the text found. */
export interface Located extends Diagnostic {
  readonly file?: string;
  readonly position?: Position;
}

export interface Outcome {
  readonly diagnostics: readonly Located[];
  readonly failed: boolean;
  readonly model?: Model;
  readonly summary?: Summary;
  readonly written?: number;
  readonly unchanged?: number;
  readonly removed?: number;
  /** Nothing of this package stood in the folder before. */
  readonly first?: boolean;
  /** For `check`: paths that are not as they should be, with what is the matter. */
  readonly stale?: readonly { readonly path: string; readonly state: string }[];
}

export interface Environment {
  readonly swage: string;
  /** Identifies the build of swage: part of every stamp. */
  readonly generator: string;
  readonly force: boolean;
}

export { compileLater } from "./compile-later.ts";
export { configJsonSchema } from "./config.ts";
export { compiledCode } from "./load-built.ts";

/** Services to run over, or why there are none. */
export interface Chosen {
  readonly services?: readonly ServiceConfig[];
  readonly diagnostics: readonly Located[];
}

/** Reads and checks a config file; `overrides` are what the command line says of all services. */
export function readConfig(file: string, overrides: Partial<ServiceConfig>): Chosen {
  const diagnostics = new Diagnostics();
  const texts = new Map<string, string>();
  try {
    texts.set(file, readFileSync(file, "utf8"));
  } catch (error) {
    diagnostics.report("SW4003", `${file} cannot be read: ${(error as Error).message}.`);
  }
  const text = texts.get(file);
  const json =
    text === undefined ? undefined : parseJson(file, text, diagnostics, "the config has to be JSON, without comments");
  const config = json === undefined ? undefined : checkConfig(file, json, diagnostics);
  if (config === undefined) return { diagnostics: located(diagnostics, texts) };
  const { services, faults } = servicesOf(config, dirname(file), overrides);
  return checkServices(services, faults, diagnostics, texts, file);
}

/** Checks services that the command line names. */
export const checkFlags = ({ services, faults }: Services): Chosen =>
  checkServices(services, faults, new Diagnostics(), new Map());

function checkServices(
  services: readonly ServiceConfig[],
  faults: Services["faults"],
  diagnostics: Diagnostics,
  texts: ReadonlyMap<string, string>,
  file?: string,
): Chosen {
  for (const { code, message, hint, path } of faults)
    diagnostics.report(code, message, { hint, ...(file === undefined ? {} : { place: { file, path } }) });
  const wrong = new Map(services.flatMap(choiceFaults).map((one) => [one.message, one]));
  for (const { message, hint } of wrong.values()) diagnostics.report("SW4006", message, { hint });
  const all = located(diagnostics, texts);
  return diagnostics.failed ? { diagnostics: all } : { services, diagnostics: all };
}

const requestOf = (service: ServiceConfig, { swage }: Environment) => ({
  input: service.input,
  overlay: service.overlay,
  format: service.format,
  options: optionsOf(service),
  swage,
});

/** One verb for one service. A bug of ours ends this service, and not those after it. */
export function runOne(verb: Verb, service: ServiceConfig, environment: Environment): Outcome {
  forgetDocs();
  try {
    if (verb === "generate") return generate(service, environment);
    return verb === "check" ? check(service, environment) : validate(service, environment);
  } catch (error) {
    const diagnostics = new Diagnostics();
    if (error instanceof RangeError && reportDepth(service, diagnostics))
      return { diagnostics: located(diagnostics, new Map()), failed: true };
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    diagnostics.report("SW9001", `${service.input}: this is a bug of swage's: ${text}`);
    return { diagnostics: located(diagnostics, new Map()), failed: true };
  }
}

/** SW1030, where the stack has run over: which of the files nests deeper than anything does, if one does. */
function reportDepth({ input, format, overlay }: ServiceConfig, diagnostics: Diagnostics): boolean {
  const files = filesOf(input, format, overlay);
  for (const file of "code" in files ? [] : allFiles(files)) {
    const offset = offsetBelow(DEPTH, readable(file));
    if (offset === undefined) continue;
    diagnostics.report("SW1030", `Here the file is more than ${DEPTH} levels deep.`, {
      place: { file, offset },
      hint: "leave this value out of the model: others have some forty levels",
    });
  }
  return diagnostics.failed;
}
/** Real models have some forty levels; readers and writers of JSON give up at some thousands. */
const DEPTH = 500;

/** Step by step: where nothing can be made, as below `/proc`, Node would try for ever. */
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  mkdirSync(path);
}

/** A model on disk to a package on disk. */
export function generate(service: ServiceConfig, environment: Environment): Outcome {
  const loaded = load(requestOf(service, environment));
  const made = make(loaded, service, environment);
  if (made === undefined) return outcome(loaded);
  const { comparison, summary } = made;
  const { diagnostics } = loaded;
  refuse(comparison, environment.force, diagnostics);
  if (diagnostics.failed) return outcome(loaded);
  try {
    makeFolder(resolve(service.output));
    const counts = write(comparison);
    const files = comparison.changes.map((one) => one.file).filter((one) => one !== undefined);
    const hash = inputsHash(environment.generator, saidOf(service), filesRead(loaded));
    writeStamp(service.output, hash, files, summary.line);
    const first = comparison.changes.every((one) => one.state === "new");
    return { ...outcome(loaded), summary, ...counts, first };
  } catch (error) {
    diagnostics.report("SW5003", `${service.output} cannot be written: ${(error as Error).message}.`, {
      hint: "nothing was changed: check the folder's permissions and the space on the disk",
    });
    return outcome(loaded);
  }
}

/** The same in memory, compared with what stands on disk. */
export function check(service: ServiceConfig, environment: Environment): Outcome {
  const loaded = load(requestOf(service, environment));
  const made = make(loaded, service, environment);
  if (made === undefined) return outcome(loaded);
  const WORDS = {
    new: "missing",
    changed: "stale",
    gone: "no longer generated",
    edited: "edited by hand",
    unchanged: "",
  };
  const faults = stale(made.comparison).map(({ path, state }) => ({ path, state: WORDS[state] }));
  if (faults.length > 0)
    loaded.diagnostics.report(
      "SW5004",
      `${faults.length} of the files in ${service.output} are not what the model gives.`,
      { hint: "run swage generate" },
    );
  return { ...outcome(loaded), summary: made.summary, stale: faults };
}

/** The model and everything that can be wrong with it. */
export function validate(service: ServiceConfig, environment: Environment): Outcome {
  const loaded = load(requestOf(service, environment));
  return {
    ...outcome(loaded),
    ...(loaded.plan === undefined ? {} : { summary: summaryOf(loaded.plan, modelPaths(loaded)) }),
  };
}

function make(
  loaded: Loaded,
  service: ServiceConfig,
  environment: Environment,
): { comparison: Comparison; summary: Summary } | undefined {
  const { plan, diagnostics } = loaded;
  if (plan === undefined || diagnostics.failed) return undefined;
  const files = withManifests(printAll(emit(plan)), environment.swage, plan.model.digest);
  return {
    comparison: compare(service.output, files),
    summary: summaryOf(plan, modelPaths(loaded)),
  };
}

const filesRead = ({ files }: Loaded): readonly string[] => (files === undefined ? [] : allFiles(files));

const modelPaths = ({ files }: Loaded): readonly string[] => files?.models ?? [];

/** What forbids writing into a folder: files of somebody else's, or edits in files of ours. */
function refuse(comparison: Comparison, force: boolean, diagnostics: Diagnostics): void {
  const { folder, foreign, changes } = comparison;
  if (foreign.length > 0) {
    diagnostics.report(
      "SW5001",
      `${folder} is not empty and was not made by swage: it holds ${foreign.slice(0, 3).join(", ")}${foreign.length > 3 ? ", …" : ""}.`,
      {
        hint: "give an empty or new folder",
      },
    );
  }
  if (force) return;
  for (const { path } of foreign.length > 0 ? [] : changes.filter((one) => one.state === "edited")) {
    diagnostics.report("SW5002", `${folder}/${path} was edited by hand.`, {
      hint: "change the model instead, or overwrite with --force",
      place: { file: `${folder}/${path}` },
    });
  }
}

function outcome({ diagnostics, model }: Loaded): Outcome {
  return {
    diagnostics: located(diagnostics, new Map()),
    failed: diagnostics.failed,
    ...(model === undefined ? {} : { model }),
  };
}

/** Every diagnostic with line and column, in the order of the files. @param texts those that are in memory. */
function located(diagnostics: Diagnostics, texts: ReadonlyMap<string, string>): readonly Located[] {
  const order = { error: 0, warning: 1, info: 2 };
  const locators = new Map<string, ReturnType<typeof locator>>();
  const positionOf = (place: Place): Position | undefined => {
    const { file, offset, path } = place;
    if (offset === undefined && path === undefined) return undefined;
    const locate = locators.get(file) ?? locator(texts.get(file) ?? readable(file));
    locators.set(file, locate);
    return locate(place);
  };
  return diagnostics.all
    .map((one): Located => {
      if (one.place === undefined) return one;
      const position = one.severity === "info" ? undefined : positionOf(one.place);
      return { ...one, file: one.place.file, ...(position === undefined ? {} : { position }) };
    })
    .sort((a, b) => order[a.severity] - order[b.severity] || (a.position?.line ?? 0) - (b.position?.line ?? 0));
}

/** The text, or nothing where the file has gone since. */
function readable(file: string): string {
  try {
    return textOf(file);
  } catch {
    return "";
  }
}
