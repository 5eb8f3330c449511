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

/** Puts the members that the head carries into the output. Throws on text of another type. */
export function headReader(members: readonly Member[]): ReadHead {
  const readers = members.flatMap(({ name, ref, traits, location }): ReadHead | [] => {
    if (location === "statusCode") {
      return ({ statusCode }, out) => {
        out[name] = statusCode;
      };
    }
    if (location === "header") {
      const header = String(traits.httpHeader).toLowerCase();
      const read = headerReader(ref);
      return ({ headers }, out) => {
        const text = headers[header];
        if (text !== undefined) out[name] = read(text);
      };
    }
    if (location !== "prefixHeaders") return [];
    const prefix = String(traits.httpPrefixHeaders).toLowerCase();
    const shape = S.shapeOf(ref);
    const read = headerReader(shape.kind === "map" ? shape.value : S.STRING);
    return ({ headers }, out) => {
      const found = Object.entries(headers).filter(([header]) => header.startsWith(prefix));
      out[name] = Object.fromEntries(found.map(([header, text]) => [header.slice(prefix.length), read(text)]));
    };
  });
  return (response, out) => {
    for (const read of readers) read(response, out);
  };
}
