/**
 * Properties whose names come from a model or from the wire: `__proto__` and what every object inherits are names like any
 * other. Knows no tables.
 */

type Members = Readonly<Record<string, unknown>>;

/** A property of the target itself, hidden from whoever lists them unless `enumerable`. Gives the target. */
export function define<T extends object>(target: T, key: string, value: unknown, enumerable = false): T {
  return Object.defineProperty(target, key, { value, enumerable, configurable: true, writable: true });
}

/** Assigns a property, `__proto__` too, without touching the prototype. */
export function setOwn(target: object, key: string, value: unknown): void {
  if (key !== "__proto__") (target as Record<string, unknown>)[key] = value;
  else define(target, key, value, true);
}

/** Whether one of the names is that of something that every object inherits. */
export const areOdd = (names: readonly string[]): boolean => names.some((name) => name in {});

/** A copy that has what the value itself has, and inherits nothing. */
export const own = (value: unknown): Record<string, unknown> => ({ __proto__: null, ...(value as Members) });

/**
 * Compiles what is given of a structure: of members named like something that every object inherits, what is inherited is not.
 * `fill` puts what stands for members that nobody gave into a copy.
 */
export function givenOf(
  names: readonly string[],
  fill?: ((given: Record<string, unknown>) => void) | undefined,
): (value: unknown) => Members {
  const copies = fill || areOdd(names);
  return (value) => {
    const given = copies ? own(value) : (value as Record<string, unknown>);
    fill?.(given);
    return given;
  };
}
