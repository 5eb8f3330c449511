/** Texts with a media type. Of JSON, callers may give the value and get a text that can give it; headers hold base64. */

import { decodeBase64, encodeBase64, toBytes, utf8 } from "../protocols/base64.ts";
import { pathText, type Run, report, typeName } from "../schema/issue.ts";
import { quote } from "./json-text.ts";
import type { Kind } from "./kind.ts";
import { isJson, jsonText, lazyJson } from "./lazy-json.ts";
import { stringText } from "./string.ts";

export const mediaStrings: Kind = {
  of: ["media"],
  fits: (value, { traits }) => typeof value === "string" || isJson(traits.mediaType),
  expected: () => "string",
  check: () => serializable,
  write: ({ traits }) => (isJson(traits.mediaType) ? (value) => quote(jsonText(value)) : stringText),
  read: ({ traits }) =>
    isJson(traits.mediaType) ? (value) => (typeof value === "string" ? lazyJson(value) : value) : undefined,
  text: (_, position) =>
    position === "header" ? (value) => encodeBase64(toBytes(jsonText(value)) as Uint8Array) : jsonText,
  fromText: ({ traits }) =>
    isJson(traits.mediaType) ? (text) => lazyJson(utf8(decodeBase64(text))) : (text) => utf8(decodeBase64(text)),
};

function serializable(value: unknown, run: Run): void {
  if (typeof value === "string") return;
  let reason = `${typeName(value)} has no JSON form`;
  try {
    if (JSON.stringify(value) !== undefined) return;
  } catch (error) {
    reason = run.hidden ? reason : (String((error as Error).message).split("\n")[0] ?? reason);
  }
  report(run, "document", `Invalid parameter ${pathText(run)} must be json serializable: ${reason}`, "JSON");
}
