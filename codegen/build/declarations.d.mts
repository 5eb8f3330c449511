/** Declarations of modules, by name, to declarations of units: `rollUp(texts, ["client/index", "client/md5"], "client/index")`. */
export function rollUp(
  texts: ReadonlyMap<string, string>,
  units: readonly string[],
  owner: string,
): ReadonlyMap<string, string>;
