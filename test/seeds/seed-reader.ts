/**
 * The seed documents as facts: which methods they show, with request and response syntax, required marks, types and errors.
 * Two are reST pages, two are HTML flattened to text, one is a manual page.
 */
import { readShared } from "../support/shared-folder.ts";
import { SyntaxReader, type Tree } from "./syntax-tree.ts";

export const SEEDS = {
  updateBackendConfig: "000_064cef88146c7ca4.txt",
  updateBackendAuth: "001_b076e0c537a62c8a.txt",
  updateBackendApi: "002_50c055610f4c5b1a.txt",
  service: "003_273b80d37b06e522.txt",
  manual: "004_456a48a537e4d6cd.txt",
} as const;

export const seed = (name: keyof typeof SEEDS): string => readShared(`seeds/${SEEDS[name]}`);

/** One method as a seed shows it. */
export interface SeedMethod {
  /** `update_backend_api`. */
  readonly name: string;
  readonly request: Tree;
  readonly response: Tree;
  /** How many `[REQUIRED]` marks stand behind the call. */
  readonly requiredMarks: number;
  /** `AppId (string)`, as far as the flattened structure still says it. */
  readonly structure: readonly string[];
  readonly exceptions: readonly string[];
  readonly seeAlso: boolean;
}

const CALL = /response = client\.(\w+)(?=\()/g;

/** Every method whose call the text shows, in its order. */
export function seedMethods(text: string): readonly SeedMethod[] {
  const calls = [...text.matchAll(CALL)];
  return calls.map((call, index) => {
    const end = calls[index + 1]?.index ?? text.indexOf("paginator = client.get_paginator");
    const body = text.slice(call.index, end < 0 || end < call.index ? undefined : end);
    const closed = body.search(/^\s*\)\s*$/m);
    const after = body.slice(closed);
    const opened = /^\s*\{\s*$/m.exec(after)?.index ?? -1;
    if (opened < 0) throw new Error(`${call[1]} has no response`);
    const before = text.slice(calls[index - 1]?.index ?? 0, call.index);
    return {
      name: call[1] ?? "",
      request: new SyntaxReader(body, call[0].length).pythonArguments(),
      response: new SyntaxReader(after, opened).value(),
      requiredMarks: [...after.slice(0, opened).matchAll(/\[REQUIRED\]/g)].length,
      structure: [...after.slice(opened).matchAll(/^(\w+ \(\w+\)) --$/gm)].map(([, line = ""]) => line),
      exceptions: [...after.matchAll(/\.exceptions\.(\w+?Exception)/g)].map(([, name = ""]) => name),
      seeAlso: before.includes("See also:"),
    };
  });
}

/** A parameter of a reST page. */
export interface SeedParameter {
  /** `ResourceConfig.OAuth.OAuthScopes.element`. */
  readonly path: string;
  readonly type: string;
  readonly required: boolean;
}

/** Both lists of a reST page: `:type` lines and the bullets below them, and the bullets of the response. */
export function seedParameters(text: string): {
  readonly request: readonly SeedParameter[];
  readonly response: readonly SeedParameter[];
} {
  const lists: { request: SeedParameter[]; response: SeedParameter[] } = { request: [], response: [] };
  let list: SeedParameter[] = lists.request;
  let above: { readonly indent: number; readonly path: string }[] = [];
  let type = "";
  for (const line of text.split("\n")) {
    if (/^\s*:rtype:/.test(line)) {
      list = lists.response;
      above = [];
    }
    type = /^ {2}:type \w+: (\w+)/.exec(line)?.[1] ?? type;
    const [, name, mark = ""] = /^ {2}:param (\w+): ?(.*)$/.exec(line) ?? [];
    if (name !== undefined) {
      above = [{ indent: 2, path: name }];
      list.push({ path: name, type, required: mark.includes("[REQUIRED]") });
      continue;
    }
    const bullet = /^( *)- (?:\*\*(\w+)\*\* )?\*\((\w+)\) --\* ?(.*)$/.exec(line);
    if (bullet === null) continue;
    const indent = (bullet[1] ?? "").length;
    above = above.filter((one) => one.indent < indent);
    const parent = above.at(-1)?.path;
    // The root of a response has no name.
    if (bullet[2] === undefined && parent === undefined && list === lists.response) continue;
    const own = bullet[2] ?? "element";
    const path = parent === undefined ? own : `${parent}.${own}`;
    above.push({ indent, path });
    list.push({ path, type: bullet[3] ?? "", required: (bullet[4] ?? "").includes("[REQUIRED]") });
  }
  return lists;
}
