/** `httpLabel`: members that stand in the path, percent-encoded; only a greedy label, `{Key+}`, keeps its slashes. */

import { shapeOf } from "../schema/shape.ts";
import { uriEncode } from "../values/uri-encode.ts";
import { textWriter } from "./binding.ts";
import type { Binding } from "./protocol.ts";

export const httpLabel: Binding = {
  write({ name, ref }, parts, uri) {
    const [label, greedy] = new RegExp(`{${name}(\\+?)}`).exec(uri) ?? [];
    // S3's bucket may stand in the host.
    if (label === undefined) return undefined;
    const textOf = textWriter(shapeOf(ref), "label", parts);
    return (input, draft) => {
      const value = input[name];
      const text = value == null ? "" : textOf(value);
      if (!text) throw new Error(`${value == null ? "No" : "Empty"} value provided for input HTTP label: ${name}.`);
      const encoded = uriEncode(text);
      draft.path = draft.path.replace(label, () => (greedy ? encoded.replaceAll("%2F", "/") : encoded));
    };
  },
};
