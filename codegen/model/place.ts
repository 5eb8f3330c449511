/** How those who look for faults ask where something of a shape stands in the model's files; `steps` lead from the shape inwards. */
import type { Place } from "../diagnostics.ts";
import type { ShapeId } from "./types.ts";

export type PlaceOf = (id: ShapeId, steps: readonly (string | number)[], key?: boolean) => Place;
