/** `httpLabel`: members that stand in the path, percent-encoded; only a greedy label, `{Key+}`, keeps its slashes. */
import { shapeOf } from "../schema/shape.ts";
import { type Binding, textWriter, valueIn } from "./binding.ts";
import { uriEncode } from "./uri-encode.ts";

export const httpLabel: Binding = {
  write(member, message) {
    const { name, ref } = member;
    const label = [`{${name}}`, `{${name}+}`].find((one) => message.uri.includes(one));
    // S3's bucket may stand in the host.
    if (label === undefined) return undefined;
    const greedy = label.endsWith("+}");
    const given = valueIn(member, message);
    const textOf = textWriter(shapeOf(ref), "label", message.service.parts);
    return (input, draft) => {
      const value = given(input);
      const text = value == null ? "" : textOf(value);
      if (!text) throw new Error(`${value == null ? "No" : "Empty"} value provided for input HTTP label: ${name}.`);
      draft.path = draft.path.replace(label, () =>
        greedy ? text.split("/").map(uriEncode).join("/") : uriEncode(text),
      );
    };
  },
};
