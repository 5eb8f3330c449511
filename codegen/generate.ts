/**
 * One run: a model on disk to files in memory. Writing, checking and showing are what callers do with the result.
 */
import { chosenArtifacts } from "./artifacts/choose.ts";
import { Diagnostics } from "./diagnostics.ts";
import { buildModel } from "./load/build.ts";
import type { Form, ModelFiles } from "./load/files.ts";
import { readAst, readSource } from "./load/source.ts";
import { inferPagination, listItems } from "./model/infer.ts";
import { lint } from "./model/lint.ts";
import type { Model, ShapeId } from "./model/types.ts";
import type { ServiceOptions } from "./options.ts";
import type { OutputFile } from "./output/files.ts";
import { customiseModel } from "./plan/customise.ts";
import { type Plan, planOf } from "./plan/plan.ts";

export interface Request {
  /** A model file, or a folder. */
  readonly input: string;
  readonly overlay?: string | undefined;
  readonly format?: Form | undefined;
  readonly options: ServiceOptions;
  /** swage's version, for banners and manifests. */
  readonly swage: string;
}

export interface Loaded {
  readonly diagnostics: Diagnostics;
  readonly files?: ModelFiles;
  readonly model?: Model;
  readonly plan?: Plan;
}

/** As far as the Plan: what `validate` and `inspect` need. */
export function load({ input, overlay, format, options, swage }: Request): Loaded {
  const diagnostics = new Diagnostics();
  const source = readSource(input, overlay, diagnostics, format);
  if (source === undefined) return { diagnostics };
  const { files } = source;
  const ast = readAst(source, diagnostics);
  if (ast.shapes.size === 0 && diagnostics.failed) return { diagnostics, files };
  const built = buildModel(ast, diagnostics);
  if (built === undefined) return { diagnostics, files };
  const said = listItems(options.infer ? inferPagination(built) : built);
  reportInferred(said, diagnostics);
  lint(said, (id, steps, key) => ast.place(id, steps, key), diagnostics, ast.form === "smithy");
  const model = customiseModel(said);
  const artifacts = chosenArtifacts(options);
  const declarations = artifacts.flatMap((artifact) => [...artifact.declare(model)]);
  const place = (id: ShapeId) => ast.place(id, [], true);
  const plan = planOf(
    { model, options, declarations, artifacts: artifacts.map((one) => one.name), swage, place },
    diagnostics,
  );
  return { diagnostics, files, model, ...(plan === undefined ? {} : { plan }) };
}

/** The whole package, a file at a time: what has been printed need not stay in memory beside its bytes. */
export function* emit(plan: Plan): Iterable<OutputFile> {
  for (const artifact of chosenArtifacts(plan.options)) yield* artifact.emit(plan);
}

/** An inference is a guess that a reader has to be able to see, and to switch off. */
function reportInferred(model: Model, diagnostics: Diagnostics): void {
  for (const { id, name, pagination } of model.operations) {
    if (pagination?.origin !== "inferred") continue;
    const [token] = pagination.inputToken;
    const message = `Pagination of ${name} was inferred: ${token} → ${pagination.outputToken[0]}, items ${pagination.items[0]}.`;
    diagnostics.report("SW2010", message, {
      shape: id,
      hint: "state it with a trait or an overlay, or switch it off with --no-infer",
    });
  }
}
