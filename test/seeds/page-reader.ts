/** Our own reference pages, read back: sections, syntax blocks, and the entries of parameter lists. */
import { SyntaxReader, type Tree } from "./syntax-tree.ts";

/** A bullet of a parameter list. */
export interface Entry {
  /** `ResourceConfig.Jobs.element`: what its anchor says behind `request.` or `response.`. */
  readonly path: string;
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
  /** How deep it stands in the list. */
  readonly depth: number;
  readonly marks: readonly string[];
}

const ENTRY = /^( *)- <a id="([^"]+)"><\/a>(?:\*\*(.+?)\*\*|\*([^*]+)\*) (.*)$/;

/** The entries under an anchor's first word: `request` or `response`, in the page's order. */
export function entries(page: string, list: "request" | "response" | "error"): readonly Entry[] {
  return page.split("\n").flatMap((line) => {
    const match = ENTRY.exec(line);
    const [, indent = "", anchor = "", name, unnamed, rest = ""] = match ?? [];
    if (match === null || !anchor.startsWith(`${list}.`)) return [];
    const [type = "", ...marks] = rest.split(" · ");
    return [
      {
        path: anchor.slice(list.length + 1),
        name: name ?? unnamed ?? "",
        type: type.replace(/^\[?`/, "").replace(/`(\]\(.*\))?$/, ""),
        required: marks.includes("**required**"),
        depth: indent.length / 2,
        marks,
      },
    ];
  });
}

/** What stands below a heading, down to the next of its level or above. */
export function section(page: string, heading: string): string {
  const level = heading.replace(/[^#].*$/, "");
  const lines = page.split("\n");
  const start = lines.indexOf(heading);
  if (start < 0) throw new Error(`the page has no ${heading}`);
  const rest = lines.slice(start + 1);
  let fenced = false;
  const end = rest.findIndex((line) => {
    if (line.startsWith("```")) fenced = !fenced;
    return !fenced && /^#+ /.test(line) && line.replace(/[^#].*$/, "").length <= level.length;
  });
  return rest.slice(0, end < 0 ? undefined : end).join("\n");
}

/** The code of the first block with that language. */
export function codeBlock(text: string, language: string): string {
  const found = blocks(text, language)[0];
  if (found === undefined) throw new Error(`no ${language} block`);
  return found;
}

/** The code of all blocks with that language. */
export function blocks(text: string, language: string): readonly string[] {
  return [...text.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, "gm"))].map(([, code = ""]) => code);
}

/** The input that the request syntax shows; `call` is what stands before its bracket. */
export function requestTree(page: string): Tree {
  const code = codeBlock(section(page, "## Request syntax"), "ts");
  return new SyntaxReader(code, code.indexOf("(")).typescriptArgument();
}

/** The output that the response syntax shows, without what every output has. */
export function responseTree(page: string): Tree {
  const code = codeBlock(section(page, "### Response syntax"), "ts");
  const tree = new SyntaxReader(code, code.indexOf("{")).value();
  if (tree.kind !== "structure") throw new Error("an output is a structure");
  return { kind: "structure", members: tree.members.filter(([name]) => name !== "$metadata") };
}

/** The names under Exceptions, in order. */
export function exceptionNames(page: string): readonly string[] {
  return [...section(page, "## Exceptions").matchAll(/^- \[(\w+)\]\(/gm)].map(([, name = ""]) => name);
}
