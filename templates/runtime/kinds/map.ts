/** Maps, as plain objects. */

import { setOwn } from "../protocols/own-property.ts";
import { type Check, HIDDEN, nullAt } from "../schema/issue.ts";
import type { Shape } from "../schema/shape.ts";
import { anything, quote } from "./json-text.ts";
import type { Kind, Read, Write } from "./kind.ts";
import { isRecord } from "./record.ts";

type MapShape = Shape & { readonly kind: "map" };

export const maps: Kind<MapShape> = {
  of: ["map"],
  fits: isRecord,
  expected: () => "object",
  check({ key: keyRef, value: target, traits }, _, checkerOf) {
    let checks: readonly [key: Check, value: Check] | undefined;
    let secretKeys: boolean | undefined;
    return (value, run) => {
      secretKeys ??= Boolean(run.parts.secrets?.within(keyRef));
      checks ??= [checkerOf(keyRef), checkerOf(target)];
      const at = run.depth;
      for (const [key, inner] of Object.entries(value as object)) {
        if (inner === undefined) continue;
        const shown = secretKeys || run.hidden ? HIDDEN : key;
        run.key = shown;
        checks[0](key, run);
        run.key = undefined;
        run.path[at] = shown;
        run.depth = at + 1;
        if (inner !== null) checks[1](inner, run);
        else if (!traits.sparse) nullAt(run, target);
        run.depth = at;
      }
    };
  },
  write({ value: target, traits }, { formOf }) {
    let write: Write | undefined;
    return (value) => {
      if (typeof value !== "object") return anything(value);
      write ??= formOf(target);
      let text = "";
      for (const [key, item] of Object.entries(value as object)) {
        if (item === undefined || (item === null && !traits.sparse)) continue;
        text += `${text ? "," : ""}${quote(key)}:${item === null ? "null" : write(item)}`;
      }
      return `{${text}}`;
    };
  },
  read({ value: target }, { formOf }) {
    let item: { readonly read: Read | undefined } | undefined;
    return (value) => {
      if (typeof value !== "object" || value === null) return value;
      item ??= { read: formOf(target) };
      const { read } = item;
      if (read) for (const [key, inner] of Object.entries(value)) if (inner !== null) setOwn(value, key, read(inner));
      return value;
    };
  },
};
