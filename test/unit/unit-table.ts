/** The table of an input or output that is none, as the generator writes it. */
import type { SchemaRef } from "../../templates/runtime/schema/schema.ts";

export const unit: SchemaRef = [3, "smithy.api", "Unit", 0, [], []];
