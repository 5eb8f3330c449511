/**
 * The comment that stands beside a member in a YAML skeleton. Works on the model's raw string, not on a Doc, because the
 * AWS CLI does: its comments can be compared with ours word by word. Source: behaviour of `--generate-cli-skeleton
 * yaml-input` in AWS CLI version 2.
 */

/**
 * `"<p>A color: pick one.</p>"` → `"A color."`; tags out, cut at the first full stop or colon whatever follows it, a full
 * stop put behind, on one line. Empty for an undocumented member. Entities are left as they are.
 */
export function skeletonComment(raw: string): string {
  const first = FIRST.exec(raw)?.[1];
  if (first !== undefined) return `${first}.`;
  const stop = firstStop(raw);
  if (stop >= 0) return `${plain(raw.slice(0, stop)).trimStart()}.`;
  const words = plain(raw).trim();
  return words === "" ? "" : `${words}.`;
}

/** How most texts begin: words in ASCII up to a stop, with nothing to take out. */
const FIRST = /^(?:<p>)? ?([!-\-/-9;=-~]+(?: [!-\-/-9;=-~]+)*)[.:]/;

/** The words, on one line. */
const plain = (raw: string): string => {
  const words = raw.includes("<") ? raw.replace(/<[^<>]*>/g, "") : raw;
  return /\s\s|[^\S ]/.test(words) ? words.replace(/\s+/g, " ") : words;
};

/** Where the first full stop or colon stands that is in no tag; -1 without one. Most texts are longer than their first sentence. */
function firstStop(raw: string): number {
  const stops = /[.:]/g;
  for (let found = stops.exec(raw); found !== null; found = stops.exec(raw)) {
    const open = raw.lastIndexOf("<", found.index);
    if (open < 0) return found.index;
    const close = raw.indexOf(">", open);
    const next = raw.indexOf("<", open + 1);
    if (close < found.index || (next >= 0 && next < close)) return found.index;
    stops.lastIndex = close + 1;
  }
  return -1;
}
