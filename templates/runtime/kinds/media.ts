/**
 * Texts of which some have a media type. Of JSON, callers may give the value and get a text that can give it; headers hold
 * base64. In place of the kind of all texts.
 */

import { type Shape, STRING } from "../schema/shape.ts";
import { decodeBase64, encodeBase64, toBytes, utf8 } from "../values/base64.ts";
import { report, typeName } from "./issue.ts";
import { quote } from "./json-text.ts";
import type { Kind, Run } from "./kind.ts";
import { isJson, jsonText, lazyJson } from "./lazy-json.ts";

/** Whether callers may give a value of any type. */
const holdsJson = ({ traits }: Shape): boolean => isJson(traits.mediaType);

export const mediaStrings: Kind = {
  of: [STRING],
  fits: (value, shape) => typeof value === "string" || holdsJson(shape),
  expected: () => "string",
  check: () => serializable,
  json: (shape) =>
    holdsJson(shape)
      ? {
          write: (value) => quote(jsonText(value)),
          read: (value) => (typeof value === "string" ? lazyJson(value) : value),
        }
      : {},
  text({ traits }, position) {
    if (!traits.mediaType) return String;
    return position === "header" ? (value) => encodeBase64(toBytes(jsonText(value)) as Uint8Array) : jsonText;
  },
  fromText(shape) {
    if (!shape.traits.mediaType) return (text) => text;
    const wrap = holdsJson(shape) ? lazyJson : String;
    return (text) => wrap(utf8(decodeBase64(text)));
  },
};

function serializable(value: unknown, run: Run): void {
  if (typeof value === "string") return;
  let reason = `${typeName(value)} has no JSON form`;
  try {
    if (JSON.stringify(value) !== undefined) return;
  } catch (error) {
    reason = run.hidden ? reason : (String((error as Error).message).split("\n")[0] ?? reason);
  }
  report(run, "document", "Invalid parameter", ` must be json serializable: ${reason}`, "JSON");
}
