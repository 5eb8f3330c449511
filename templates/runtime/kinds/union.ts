/** Unions: one of their members, or `$unknown` with the name and value of one that the model does not have. */

import { UNION } from "../schema/shape.ts";
import { setOwn } from "../values/own-property.ts";
import { documentText } from "./document.ts";
import { report } from "./issue.ts";
import { anything, quote } from "./json-text.ts";
import type { Kind, Run } from "./kind.ts";
import { isRecord } from "./record.ts";
import { type JsonMember, jsonMembers, structures } from "./structure.ts";

type Members = Readonly<Record<string, unknown>>;

export const unions: Kind = {
  of: [UNION],
  fits: isRecord,
  expected: () => "object",
  check(shape, ref, checkerOf) {
    // Events are looked at when they are sent.
    if (shape.traits.streaming) return undefined;
    const look = structures.check(shape, ref, checkerOf);
    return (value, run) => {
      oneMember(value as Members, run, shape.names);
      look(value, run, ref);
    };
  },
  json(shape, json) {
    const form = json.rules.unions?.(shape, json);
    if (form) return form;
    const all = structures.json(shape, json);
    const by = (name: "name" | "key"): ReadonlyMap<string, JsonMember> =>
      new Map(jsonMembers(shape, json).map((one) => [one[name], one]));
    let byName: ReadonlyMap<string, JsonMember> | undefined;
    let byKey: ReadonlyMap<string, JsonMember> | undefined;
    return {
      write(value) {
        if (typeof value !== "object") return anything(value);
        byName ??= by("name");
        // One of many members is given, so it is looked up by its name.
        const record = value as Members;
        const [name = "", ...others] = Object.keys(record);
        const only = others.length === 0 ? byName.get(name) : undefined;
        if (only && record[name] != null) return `{${only.head}${only.write(record[name])}}`;
        const text = all.write(value);
        if (text !== "{}" || !Array.isArray(record.$unknown)) return text;
        return `{${quote(record.$unknown[0])}:${documentText(record.$unknown[1])}}`;
      },
      read(value) {
        if (typeof value !== "object") return value;
        byKey ??= by("key");
        const out: Record<string, unknown> = {};
        const unknown: [string, unknown][] = [];
        let found = false;
        for (const key of Object.keys(value as Members)) {
          const item = (value as Members)[key];
          const known = byKey.get(key);
          if (!known) {
            if (key !== "__type") unknown.push([key, item]);
          } else if (item != null) {
            found = true;
            setOwn(out, known.name, known.read ? known.read(item) : item);
          }
        }
        if (!found && unknown.length === 1) out.$unknown = unknown[0];
        return out;
      },
    };
  },
};

/** At level `sdk` only what goes on the wire counts; else everything given. */
function oneMember(value: Members, run: Run, names: readonly string[]): void {
  const given = Object.keys(value).filter((name) =>
    run.level > 0 ? value[name] !== undefined : value[name] != null && (names.includes(name) || name === "$unknown"),
  );
  if (given.length === 1) return;
  const keys = names.join(", ");
  const [before, after] = given.length
    ? ["Invalid number of parameters set", ". Can only set one of the following keys"]
    : ["Must set one of the following keys", ""];
  report(run, "union", `${before} for tagged union structure`, `${after}: ${keys}`, keys, given.join(", "));
}
