/** Assigns a property, `__proto__` too, without touching the prototype: names come from the wire. */
export function setOwn(target: object, key: string, value: unknown): void {
  if (key !== "__proto__") (target as Record<string, unknown>)[key] = value;
  else Object.defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true });
}

/** Compiles what is given of a structure: of members named like something that every object inherits, what is inherited is not. */
export function givenOf(names: readonly string[]): (value: unknown) => Readonly<Record<string, unknown>> {
  const odd = names.some((name) => name in {});
  return (value) => (odd ? Object.assign(Object.create(null), value) : value) as Readonly<Record<string, unknown>>;
}
