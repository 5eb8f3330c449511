/**
 * Patterns as models have them, written for Java, in terms of JavaScript: the source and flags under which a pattern can be
 * run, or nothing where it cannot. Unanchored, as Smithy says. It checks nothing itself. Source: Smithy, `pattern` trait;
 * java.util.regex.Pattern.
 */

export interface Pattern {
  readonly source: string;
  readonly flags: string;
}

/** The inside of a character class for each POSIX name. */
const POSIX: Readonly<Record<string, string>> = {
  alpha: "A-Za-z",
  digit: "0-9",
  alnum: "A-Za-z0-9",
  upper: "A-Z",
  lower: "a-z",
  space: "\\s",
  punct: "!-\\/:-@\\[-`{-~",
  graph: "!-~",
  print: " -~",
  xdigit: "A-Fa-f0-9",
  word: "\\w",
};

/**
 * First as it stands with `u` (property escapes), then in JavaScript's terms, then without `u` (odd escapes). That last: it
 * takes what it does not know for plain letters, and would read `\A` as an A.
 */
export function patternOf(pattern: string): Pattern | undefined {
  if (KNOWN.has(pattern)) return KNOWN.get(pattern);
  const found = runnable(pattern, "u") ?? inJavaScript(pattern);
  KNOWN.set(pattern, found);
  return found;
}

/** Patterns recur, in a model and from model to model. */
const KNOWN: Map<string, Pattern | undefined> = new Map();

function inJavaScript(pattern: string): Pattern | undefined {
  const { source, flags } = rewritten(pattern);
  return runnable(source, `${flags}u`) ?? runnable(source, flags);
}

function runnable(source: string, flags: string): Pattern | undefined {
  try {
    new RegExp(source, flags);
    return { source, flags };
  } catch {
    return undefined;
  }
}

/** Inline flags, `\A \Z \z`, POSIX classes and possessive quantifiers. */
function rewritten(pattern: string): Pattern {
  const flags = new Set<string>();
  const source = pattern
    .replaceAll(/\(\?([ismu]+)\)/g, (_, inline: string) => {
      for (const flag of inline.replaceAll("u", "")) flags.add(flag);
      return "";
    })
    .replaceAll("\\A", "^")
    .replaceAll(/\\[Zz]/g, "$")
    .replaceAll(/\[:(\w+):\]/g, (all, name: string) => POSIX[name] ?? all)
    .replaceAll(/\\p\{(\w+)\}/g, (all, name: string) => {
      const range = name.length > 2 ? POSIX[name.toLowerCase()] : undefined;
      return range === undefined ? all : `[${range}]`;
    })
    .replaceAll(/([*+?}])\+/g, "$1");
  return { source, flags: [...flags].join("") };
}
