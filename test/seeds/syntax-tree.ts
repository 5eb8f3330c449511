/**
 * The syntax blocks of reference pages as trees, whichever language they are in: Python calls and results, the command
 * line's JSON, and our own TypeScript. Placeholders of one meaning become one leaf, so that trees can be compared.
 *
 *     value     := "{" (name ":" value ","?)* "}" | "[" value ","? "..."? "]" | word ("|" word)*
 *     arguments := "(" (name "=" value ","?)* ")"
 */

export type Tree =
  | { readonly kind: "structure"; readonly members: readonly (readonly [name: string, value: Tree])[] }
  | { readonly kind: "list"; readonly item: Tree }
  /** `string`, `boolean`, `integer`, `double`, or the values of an enum joined by bars. */
  | { readonly kind: "simple"; readonly type: string };

const TOKEN = /\s*(?:("(?:[^"\\]|\\.)*"|'[^']*')|(\.\.\.)|([A-Za-z_$][\w$]*)|(\d[\d.]*)|([{}[\]():,=|]))/y;

export class SyntaxReader {
  readonly #tokens: readonly string[];
  #at = 0;

  /** Reads from `start` on; ends where the brackets that were opened first are closed. */
  constructor(text: string, start = 0) {
    const tokens: string[] = [];
    TOKEN.lastIndex = start;
    let depth = 0;
    for (let match = TOKEN.exec(text); match !== null; match = TOKEN.exec(text)) {
      const token = match[0].trim();
      tokens.push(token);
      if ("{[(".includes(token)) depth += 1;
      if ("}])".includes(token)) depth -= 1;
      if (depth === 0) break;
    }
    this.#tokens = tokens;
  }

  /** `{ … }`, `[ … ]` or a placeholder. */
  value(): Tree {
    if (this.#take("{")) return { kind: "structure", members: this.#members(":", "}") };
    if (this.#take("[")) {
      const item = this.value();
      while (this.#take(",") || this.#take("..."));
      this.#need("]");
      return { kind: "list", item };
    }
    const words = [this.#next()];
    while (this.#take("|")) words.push(this.#next());
    return { kind: "simple", type: leaf(words) };
  }

  /** `(AppId='string', …)` of Python, as a structure. */
  pythonArguments(): Tree {
    this.#need("(");
    return { kind: "structure", members: this.#members("=", ")") };
  }

  /** `({ … })` of TypeScript; nothing in the brackets is a structure without members. */
  typescriptArgument(): Tree {
    this.#need("(");
    return this.#take(")") ? { kind: "structure", members: [] } : this.value();
  }

  #members(sign: string, end: string): [string, Tree][] {
    const members: [string, Tree][] = [];
    while (!this.#take(end)) {
      const name = this.#next().replace(/^["']|["']$/g, "");
      this.#need(sign);
      members.push([name, this.value()]);
      while (this.#take(","));
    }
    return members;
  }

  #take(token: string): boolean {
    if (this.#tokens[this.#at] !== token) return false;
    this.#at += 1;
    return true;
  }

  #need(token: string): void {
    if (!this.#take(token)) throw new Error(`${token} expected, not ${this.#tokens[this.#at]}`);
  }

  #next(): string {
    const token = this.#tokens[this.#at];
    if (token === undefined) throw new Error("the block ends too early");
    this.#at += 1;
    return token;
  }
}

function leaf(words: readonly string[]): string {
  const [first = ""] = words;
  if (/^true$/i.test(first)) return "boolean";
  if (/^\d+$/.test(first)) return "integer";
  if (/^[\d.]+$/.test(first)) return "double";
  const values = words.map((word) => word.replace(/^["']|["']$/g, ""));
  return values.join("|");
}

/** Every member with its path and what it is, outermost first: `ResourceConfig.UserPoolConfigs = structure`. */
export function facts(tree: Tree, path = ""): readonly string[] {
  switch (tree.kind) {
    case "structure":
      return tree.members.flatMap(([name, value]) => {
        const at = path === "" ? name : `${path}.${name}`;
        return [`${at} = ${value.kind === "simple" ? value.type : value.kind}`, ...facts(value, at)];
      });
    case "list": {
      const at = `${path}[]`;
      return [`${at} = ${tree.item.kind === "simple" ? tree.item.type : tree.item.kind}`, ...facts(tree.item, at)];
    }
    default:
      return [];
  }
}
