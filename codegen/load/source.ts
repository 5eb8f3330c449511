/**
 * From what a user names (a model file or a folder) to one Ast: reads the files that make the model, hands them to the reader
 * of their form, and puts the overlay on. The only code that opens model files.
 */
import { isUtf8 } from "node:buffer";
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import type { Diagnostics } from "../diagnostics.ts";
import { Ast } from "./ast.ts";
import { readBotocore } from "./botocore.ts";
import { isBotocore } from "./botocore-form.ts";
import { allFiles, type Form, filesOf, type ModelFiles } from "./files.ts";
import { parseJson } from "./json.ts";
import { applyOverlay } from "./overlay.ts";
import { type Document, isSmithy, readSmithy } from "./smithy.ts";

/** The files of one model, as they were read. */
export interface Source {
  readonly files: ModelFiles;
  /** Texts by path, unpacked. */
  readonly texts: ReadonlyMap<string, string>;
  readonly format?: Form;
}

/** Reads an input's files; what cannot be read is a diagnostic. `format` is what the user has chosen. */
export function readSource(
  input: string,
  overlay: string | undefined,
  diagnostics: Diagnostics,
  format?: Form,
): Source | undefined {
  const files = filesOf(input, format, overlay);
  if ("code" in files) {
    diagnostics.report(files.code, files.message, { hint: files.hint });
    return undefined;
  }
  const texts = new Map<string, string>();
  for (const one of allFiles(files)) {
    const text = readText(one, diagnostics);
    if (text !== undefined) texts.set(one, text);
  }
  return diagnostics.failed ? undefined : { files, texts, ...(format === undefined ? {} : { format }) };
}

/**
 * The text of a file of a model, unpacked. Read again where a place in it has to be shown, since few runs show one, and
 * none should hold the texts until it ends.
 * @throws what the file system says, or the unpacker.
 */
export const textOf = (path: string): string => bytesOf(path).toString("utf8");

function bytesOf(path: string): Buffer {
  const bytes = readFileSync(path);
  return path.endsWith(".gz") ? gunzipSync(bytes) : bytes;
}

function readText(path: string, diagnostics: Diagnostics): string | undefined {
  try {
    const bytes = bytesOf(path);
    const text = bytes.toString("utf8");
    if (isUtf8(bytes)) return text;
    diagnostics.report("SW1001", "The file is not in UTF-8.", {
      place: { file: path, offset: text.indexOf("\uFFFD") },
      hint: "save it as UTF-8: PowerShell's `>` writes UTF-16",
    });
    return undefined;
  } catch (error) {
    diagnostics.report("SW4003", `${path} cannot be read: ${(error as Error).message}.`);
    return undefined;
  }
}

/** The files as one Ast with the overlay on it. */
export function readAst({ files, texts, format }: Source, diagnostics: Diagnostics): Ast {
  const read = (path: string | undefined): Document | undefined => {
    const json = path === undefined ? undefined : parseJson(path, texts.get(path) ?? "", diagnostics);
    return path === undefined || json === undefined ? undefined : { file: path, json };
  };
  const documents = files.models.map(read).filter((one) => one !== undefined);
  const [first, second] = documents;
  const botocore =
    files.form === "botocore" || (format === undefined && second === undefined && isBotocore(first?.json));
  const ast = botocore ? botocoreAst(first, files, read, diagnostics) : smithyAst(documents, diagnostics);
  const overlay = ast.shapes.size === 0 ? undefined : read(files.overlay);
  if (overlay !== undefined) applyOverlay(ast, overlay.file, overlay.json, diagnostics);
  return ast;
}

/** Every file with a `smithy` key. One that is alone has to have it; among several, another is somebody else's. */
function smithyAst(documents: readonly Document[], diagnostics: Diagnostics): Ast {
  const models = documents.filter(({ json }) => isSmithy(json));
  if (models.length > 0) return readSmithy(models, diagnostics);
  for (const { file, json } of documents)
    diagnostics.report("SW1002", "The file is no Smithy JSON AST.", {
      place: { file, path: [] },
      hint: isBotocore(json)
        ? "it looks like a botocore model: --format botocore"
        : 'a Smithy JSON AST starts with {"smithy": "2.0", "shapes": …}: `smithy ast` writes one from .smithy files',
    });
  return new Ast("smithy");
}

function botocoreAst(
  service: Document | undefined,
  { beside }: ModelFiles,
  read: (path: string | undefined) => Document | undefined,
  diagnostics: Diagnostics,
): Ast {
  if (service === undefined) return new Ast("botocore");
  if (!isBotocore(service.json)) {
    diagnostics.report("SW1002", "The file is no botocore service.", {
      place: { file: service.file, path: [] },
      hint: isSmithy(service.json)
        ? "it looks like a Smithy model: --format smithy"
        : "a botocore service is an object with `metadata`, `operations` and `shapes`",
    });
    return new Ast("botocore");
  }
  const siblings = Object.fromEntries(Object.entries(beside).map(([kind, path]) => [kind, read(path)]));
  return diagnostics.failed ? new Ast("botocore") : readBotocore({ service, ...siblings }, diagnostics);
}
