/**
 * What a run makes, before anything touches the disk: files of five kinds by their path in the package. `print.ts` turns
 * them into bytes and `write.ts` puts them where they belong.
 */
import type { TsFile } from "../ts/file.ts";

export type OutputFile =
  | TsFile
  | { readonly kind: "text"; readonly path: string; readonly text: string; readonly mode?: number }
  /** Text that an artifact has encoded itself, since it counts bytes or is very long. */
  | { readonly kind: "bytes"; readonly path: string; readonly bytes: Uint8Array }
  | { readonly kind: "json"; readonly path: string; readonly json: unknown }
  /** A file that swage was built with (runtime chunks, their types), copied as it is. */
  | { readonly kind: "static"; readonly path: string; readonly source: string; readonly mode?: number };

/** A file as it will stand on disk; `path` is relative to the package, with slashes. */
export interface PrintedFile {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly mode?: number;
}

/** What git keeps, or what `dist/` holds and every run can make again. */
export const isBuilt = (path: string): boolean => path.startsWith("dist/");
