/** Maps, as plain objects. */

import { HIDDEN } from "../schema/log-filter.ts";
import type { SchemaRef } from "../schema/schema.ts";
import { MAP } from "../schema/shape.ts";
import { setOwn } from "../values/own-property.ts";
import { nullAt } from "./issue.ts";
import { anything, quote } from "./json-text.ts";
import type { Check, JsonForm, Kind } from "./kind.ts";
import { isRecord } from "./record.ts";

export const maps: Kind = {
  of: [MAP],
  fits: isRecord,
  expected: () => "object",
  check({ refs, traits }, _, checkerOf) {
    const [keyRef, target] = refs as readonly [SchemaRef, SchemaRef];
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
  json({ refs, traits }, { formOf }) {
    let form: JsonForm | undefined;
    return {
      write(value) {
        if (typeof value !== "object") return anything(value);
        form ??= formOf(refs[1] as SchemaRef);
        let text = "";
        for (const [key, item] of Object.entries(value as object)) {
          if (item === undefined || (item === null && !traits.sparse)) continue;
          text += `${text ? "," : ""}${quote(key)}:${item === null ? "null" : form.write(item)}`;
        }
        return `{${text}}`;
      },
      read(value) {
        if (typeof value !== "object") return value;
        form ??= formOf(refs[1] as SchemaRef);
        const { read } = form;
        if (read)
          for (const [key, inner] of Object.entries(value as object))
            if (inner !== null) setOwn(value as object, key, read(inner));
        return value;
      },
    };
  },
};
