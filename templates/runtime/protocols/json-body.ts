/** The text of a JSON body as a value, with errors that carry the text. Knows no shapes. */
import { isRecord } from "./error-code.ts";
import { parseExact } from "./numeric-value.ts";

/** Parses JSON; the error of a text that is none carries it, hidden, as `$responseBodyText`. */
export function parseJson(text: string, exact: boolean): unknown {
  try {
    return exact ? parseExact(text) : JSON.parse(text);
  } catch (error) {
    throw withText(error as Error, text);
  }
}

/** The object that a whole message is; nothing, `null`, is an empty one. Throws on any other value. */
export function parseMessage(text: string, exact: boolean): Readonly<Record<string, unknown>> {
  const data = parseJson(text, exact) ?? {};
  if (isRecord(data)) return data;
  throw withText(
    new TypeError(`Expected a JSON object, received ${Array.isArray(data) ? "an array" : typeof data}.`),
    text,
  );
}

const withText = (error: Error, text: string): Error =>
  Object.defineProperty(error, "$responseBodyText", { value: text, configurable: true });
