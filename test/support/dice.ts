/** What random models are made with: numbers that decide, and traits by their short names. */

export type Json = Readonly<Record<string, unknown>>;

export const api = (traits: Json): Json =>
  Object.fromEntries(Object.entries(traits).map(([id, one]) => [`smithy.api#${id}`, one]));

/** Draws from a stream of numbers, so that one list of numbers is one model. */
export class Dice {
  readonly #numbers: Iterator<number>;
  constructor(numbers: Iterable<number>) {
    this.#numbers = numbers[Symbol.iterator]();
  }
  next(limit: number): number {
    return (this.#numbers.next().value as number) % limit;
  }
  pick<T>(list: readonly T[]): T {
    return list[this.next(list.length)] as T;
  }
  /** A part with a chance of one in `n`. */
  maybe(n: number, part: () => Json): Json {
    return this.next(n) === 0 ? part() : {};
  }
}
