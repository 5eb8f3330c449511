/**
 * Turns a model's pattern, written for Java, into a test. Models hold patterns that JavaScript refuses in one mode and
 * takes in the other, and some that are Java's alone; a pattern that cannot be read is not checked.
 */

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

/** What only Java means something by. */
const JAVA = /\\[AZz]|\(\?[imsu]+\)|\[:\w+:\]|\\p\{\w+\}|[*+?}]\+/;

/** The test of a pattern (unanchored, as in Smithy), or `undefined` when JavaScript cannot run it. */
export function matcher(pattern: string): ((text: string) => boolean) | undefined {
  // Without the flag, JavaScript takes Java's `\\A` and `[[:alpha:]]` for plain characters, so these are rewritten before.
  const regex = read(pattern, "u") ?? (JAVA.test(pattern) ? rewritten(pattern) : undefined) ?? read(pattern, "");
  return regex && ((text) => regex.test(text));
}

function read(pattern: string, flags: string): RegExp | undefined {
  try {
    return new RegExp(pattern, flags);
  } catch {
    return undefined;
  }
}

/** Inline flags, `\A \Z \z`, POSIX classes and possessive quantifiers in JavaScript's terms. */
function rewritten(pattern: string): RegExp | undefined {
  let flags = "";
  const source = pattern
    .replace(/\(\?([ismu]+)\)/g, (_, inline: string) => {
      flags += inline.replace("u", "");
      return "";
    })
    .replace(/\\A/g, "^")
    .replace(/\\[Zz]/g, "$")
    .replace(/\[:(\w+):\]/g, (all, name: string) => POSIX[name] ?? all)
    .replace(/\\p\{(\w+)\}/g, (all, name: string) => {
      const range = POSIX[name.toLowerCase()];
      return range && name.length > 2 ? `[${range}]` : all;
    })
    .replace(/([*+?}])\+/g, "$1");
  const unique = [...new Set(flags)].join("");
  return read(source, `${unique}u`) ?? read(source, unique);
}
