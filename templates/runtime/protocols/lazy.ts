/** A function that is compiled when it is first called: many clients send and never read, or fail never. */
export function lazy<Args extends readonly unknown[], Result>(
  compile: () => (...args: Args) => Result,
): (...args: Args) => Result {
  let compiled: ((...args: Args) => Result) | undefined;
  return (...args) => {
    compiled ??= compile();
    return compiled(...args);
  };
}
