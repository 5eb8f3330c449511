/**
 * Settings as functions, and those of them that are known by now. A wait costs a turn of the engine's queue even when
 * there is nothing to wait for, and a call would wait twenty times; `now` waits only where something is to come.
 */
import type { Provider } from "./identity.ts";

const VALUE: unique symbol = Symbol();

/** A function that gives the same for good has that here as soon as it is known. */
interface Settling<T> {
  (): Promise<T>;
  [VALUE]?: T;
}

/** Makes a function of a value; a function stays what it is, and is asked each time. */
export function normalizeProvider<T>(value: T | Provider<T>): Provider<T> {
  if (typeof value === "function") return value as Provider<T>;
  const promise = Promise.resolve(value);
  const provider: Settling<T> = () => promise;
  provider[VALUE] = value;
  return provider;
}

/** The result of the first success; a failure is tried again. */
export function once<T>(find: () => Promise<T>): Provider<T> {
  let found: Promise<T> | undefined;
  const provider: Settling<T> = () => {
    if (!found) {
      found = find();
      found.then(
        (value) => {
          provider[VALUE] = value;
        },
        () => {
          found = undefined;
        },
      );
    }
    return found;
  };
  return provider;
}

/** What the function gives, or the promise of it while that is not known. */
export function now<T>(provider: Settling<T>): T | Promise<T> {
  return VALUE in provider ? (provider[VALUE] as T) : provider();
}

export function isPending<T>(value: T | Promise<T>): value is Promise<T> {
  return (value as Promise<T> | undefined)?.then !== undefined;
}

/** What `next` makes of the values: at once where all are there, else as soon as they are. */
export function afterAll<Values extends readonly unknown[], Result>(
  values: readonly [...{ [Index in keyof Values]: Values[Index] | Promise<Values[Index]> }],
  next: (...values: Values) => Result,
): Result | Promise<Awaited<Result>> {
  const known = values as unknown as Values;
  return values.some(isPending) ? Promise.all(known).then((all) => next(...(all as never)) as never) : next(...known);
}
