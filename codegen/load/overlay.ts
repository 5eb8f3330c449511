/**
 * The overlay: what a model lacks or has wrong, as trait applications with a reason each, put on the Ast before anything
 * else looks at it. A later entry for the same trait wins. It decides nothing about what the traits mean.
 */
import type { Diagnostics, Place } from "../diagnostics.ts";
import { suggestion } from "../diagnostics.ts";
import { isObject } from "../model/json.ts";
import { checkTrait, isKnownTrait } from "../model/traits.ts";
import type { ShapeId } from "../model/types.ts";
import { type Ast, membersOf } from "./ast.ts";

export function applyOverlay(ast: Ast, file: string, json: unknown, diagnostics: Diagnostics): void {
  const at = (...path: (string | number)[]): Place => ({ file, path });
  if (!isObject(json) || !Array.isArray(json["apply"])) {
    diagnostics.report("SW3001", "An overlay is an object with a list `apply`.", {
      place: at(),
      hint: 'expected {"apply": [{"target": …, "trait": …, "value": …, "reason": …}]}',
    });
    return;
  }
  const { service } = json;
  if (service !== undefined && ast.shapes.get(service as ShapeId)?.type !== "service") {
    diagnostics.report("SW3002", `The model has no service ${JSON.stringify(service)}.`, { place: at("service") });
  }
  json["apply"].forEach((entry, index) => {
    applyEntry(ast, entry, (...path) => at("apply", index, ...path), diagnostics);
  });
}

function applyEntry(
  ast: Ast,
  entry: unknown,
  at: (...path: (string | number)[]) => Place,
  diagnostics: Diagnostics,
): void {
  if (!isObject(entry) || typeof entry["target"] !== "string" || typeof entry["trait"] !== "string") {
    diagnostics.report("SW3001", "An entry has a `target` (shape id) and a `trait` (trait id).", { place: at() });
    return;
  }
  const { target, trait, reason } = entry;
  const value = entry["value"] ?? {};
  const [id, member] = target.split("$") as [ShapeId, string | undefined];
  if (typeof reason !== "string" || reason.trim() === "") {
    diagnostics.report("SW3003", "The entry does not say why it is there.", {
      shape: target,
      place: at(),
      hint: 'add "reason": "…"',
    });
  }
  const shape = ast.shapes.get(id);
  if (shape === undefined) {
    diagnostics.report("SW3002", `The model has no shape ${id}.`, {
      place: at("target"),
      hint: suggestion(id, [...ast.shapes.keys()]),
    });
    return;
  }
  const names = membersOf(shape).map(([name]) => name);
  if (member !== undefined && !names.includes(member)) {
    diagnostics.report("SW3002", `${id} has no member ${member}.`, {
      place: at("target"),
      hint: suggestion(member, names),
    });
    return;
  }
  if (!isKnownTrait(trait)) {
    diagnostics.report("SW3002", `swage has no use for a trait ${trait}.`, { shape: target, place: at("trait") });
    return;
  }
  const faults = checkTrait(trait, value);
  for (const fault of faults) {
    diagnostics.report("SW1009", `${trait}: ${fault.message}`, {
      shape: target,
      place: at("value", ...fault.path),
      hint: fault.hint,
    });
  }
  if (faults.length === 0) ast.apply(id, member, trait, value, { by: "overlay", place: at() });
}
