/** Objects in which a key stands only where it has a value. */

/** A copy without the keys whose value is undefined or null. */
export function present<T extends object>(given: T): { [Key in keyof T]?: NonNullable<T[Key]> } {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined && value !== null)) as {
    [Key in keyof T]?: NonNullable<T[Key]>;
  };
}
