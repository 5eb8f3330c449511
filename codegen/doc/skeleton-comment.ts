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
  const words = raw
    .replace(/<[^<>]*>/g, "")
    .replace(/\s+/g, " ")
    .trim();
  if (words === "") return "";
  const stop = words.search(/[.:]/);
  return `${stop < 0 ? words : words.slice(0, stop)}.`;
}
