/**
 * What an artifact is: a part of the finished package that says which names it will export, and, once all names are
 * decided, makes its files. A new one is a folder beside this file and a line in `index.ts`.
 */

import type { Model } from "../model/types.ts";
import type { OutputFile } from "../output/files.ts";
import type { Declaration } from "../plan/names.ts";
import type { Plan } from "../plan/plan.ts";

export interface Artifact {
  readonly name: string;
  /** Artifacts whose exports this one mentions. */
  readonly needs: readonly string[];
  /** The exports that this artifact wishes for. Order decides nothing. */
  declare(model: Model): Iterable<Declaration>;
  emit(plan: Plan): Iterable<OutputFile>;
}
