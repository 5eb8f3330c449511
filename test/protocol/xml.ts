/**
 * XML as a value to compare: elements with their attributes in the order of their names, white space between elements left
 * out, comments and the declaration passed over. Elements of one parent stay in order only among those of the same name,
 * since the order of a structure's members means nothing. Enough for the documents of the protocol tests.
 */

/** `a b="1"` and its content: text, or the children by name. */
export interface Element {
  readonly name: string;
  readonly attributes: readonly string[];
  readonly content: string | readonly Element[];
}

const TOKEN =
  /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<(\/?)([^\s/>]+)((?:\s+[^\s=]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>|([^<]+)/g;

/** @throws Error on text that is not one element. */
export function canonicalXml(text: string): Element {
  const root: Open = { name: "", attributes: [], children: [], text: "" };
  const open = [root];
  for (const [token, close, name, attributes = "", empty, content] of text.matchAll(TOKEN)) {
    const top = open.at(-1) as Open;
    if (content !== undefined) top.text += content;
    else if (name === undefined) continue;
    else if (close) {
      if (top.name !== name) throw new Error(`${token} closes ${top.name}`);
      open.pop();
      (open.at(-1) as Open).children.push(settled(top));
    } else {
      const element: Open = { name, attributes: attributesOf(attributes), children: [], text: "" };
      if (empty) top.children.push(settled(element));
      else open.push(element);
    }
  }
  const [only] = root.children;
  if (open.length !== 1 || root.children.length !== 1 || only === undefined)
    throw new Error(`not one element: ${text}`);
  return only;
}

interface Open {
  readonly name: string;
  readonly attributes: readonly string[];
  readonly children: Element[];
  text: string;
}

function settled({ name, attributes, children, text }: Open): Element {
  if (children.length === 0) return { name, attributes, content: unescaped(text) };
  return { name, attributes, content: [...children].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)) };
}

const attributesOf = (text: string): readonly string[] =>
  [...text.matchAll(/([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)]
    .map(([, name, one, other]) => `${name}=${unescaped(one ?? other ?? "")}`)
    .sort();

const NAMED: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

const unescaped = (text: string): string =>
  text.replace(/&(?:#x([\da-fA-F]+)|#(\d+)|(\w+));/g, (entity, hex, decimal, name) => {
    if (name) return NAMED[name as string] ?? entity;
    return String.fromCodePoint(hex ? Number.parseInt(hex, 16) : Number(decimal));
  });
