/**
 * All shapes of a model as lists. Many passes walk them all, and a large model has thousands: each list is made once a model. It
 * leaves none out.
 */
import type { Model, Shape } from "./types.ts";

const LISTS: WeakMap<Model, readonly Shape[]> = new WeakMap();
const BY_NAME: WeakMap<Model, readonly Shape[]> = new WeakMap();

/** In the model's own order. */
export function shapesOf(model: Model): readonly Shape[] {
  const known = LISTS.get(model);
  if (known !== undefined) return known;
  const made = Object.values(model.shapes);
  LISTS.set(model, made);
  return made;
}

/** By name, which is how files hold them. */
export function shapesByName(model: Model): readonly Shape[] {
  const known = BY_NAME.get(model);
  if (known !== undefined) return known;
  const made = [...shapesOf(model)].sort((a, b) => (a.name < b.name ? -1 : 1));
  BY_NAME.set(model, made);
  return made;
}
