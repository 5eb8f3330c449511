/** `httpHeader` and `httpPrefixHeaders`: members that are a header, or a map of headers whose names begin alike. */

import { STRING, shapeOf } from "../schema/shape.ts";
import { headerReader, headerWriter } from "./header-text.ts";
import type { Binding } from "./protocol.ts";

export const httpHeader: Binding = {
  write({ name, ref, traits }, parts) {
    const header = nameOf(traits.httpHeader);
    const write = headerWriter(ref, parts);
    return (input, { headers }) => {
      const value = input[name];
      if (value != null) headers[header] = write(value);
    };
  },
  read({ name, ref, traits }, { parts }) {
    const header = nameOf(traits.httpHeader);
    const read = headerReader(ref, parts);
    return ({ headers }, out) => {
      const text = headers[header];
      if (text !== undefined) out[name] = read(text);
    };
  },
};

/** A header that has a member of its own is not taken from the map. */
export const httpPrefixHeaders: Binding = {
  write({ name, ref, traits }, parts) {
    const write = headerWriter(shapeOf(ref).refs[1] ?? STRING, parts);
    return (input, { headers }) => {
      const own: Record<string, string> = {};
      // Of keys that are one header, the last counts.
      for (const [key, value] of Object.entries(input[name] ?? {}))
        if (value != null) own[nameOf(`${traits.httpPrefixHeaders}${key}`)] = write(value);
      for (const [header, text] of Object.entries(own)) headers[header] ??= text;
    };
  },
  read({ name, ref, traits }, { parts }) {
    const prefix = nameOf(traits.httpPrefixHeaders);
    const read = headerReader(shapeOf(ref).refs[1] ?? STRING, parts);
    return ({ headers }, out) => {
      const found = Object.entries(headers).filter(([header]) => header.startsWith(prefix));
      out[name] = Object.fromEntries(found.map(([header, text]) => [header.slice(prefix.length), read(text)]));
    };
  },
};

const nameOf = (trait: unknown): string => String(trait).toLowerCase();
