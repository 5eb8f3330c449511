/**
 * The fenced blocks of a Markdown page, and a page with other text in some of them. A fence is three backticks or more and ends
 * at one as long; what is written into a block gets a longer fence where it has such lines itself.
 * Source: CommonMark 0.31, section 4.5.
 */
export interface Block {
  readonly info: string;
  readonly body: string;
  /** Characters of the whole block in the page, with its fences. */
  readonly start: number;
  readonly end: number;
}

export const blocksOf = (page: string): readonly Block[] =>
  [...page.matchAll(/^(`{3,})([^`\n]+)\n([\s\S]*?)^\1`*$/gm)].map((found) => {
    const [whole, , info = "", body = ""] = found;
    return { info: info.trim(), body, start: found.index, end: found.index + whole.length };
  });

/** The page with what `bodyOf` gives in place of each block's text; nothing given leaves a block as it is. */
export function rewritten(page: string, bodyOf: (block: Block) => string | undefined): string {
  let text = page;
  for (const block of [...blocksOf(page)].reverse()) {
    const body = bodyOf(block);
    if (body === undefined || body === block.body) continue;
    const longest = Math.max(2, ...[...body.matchAll(/^ {0,3}(`{3,})/gm)].map(([, fence = ""]) => fence.length));
    const fence = "`".repeat(longest + 1);
    text = `${text.slice(0, block.start)}${fence}${block.info}\n${body}${fence}${text.slice(block.end)}`;
  }
  return text;
}
