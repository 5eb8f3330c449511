/**
 * Turns a model's pattern, written for Java, into a test. Models hold patterns that JavaScript refuses in one mode and
 * takes in the other, and a few that it refuses in both; a pattern that cannot be read is not checked.
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

/** The test of a pattern (unanchored, as in Smithy), or `undefined` when JavaScript cannot run it. */
export function matcher(pattern: string): ((text: string) => boolean) | undefined {
  const regex = read(pattern, "u") ?? read(pattern, "") ?? rewritten(pattern);
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
