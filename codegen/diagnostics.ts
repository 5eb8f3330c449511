/**
 * Everything that swage can find wrong or worth saying about what it was given: the catalogue of codes, and the list that a
 * run collects. A code that is not in the catalogue does not compile. It knows places and texts, not how a terminal
 * shows them, and it never ends a run: callers ask `failed`.
 */

export type Severity = "error" | "warning" | "info";

/** SW1: the model. SW2: remarks on a sound model. SW3: overlay. SW4: config and command line. SW5: output. SW9: bugs of swage's. */
const CATALOGUE = {
  SW1001: ["error", "The file is not JSON."],
  SW1002: ["error", "The file is not a service model."],
  SW1003: ["error", "A target does not exist."],
  SW1004: ["error", "The shape type is unknown."],
  SW1005: ["error", "The model has no service."],
  SW1006: ["error", "The model has several services."],
  SW1007: ["error", "No protocol of the service is supported."],
  SW1008: ["error", "Two shapes would export one name."],
  SW1009: ["error", "A trait's value does not have the trait's shape."],
  SW1010: ["error", "A target has the wrong type of shape."],
  SW1011: ["error", "A shape lacks what its type requires."],
  SW1012: ["error", "A shape id is malformed."],
  SW1013: ["error", "A trait stands where it may not."],
  SW1014: ["error", "The Smithy version is not supported."],
  SW1017: ["error", "A URI label has no member."],
  SW1018: ["error", "An httpLabel member is not in the URI."],
  SW1019: ["error", "Two members are bound to one place."],
  SW1020: ["error", "A pagination path matches nothing."],
  SW1021: ["error", "A waiter path matches nothing."],
  SW1022: ["error", "An endpoint rule set does not compile."],
  SW1023: ["error", "An operation lacks its HTTP binding."],
  SW1024: ["error", "An example does not fit its operation."],
  SW1025: ["error", "A key stands twice in one object."],
  SW1026: ["error", "A list or map holds nothing but itself."],
  SW1027: ["error", "One name is given to two things."],
  SW1028: ["error", "A label stands twice."],
  SW1029: ["error", "Two operations match the same requests."],
  SW1030: ["error", "A file nests too deep."],
  SW2001: ["warning", "An operation's method was renamed."],
  SW2002: ["warning", "An option or a command of the command line was renamed."],
  SW2010: ["info", "Pagination was inferred."],
  SW2030: ["warning", "A pattern cannot be run by JavaScript and is not checked."],
  SW2041: ["warning", "A member is required and has a default."],
  SW2050: ["warning", "A trait is not known."],
  SW2051: ["warning", "An example does not fit its operation and was left out."],
  SW2060: ["warning", "The service needs a step that swage does not have."],
  SW2061: ["warning", "Most servers cannot read the labels of a path."],
  SW2070: ["warning", "An auth scheme is not built in."],
  SW2072: ["warning", "The model asks for a signature that is not made any more."],
  SW2073: ["warning", "A built-in of endpoint rules is not known."],
  SW3001: ["error", "The overlay is not an overlay."],
  SW3002: ["error", "The overlay names what the model does not have."],
  SW3003: ["error", "An overlay entry has no reason."],
  SW4001: ["error", "The config is not as its schema says."],
  SW4002: ["error", "The command line is not understood."],
  SW4003: ["error", "The input cannot be read."],
  SW4004: ["error", "Nothing to generate."],
  SW4010: ["error", "The protocol that was asked for is not one of the service's."],
  SW4005: ["error", "The input can be read in two forms."],
  SW4006: ["error", "The choice of artifacts does not hold together."],
  SW4007: ["error", "Two packages would be written to one folder."],
  SW5001: ["error", "The output folder holds files that swage did not write."],
  SW5002: ["error", "A generated file was edited by hand."],
  SW5003: ["error", "The output cannot be written."],
  SW5004: ["error", "The output is not up to date."],
  SW5005: ["error", "Two files would be written to one path."],
  SW9001: ["error", "swage itself is at fault."],
} as const satisfies Record<string, readonly [Severity, string]>;

export type Code = keyof typeof CATALOGUE;

/** A place in a JSON text: keys and indices from the top. Turned into line and column only when it is shown. */
export interface Place {
  readonly file: string;
  readonly path?: readonly (string | number)[];
  /** Instead of a path where the text could not be parsed: characters from the start. */
  readonly offset?: number;
  /** Point at the key of the last path step, not at its value. */
  readonly key?: boolean;
}

export interface Diagnostic {
  readonly code: Code;
  readonly severity: Severity;
  readonly message: string;
  readonly hint?: string;
  /** The shape or member that it is about. */
  readonly shape?: string;
  readonly place?: Place;
}

export interface Remark {
  readonly hint?: string | undefined;
  readonly shape?: string | undefined;
  readonly place?: Place | undefined;
}

export class Diagnostics {
  readonly #all: Diagnostic[] = [];

  report(code: Code, message: string, about: Remark = {}): void {
    const { hint, shape, place } = about;
    this.#all.push({
      code,
      severity: CATALOGUE[code][0],
      message,
      ...(hint === undefined ? {} : { hint }),
      ...(shape === undefined ? {} : { shape }),
      ...(place === undefined ? {} : { place }),
    });
  }

  get all(): readonly Diagnostic[] {
    return this.#all;
  }

  /** Whether anything was found that forbids writing. */
  get failed(): boolean {
    return this.#all.some((one) => one.severity === "error");
  }
}

/** The candidate that a misspelt word was probably meant to be, if one is near enough (a third of its letters wrong at most). */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  let best: string | undefined;
  let least = Math.max(2, Math.floor(word.length / 3)) + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) >= least) continue;
    const far = distance(word.toLowerCase(), candidate.toLowerCase(), least);
    if (far < least) [best, least] = [candidate, far];
  }
  return best;
}

/** The hint that names the candidate meant, if there is one: `nearest`. */
export function suggestion(word: string, candidates: readonly string[]): string | undefined {
  const close = nearest(word, candidates);
  return close === undefined ? undefined : `did you mean ${close}?`;
}

/** Levenshtein distance, given up at `limit`. */
function distance(from: string, to: string, limit: number): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= to.length; j += 1) {
      const same = from[i - 1] === to[j - 1] ? 0 : 1;
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + same));
    }
    if (Math.min(...next) >= limit) return limit;
    row = next;
  }
  return row[to.length] ?? limit;
}
