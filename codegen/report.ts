/** How a run looks on a terminal: diagnostics with place and hint, and the closing line. Text only; it prints nothing itself. */
import type { Located } from "./run.ts";
import type { Summary } from "./summary.ts";

export interface Style {
  readonly color: boolean;
}

const COLORS = { error: 31, warning: 33, info: 36 } as const;
const paint = (text: string, code: number, { color }: Style): string =>
  color ? `\u001b[${code}m${text}\u001b[39m` : text;

/**
 *     error  SW1003  model.json:88:21  example.petstore#GetPet$input
 *            The target example.petstore#GetPetInpt does not exist.
 *            hint: did you mean example.petstore#GetPetInput?
 */
export function diagnosticText(one: Located, style: Style): string {
  const place =
    one.file === undefined
      ? ""
      : `  ${one.file}${one.position === undefined ? "" : `:${one.position.line}:${one.position.column}`}`;
  const shape = one.shape === undefined ? "" : `  ${one.shape}`;
  const head = `${paint(one.severity.padEnd(7), COLORS[one.severity], style)}  ${one.code}${place}${shape}`;
  const hint = one.hint === undefined ? "" : `\n         hint: ${one.hint}`;
  return `${head}\n         ${one.message}${hint}\n`;
}

/** `2 errors, nothing written`. */
export function failureText(diagnostics: readonly Located[], wrote: boolean): string {
  const errors = diagnostics.filter((one) => one.severity === "error").length;
  return `${errors} error${errors === 1 ? "" : "s"}${wrote ? "" : ", nothing written"}\n`;
}

/** `petstore/  14 files written, 3 unchanged  0.31 s`. */
export function filesText(
  folder: string,
  written: number,
  unchanged: number,
  removed: number,
  seconds: number,
): string {
  const parts = [
    ...(written > 0 ? [`${written} file${written === 1 ? "" : "s"} written`] : []),
    ...(removed > 0 ? [`${removed} removed`] : []),
    ...(unchanged > 0
      ? [`${unchanged} ${written + removed > 0 ? "" : `file${unchanged === 1 ? "" : "s"} `}unchanged`]
      : []),
  ];
  return `${folder.replace(/\/*$/, "/")}  ${parts.join(", ")}  ${seconds.toFixed(2)} s\n`;
}

/** `next: npm i ./petstore   ·   docs: petstore/docs/index.md   ·   try: npx petstore help`, after the first generation. */
export function nextText(folder: string, { docs, bin }: Summary): string {
  const parts = [
    `next: npm i ${/\s/.test(folder) ? `"./${folder}"` : `./${folder}`}`,
    ...(docs ? [`docs: ${folder}/docs/index.md`] : []),
    ...(bin === undefined ? [] : [`try: npx ${bin} help`]),
  ];
  return `${parts.join("   ·   ")}\n`;
}

/** `31` of a summary's line, which is all that a stamp keeps of it. */
export const operationsIn = (line = ""): number => Number(/(\d+) operations?\b/.exec(line)?.[1] ?? 0);

/** What a run over many services adds up to. */
export class Totals {
  readonly failed: string[] = [];
  #done = 0;
  #operations = 0;
  readonly #files = { written: 0, unchanged: 0, removed: 0 };

  get services(): number {
    return this.#done + this.failed.length;
  }

  add(
    counts: { readonly written?: number; readonly unchanged?: number; readonly removed?: number },
    operations: number,
  ): void {
    this.#done += 1;
    this.#operations += operations;
    for (const key of ["written", "unchanged", "removed"] as const) this.#files[key] += counts[key] ?? 0;
  }

  fail(input: string): void {
    this.failed.push(input);
  }

  /** `424 services  18378 operations  9012 files written  21.40 s`, and who failed. */
  text(files: boolean, seconds: number): string {
    const { written, unchanged, removed } = this.#files;
    const parts = [
      `${this.services} services`,
      ...(this.failed.length > 0 ? [`${this.failed.length} failed (${this.failed.join(", ")})`] : []),
      `${this.#operations} operations`,
      ...(files && written > 0 ? [`${written} files written`] : []),
      ...(files && removed > 0 ? [`${removed} removed`] : []),
      ...(files && unchanged > 0 ? [`${unchanged} ${written > 0 ? "" : "files "}unchanged`] : []),
      `${seconds.toFixed(2)} s`,
    ];
    return `${parts.join("  ")}\n`;
  }
}
