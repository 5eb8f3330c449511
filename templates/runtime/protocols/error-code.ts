/** What a failed answer says of itself: its code and message, wherever a JSON service has put them. */
import { isRecord } from "../kinds/record.ts";

/** Where a code can stand: header `x-amzn-errortype`, the body's `code` in any case, the body's `__type`. */
export type CodePlace = "header" | "code" | "type";

/** The first that stands in one of the places, cut to the bare name; `undefined` when none does. */
export function errorCode(
  headers: Readonly<Record<string, string>>,
  data: unknown,
  places: readonly CodePlace[],
): string | undefined {
  const { __type: type, ...others } = isRecord(data) ? data : {};
  const named = Object.entries(others).find(([key]) => key.toLowerCase() === "code");
  const found = { header: headers["x-amzn-errortype"], code: named?.[1], type };
  return places.map((place) => bareName(found[place])).find(Boolean);
}

/** What stands before the first `:` or `,` and after the last `#`. */
function bareName(found: unknown): string | undefined {
  if (typeof found !== "string" && typeof found !== "number") return undefined;
  const [name = ""] = String(found).split(/[,:]/);
  return name.slice(name.lastIndexOf("#") + 1).trim();
}

/** The body's `message` or `Message`; a body that is not JSON is itself the message. */
export function errorMessage(data: unknown): string {
  if (typeof data === "string") return data;
  return isRecord(data) ? String(data.message ?? data.Message ?? "") : "";
}
