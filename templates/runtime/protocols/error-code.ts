/** What a failed answer says of itself: its code and message, wherever a JSON service has put them. */

/** Where a code can stand: header `x-amzn-errortype`, the body's `code` in any case, the body's `__type`. */
export type CodePlace = "header" | "code" | "type";

/** The first that stands in one of the places, cut to the bare name; `undefined` when none does. */
export function errorCode(
  headers: Readonly<Record<string, string>>,
  data: unknown,
  places: readonly CodePlace[],
): string | undefined {
  const record = isRecord(data) ? data : {};
  const find: Readonly<Record<CodePlace, () => unknown>> = {
    header: () => headers["x-amzn-errortype"],
    code: () => {
      const named = Object.keys(record).find((key) => key.toLowerCase() === "code");
      return named === undefined ? undefined : record[named];
    },
    type: () => record.__type,
  };
  for (const place of places) {
    const code = bareName(find[place]());
    if (code) return code;
  }
  return undefined;
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
  const message = isRecord(data) ? (data.message ?? data.Message) : undefined;
  return message == null ? "" : String(message);
}

export function isRecord(data: unknown): data is Readonly<Record<string, unknown>> {
  return typeof data === "object" && data !== null && !Array.isArray(data);
}
