/**
 * Which names between angle brackets are markup, and what a tag looks like. Documentation is full of brackets that are
 * none (`<my-bucket-name>`, `<=`, `<user@example.com>`): those stay text. It knows nothing of nesting or of the Doc tree.
 */

import { decodeEntities } from "./entities.ts";

const set = (names: string): ReadonlySet<string> => new Set(names.split(" "));

/** Tags that end a paragraph: HTML's, the boxes that service teams write, and the DocBook ones seen in old models. */
const BLOCKS = set(
  "p para simpara div section article header footer main aside center body html blockquote pre ul ol li dl dt dd table " +
    "thead tbody tfoot tr td th caption colgroup col note important warning caution danger tip h1 h2 h3 h4 h5 h6 hr " +
    "details summary figure figcaption itemizedlist orderedlist listitem programlisting screen fullname examples",
);

const INLINES = set(
  "b strong i em u s strike del ins small big sub sup tt code kbd samp var cite q span font a abbr acronym dfn mark br " +
    "img wbr nobr replaceable emphasis function literal userinput command filename parameter guilabel uicontrol",
);

/** Markup only if the end tag is there too: without it the name is somebody's placeholder (`table/<table>`). */
const PAIRED = set(
  "section article header footer main aside center body html table caption details summary figure figcaption screen " +
    "u s small big sub sup var cite q span font mark replaceable emphasis function literal userinput command filename " +
    "parameter guilabel uicontrol fullname examples",
);

const VOID = set("br hr img wbr col");

/** Elements whose text is shown as typed, in which brackets are more likely text than markup. */
const LITERAL = set("code tt kbd samp literal function userinput command filename parameter pre programlisting screen");

export interface Tag {
  /** Lower case for markup, as written otherwise. */
  readonly name: string;
  readonly role: "block" | "inline" | "unknown";
  readonly closing: boolean;
  /** No content follows: `<p/>`, `<br>`. */
  readonly empty: boolean;
  /** What stands between the name and the closing bracket. */
  readonly attributes: string;
  /** Index behind the closing bracket. */
  readonly end: number;
}

// No "<" inside a quoted value: so an attempt always ends at the next bracket, and reading stays linear.
const TAG = /<(\/?)([A-Za-z][A-Za-z0-9._:-]*)((?:\s(?:[^<>"'/]|\/(?!>)|"[^"<]*"|'[^'<]*')*)?)(\/?)>/y;

/** The tag at `at`, or nothing if the bracket there does not begin one. */
export function tagAt(source: string, at: number): Tag | undefined {
  TAG.lastIndex = at;
  const match = TAG.exec(source);
  if (match === null) return undefined;
  const written = match[2] ?? "";
  const lower = written.toLowerCase();
  // `<Code>` is an XML element that somebody quotes; `<code>` and `<CODE>` are markup.
  const spelled = written === lower || written === written.toUpperCase();
  const role = !spelled ? "unknown" : BLOCKS.has(lower) ? "block" : INLINES.has(lower) ? "inline" : "unknown";
  return {
    name: role === "unknown" ? written : lower,
    role,
    closing: match[1] === "/",
    empty: match[4] === "/" || VOID.has(lower),
    attributes: match[3] ?? "",
    end: TAG.lastIndex,
  };
}

export const needsEndTag = (name: string): boolean => PAIRED.has(name);
export const isLiteral = (name: string): boolean => LITERAL.has(name);
export const isBlockName = (name: string): boolean => BLOCKS.has(name);

/** The decoded value of an attribute; `undefined` if it is absent or has no value. */
export function attribute(attributes: string, name: keyof typeof ATTRIBUTES): string | undefined {
  if (attributes === "") return undefined;
  const match = ATTRIBUTES[name].exec(attributes);
  const value = match?.[1] ?? match?.[2] ?? match?.[3];
  return value === undefined ? undefined : decodeEntities(value);
}

const assigned = (name: string): RegExp =>
  new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"']+))`, "i");
const ATTRIBUTES = { href: assigned("href"), src: assigned("src"), alt: assigned("alt"), class: assigned("class") };
