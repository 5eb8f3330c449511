/** Lists. */
import { type Check, nullAt } from "../schema/issue.ts";
import type { Shape } from "../schema/shape.ts";
import { anything } from "./json-text.ts";
import type { Kind, Read, Write } from "./kind.ts";

type ListShape = Shape & { readonly kind: "list" };

export const lists: Kind<ListShape> = {
  of: ["list"],
  fits: Array.isArray,
  expected: () => "array",
  check({ member, traits }, _, checkerOf) {
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
  write({ member, traits }, { formOf }) {
    let write: Write | undefined;
    const gap = traits.sparse ? "null" : undefined;
    return (value) => {
      if (!Array.isArray(value)) return anything(value);
      write ??= formOf(member);
      let text = "";
      for (const item of value as readonly unknown[]) {
        const part = item == null ? gap : write(item);
        if (part !== undefined) text += text ? `,${part}` : part;
      }
      return `[${text}]`;
    };
  },
  read({ member }, { formOf }) {
    let item: { readonly read: Read | undefined } | undefined;
    return (value) => {
      if (!Array.isArray(value)) return value;
      item ??= { read: formOf(member) };
      const { read } = item;
      if (read) for (let i = 0; i < value.length; i++) if (value[i] !== null) value[i] = read(value[i]);
      return value;
    };
  },
};
