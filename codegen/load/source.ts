/**
 * From what a user names (a model file or a folder) to the files that make one model: reads them, tells their form, and
 * hands them to the reader of that form. The only code that opens model files.
 */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Diagnostics } from "../diagnostics.ts";
import { Ast } from "./ast.ts";
import { parseJson } from "./json.ts";
import { applyOverlay } from "./overlay.ts";
import { type Document, isSmithy, readSmithy } from "./smithy.ts";

export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** The files of one model, as they were read. */
export interface Source {
  readonly models: readonly SourceFile[];
  readonly overlay?: SourceFile;
}

const OVERLAY = "overlay.json";

/** Reads an input's files; what cannot be read is a diagnostic. */
export function readSource(input: string, overlay: string | undefined, diagnostics: Diagnostics): Source | undefined {
  const stat = statSync(input, { throwIfNoEntry: false });
  if (stat === undefined) {
    diagnostics.report("SW4003", `There is no file or folder ${input}.`, {
      hint: "give a model file, or a folder that holds model.json",
    });
    return undefined;
  }
  const paths = stat.isDirectory() ? modelsIn(input) : [input];
  if (paths.length === 0) {
    diagnostics.report("SW4003", `The folder ${input} holds no model.`, {
      hint: "a model is a JSON file; the folder's model.json is looked for first",
    });
    return undefined;
  }
  const folder = stat.isDirectory() ? input : dirname(input);
  const beside = stat.isDirectory() && existsSync(join(folder, OVERLAY)) ? join(folder, OVERLAY) : undefined;
  const overlayPath = overlay ?? beside;
  const models = paths.map((path) => readText(path, diagnostics));
  const overlayFile = overlayPath === undefined ? undefined : readText(overlayPath, diagnostics);
  if (diagnostics.failed) return undefined;
  return {
    models: models.filter((one) => one !== undefined),
    ...(overlayFile === undefined ? {} : { overlay: overlayFile }),
  };
}

/** `model.json`, else every JSON file but the overlay. */
function modelsIn(folder: string): readonly string[] {
  if (existsSync(join(folder, "model.json"))) return [join(folder, "model.json")];
  return readdirSync(folder)
    .filter((name) => name.endsWith(".json") && name !== OVERLAY)
    .sort()
    .map((name) => join(folder, name));
}

function readText(path: string, diagnostics: Diagnostics): SourceFile | undefined {
  try {
    return { path, text: readFileSync(path, "utf8") };
  } catch (error) {
    diagnostics.report("SW4003", `${path} cannot be read: ${(error as Error).message}.`);
    return undefined;
  }
}

/** The files as one Ast with the overlay on it. */
export function readAst({ models, overlay }: Source, diagnostics: Diagnostics): Ast {
  const documents: Document[] = [];
  for (const { path, text } of models) {
    const json = parseJson(path, text, diagnostics);
    if (json === undefined) continue;
    if (isSmithy(json)) documents.push({ file: path, json });
    else {
      diagnostics.report("SW1002", "The file is no Smithy JSON AST.", {
        place: { file: path, path: [] },
        hint: 'a Smithy JSON AST starts with {"smithy": "2.0", "shapes": …}: `smithy ast` writes one from .smithy files',
      });
    }
  }
  if (documents.length === 0) return new Ast();
  const ast = readSmithy(documents, diagnostics);
  const json = overlay === undefined ? undefined : parseJson(overlay.path, overlay.text, diagnostics);
  if (overlay !== undefined && json !== undefined) applyOverlay(ast, overlay.path, json, diagnostics);
  return ast;
}
