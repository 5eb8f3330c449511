/**
 * Compiles the head of an answer: members bound to headers, to headers with a prefix, or to the status. What stands in the
 * body is the protocol's business.
 */
import type { WireResponse } from "../client/protocol.ts";
import * as S from "../client/shape.ts";
import type { Location, Member } from "./http-request.ts";
import { headerReader } from "./http-text.ts";

/** A member bound to the path or the query of a request stands in the body of an answer. */
export const FROM_HEAD: ReadonlySet<Location> = new Set<Location>(["header", "prefixHeaders", "statusCode"]);

export type ReadHead = (response: WireResponse, out: Record<string, unknown>) => void;

/** Puts the members that headers carry into the output; `undefined` when there are none. Throws on text of another type. */
export function headersReader(members: readonly Member[]): ReadHead | undefined {
  const readers = members.flatMap(({ name, ref, traits, location }) => {
    if (location === "header") {
      const header = String(traits.httpHeader).toLowerCase();
      const read = headerReader(ref);
      return ({ headers }: WireResponse, out: Record<string, unknown>): void => {
        const text = headers[header];
        if (text !== undefined) out[name] = read(text);
      };
    }
    if (location !== "prefixHeaders") return [];
    const prefix = String(traits.httpPrefixHeaders).toLowerCase();
    const shape = S.shapeOf(ref);
    const read = headerReader(shape.kind === "map" ? shape.value : S.STRING);
    return ({ headers }: WireResponse, out: Record<string, unknown>): void => {
      const found = Object.entries(headers).filter(([header]) => header.startsWith(prefix));
      out[name] = Object.fromEntries(found.map(([header, text]) => [header.slice(prefix.length), read(text)]));
    };
  });
  if (readers.length === 0) return undefined;
  return (response, out) => {
    for (const read of readers) read(response, out);
  };
}
