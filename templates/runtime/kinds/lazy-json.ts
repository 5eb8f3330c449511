/**
 * A string that holds JSON (`mediaType: application/json`): text to those who read it as text, with a method to those who
 * want the value.
 */

export type LazyJsonString = string & {
  /** The value that the text stands for. */
  deserializeJSON(): unknown;
  /** So that `JSON.stringify` writes the text as a string. */
  toJSON(): string;
};

/** `lazyJson('{"a":1}').deserializeJSON().a` is 1. */
export function lazyJson(text: string): LazyJsonString {
  const lazy: unknown = Object.assign(new String(text), {
    deserializeJSON: (): unknown => JSON.parse(text),
    toString: (): string => text,
    toJSON: (): string => text,
  });
  return lazy as LazyJsonString;
}

/** The JSON text of what was given for such a member: text as it stands, anything else written as JSON. */
export function jsonText(value: unknown): string {
  if (typeof value === "string" || value instanceof String) return String(value);
  return JSON.stringify(value);
}

/** Whether a media type is JSON. */
export function isJson(mediaType: unknown): boolean {
  return typeof mediaType === "string" && /^application\/json$|\+json$/.test(mediaType);
}
