/** Objects in which a key stands only where it has a value. */

/** A copy without the keys whose value is undefined or null. */
export function present<T extends object>(given: T): { [Key in keyof T]?: NonNullable<T[Key]> } {
  const entries = Object.entries(given).filter(([, value]) => value !== undefined && value !== null);
  return Object.fromEntries(entries) as { [Key in keyof T]?: NonNullable<T[Key]> };
}
