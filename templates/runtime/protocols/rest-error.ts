/** What a failed answer says of itself: its code and message, wherever a JSON service has put them. */

/**
 * Header `x-amzn-errortype`, else the body's `code` in any case, else its `__type`; cut to the bare name, which stands
 * before the first `:` or `,` and after the last `#`.
 */
export function errorCode(headers: Readonly<Record<string, string>>, data: unknown): string | undefined {
  const record = isRecord(data) ? data : {};
  const named = Object.keys(record).find((key) => key.toLowerCase() === "code");
  for (const found of [headers["x-amzn-errortype"], named && record[named], record.__type]) {
    if (typeof found !== "string" && typeof found !== "number") continue;
    const [name = ""] = String(found).split(/[,:]/);
    const code = name.slice(name.lastIndexOf("#") + 1).trim();
    if (code) return code;
  }
  return undefined;
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
