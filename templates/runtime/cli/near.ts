/** Words that a misspelt word was probably meant to be (C2.6). Knows nothing of commands. */

const CUTOFF = 0.8;
const MOST = 3;

/** At most three candidates, best first; of equal ones, the later in the alphabet first, as the reference has it. */
export function nearMatches(word: string, candidates: readonly string[]): readonly string[] {
  return candidates
    .map((candidate) => ({ candidate, score: similarity(candidate, word) }))
    .filter(({ score }) => score >= CUTOFF)
    .sort((a, b) => b.score - a.score || (a.candidate < b.candidate ? 1 : -1))
    .slice(0, MOST)
    .map(({ candidate }) => candidate);
}

/** Twice the letters in common blocks over all letters: 0 to 1. */
function similarity(a: string, b: string): number {
  return a.length + b.length === 0 ? 1 : (2 * common(a, b)) / (a.length + b.length);
}

/** The letters of the longest common block, and of the blocks on either side of it. */
function common(a: string, b: string): number {
  let length = 0;
  let inA = 0;
  let inB = 0;
  let row: number[] = [];
  for (let i = 0; i < a.length; i += 1) {
    const next: number[] = [];
    for (let j = 0; j < b.length; j += 1) {
      if (a[i] !== b[j]) continue;
      const run = (row[j - 1] ?? 0) + 1;
      next[j] = run;
      if (run > length) [length, inA, inB] = [run, i - run + 1, j - run + 1];
    }
    row = next;
  }
  if (length === 0) return 0;
  return length + common(a.slice(0, inA), b.slice(0, inB)) + common(a.slice(inA + length), b.slice(inB + length));
}
