/**
 * What the parts of a request line may be: methods, names of headers, URIs with labels. It knows no traits and no members.
 * Source: RFC 9110, "Tokens"; Smithy 2.0, `http` trait, "uri".
 */

const TOKEN = /^[\w!#$%&'*+.^`|~-]+$/;
export const isToken = (value: unknown): boolean => typeof value === "string" && TOKEN.test(value);

/** What a path has to be, and whether it is. */
const PATHS: readonly (readonly [expected: string, test: (path: string, query: string | undefined) => boolean])[] = [
  ["a path that starts with /", (path) => path.startsWith("/")],
  [
    "a path of plain characters, without blanks and #",
    (path, query = "") => /^[!-~]*$/.test(path + query) && !`${path}${query}`.includes("#"),
  ],
  ["a path without empty parts and without . and ..", (path) => !/\/\/|\/\.{1,2}(\/|$)/.test(path)],
  [
    "a path whose labels are whole parts, {name} or {name+}",
    (path) => path.split("/").every((part) => /^([^{}]*|\{[^{}+]+\+?\})$/.test(part)),
  ],
  ["a query of keys, each of them once and none of them a label", (_, query) => query === undefined || isQuery(query)],
];
const isQuery = (query: string): boolean => {
  const keys = query.split("&").map((one) => one.split("=")[0] ?? "");
  return new Set(keys).size === keys.length && !keys.includes("") && !/[{}]/.test(query);
};

/** What is expected of a URI that is none, as the beginning of a sentence; nothing for a sound one. */
export function expectedOfUri(value: unknown): string | undefined {
  const [path = "", ...query] = typeof value === "string" ? value.split("?") : [];
  return PATHS.find(([, test]) => !test(path, query.length > 0 ? query.join("?") : undefined))?.[0];
}
