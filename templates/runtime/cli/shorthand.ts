/**
 * The shorthand syntax for structures (C7.4): `Id=a,Tags={k=v},Names=x,y`. Gives a tree of texts; knows no model. Files
 * that `@=` names are read through a function that the caller brings.
 *
 * ```
 * parameter   = keyval *( "," keyval )
 * keyval      = key ( "=" / "@=" ) values
 * ```
 */
import type { Raw } from "./json-text.ts";
import { setMember } from "./json-text.ts";

/** What was expected and what stood there; `index` counts characters from the start of the input. */
export class ShorthandSyntaxError extends Error {
  readonly expected: string;
  readonly actual: string;
  readonly index: number;
  constructor(input: string, expected: string, actual: string, index: number) {
    super(`Expected: '${expected}', received: '${actual}' for input:\n ${pointed(input, index)}`);
    this.expected = expected;
    this.actual = actual;
    this.index = index;
  }
}

export class DuplicateKeyError extends Error {
  readonly key: string;
  constructor(input: string, key: string, index: number) {
    super(
      `Second instance of key "${key}" encountered for input:\n${pointed(input, index)}\n` +
        `This is often because there is a preceding "," instead of a space.`,
    );
    this.key = key;
  }
}

/** The input with a caret line under the line that the index is in; columns count from the last line break (C7.7). */
function pointed(input: string, index: number): string {
  const from = input.lastIndexOf("\n", index - 1) + 1;
  const until = input.indexOf("\n", index);
  const below = until < 0 ? "" : input.slice(until);
  return `${until < 0 ? input : input.slice(0, until)}\n${" ".repeat(index - from)}^${below}`;
}

const EOF = "EOF";
const KEY = /[A-Za-z0-9\-_.#/:]*/y;
const SPACE = /[ \t\n\r\v\f]*/y;
/** Where a first word ends, and a further one: brackets end only the first. */
const FIRST_END = /[,\]}'"]/;
const SECOND_END = /[,'"]/;

/** Throws `ShorthandSyntaxError` and `DuplicateKeyError`. `load`: what a value behind `@=` stands for. */
export function parseShorthand(input: string, load: (value: string) => string | Uint8Array = (value) => value): Raw {
  let at = 0;

  const fail = (expected: string, actual = input[at] ?? EOF): never => {
    throw new ShorthandSyntaxError(input, expected, actual, at);
  };
  const skip = (pattern: RegExp): string => {
    pattern.lastIndex = at;
    const [found = ""] = pattern.exec(input) ?? [];
    at += found.length;
    return found;
  };
  const expect = (character: string): void => {
    if (input[at] !== character) fail(character);
    at += 1;
  };

  // parameter = keyval *( "," keyval )
  function parameter(): Raw {
    const members: Record<string, Raw> = {};
    for (;;) {
      const start = at;
      const [key, resolve] = assignment();
      const value = values(resolve);
      if (Object.hasOwn(members, key)) throw new DuplicateKeyError(input, key, start);
      setMember(members, key, value);
      if (at >= input.length) return members;
      skip(SPACE);
      expect(",");
      skip(SPACE);
    }
  }

  // key ( "=" / "@=" ), with white space around the signs
  function assignment(): readonly [key: string, resolve: boolean] {
    const key = skip(KEY);
    skip(SPACE);
    const resolve = input[at] === "@";
    if (resolve) at += 1;
    skip(SPACE);
    expect("=");
    skip(SPACE);
    return [key, resolve];
  }

  // values = list / hash / csv
  function values(resolve: boolean): Raw {
    if (input[at] === "[") return list(resolve);
    return input[at] === "{" ? hash(resolve) : commaList(resolve);
  }

  // list = "[" [ item *( "," item ) [ "," ] ] "]"
  function list(resolve: boolean): Raw {
    const items: Raw[] = [];
    expect("[");
    skip(SPACE);
    while (input[at] !== "]") {
      items.push(item(resolve));
      skip(SPACE);
      if (input[at] === "]") break;
      expect(",");
      skip(SPACE);
    }
    expect("]");
    return items;
  }

  // The last of equal keys wins, as recorded.
  // hash = "{" [ hkeyval *( "," hkeyval ) [ "," ] ] "}";  hkeyval = key ( "=" / "@=" ) item
  function hash(outer: boolean): Raw {
    const members: Record<string, Raw> = {};
    expect("{");
    skip(SPACE);
    while (input[at] !== "}") {
      const [key, resolve] = assignment();
      setMember(members, key, item(resolve || outer));
      skip(SPACE);
      if (input[at] === "}") break;
      expect(",");
      skip(SPACE);
    }
    expect("}");
    return members;
  }

  // item = list / hash / single
  function item(resolve: boolean): Raw {
    if (input[at] === "[") return list(resolve);
    return input[at] === "{" ? hash(resolve) : resolved(single(), resolve);
  }

  // csv = single *( "," second ): a second that turns out to be `key=` ends the list before its comma
  function commaList(resolve: boolean): Raw {
    const first = resolved(single(), resolve);
    const items = [first];
    skip(SPACE);
    while (at < input.length && input[at] === ",") {
      at += 1;
      skip(SPACE);
      const next = second();
      skip(SPACE);
      if (next === undefined && at >= input.length) return fail("<second>", "<none>");
      if (next === undefined || (at < input.length && input[at] !== ",")) {
        at = input.lastIndexOf(",", at);
        break;
      }
      items.push(resolved(next, resolve));
    }
    return items.length === 1 ? first : items;
  }

  // single = quoted / first-word / nothing
  function single(): string {
    const found = quoted();
    if (found === null) return fail(input[at] === '"' ? "<double quoted>" : "<singled quoted>", "<none>");
    return found ?? word(FIRST_END, true) ?? "";
  }

  // second = quoted / second-word; it may hold brackets, and no "="
  function second(): string | undefined {
    const found = quoted();
    return found === null ? undefined : (found ?? word(SECOND_END, false));
  }

  // quoted = "'" *( any but "'" / "\'" ) "'"  /  DQUOTE *( any but DQUOTE / "\" DQUOTE ) DQUOTE
  // Without its closing quote it is null, and nothing is consumed.
  function quoted(): string | null | undefined {
    const quote = input[at];
    if (quote !== "'" && quote !== '"') return undefined;
    let content = "";
    let next = at + 1;
    while (input[next] !== quote) {
      if (next >= input.length) return null;
      if (input[next] === "\\" && input[next + 1] === quote) next += 1;
      content += input[next];
      next += 1;
    }
    at = next + 1;
    return content.replaceAll("\\\\", "\\");
  }

  // A closing bracket ends a first word, but may begin it.
  // first-word / second-word: trailing blanks are cut, "\," is a comma; nothing at all gives undefined
  function word(end: RegExp, first: boolean): string | undefined {
    let content = "";
    while (at < input.length) {
      const next = input[at] as string;
      if (next === "\\" && input[at + 1] === ",") {
        content += ",";
        at += 2;
        continue;
      }
      const opens = first && content === "" && (next === "]" || next === "}");
      if ((end.test(next) && !opens) || (next === "=" && (!first || content === ""))) break;
      if (content === "" && /[\s{[]/.test(next)) break;
      content += next;
      at += 1;
    }
    return content === "" ? undefined : content.trimEnd();
  }

  function resolved(value: string, resolve: boolean): string | Uint8Array {
    return resolve ? load(value) : value;
  }

  return parameter();
}
