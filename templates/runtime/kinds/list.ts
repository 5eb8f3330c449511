/** Lists. */

import type { SchemaRef } from "../schema/schema.ts";
import { LIST } from "../schema/shape.ts";
import { nullAt } from "./issue.ts";
import { anything } from "./json-text.ts";
import type { Check, JsonForm, Kind } from "./kind.ts";

export const lists: Kind = {
  of: [LIST],
  fits: Array.isArray,
  expected: () => "array",
  check({ refs, traits }, _, checkerOf) {
    const member = refs[0] as SchemaRef;
    let item: Check | undefined;
    return (value, run) => {
      const items = value as readonly unknown[];
      item ??= checkerOf(member);
      const at = run.depth++;
      for (let i = 0; i < items.length; i++) {
        run.path[at] = i;
        if (items[i] != null) item(items[i], run);
        else if (!traits.sparse) nullAt(run, member);
      }
      run.depth = at;
    };
  },
  json({ refs, traits }, { formOf }) {
    let form: JsonForm | undefined;
    return {
      write(value) {
        if (!Array.isArray(value)) return anything(value);
        form ??= formOf(refs[0] as SchemaRef);
        let text = "";
        for (const item of value as readonly unknown[]) {
          if (item != null) text += (text && ",") + form.write(item);
          else if (traits.sparse) text += text ? ",null" : "null";
        }
        return `[${text}]`;
      },
      read(value) {
        if (!Array.isArray(value)) return value;
        form ??= formOf(refs[0] as SchemaRef);
        const { read } = form;
        if (read) for (let i = 0; i < value.length; i++) if (value[i] !== null) value[i] = read(value[i]);
        return value;
      },
    };
  },
};
