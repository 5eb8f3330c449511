/** What a failed answer says of itself: its code and message, wherever a JSON service has put them. */
import type { WireResponse } from "./protocol.ts";

type Said = Readonly<Record<string, unknown>>;

/** Where a code can stand: header `x-amzn-errortype`, the body's `code` in any case, the body's `__type`. */
export function codesIn({ headers }: WireResponse, data: unknown): unknown[] {
  const [, code] = Object.entries(Object(data) as Said).find(([key]) => key.toLowerCase() === "code") ?? [];
  return [headers["x-amzn-errortype"], code, (Object(data) as Said).__type];
}

/** The first that is there, cut to the bare name; `undefined` when none is. */
export function errorCode(found: readonly unknown[]): string | undefined {
  return found.map(bareName).find(Boolean);
}

/** What stands before the first `:` or `,` and after the last `#`. */
function bareName(found: unknown): string | undefined {
  if (typeof found !== "string" && typeof found !== "number") return undefined;
  return /^([^,:]*#)?([^,:]*)/.exec(String(found))?.[2]?.trim();
}

/** The body's `message` or `Message`; a body that is not JSON is itself the message. */
export function errorMessage(data: unknown): string {
  const { message, Message } = Object(data) as Said;
  return typeof data === "string" ? data : String(message ?? Message ?? "");
}
