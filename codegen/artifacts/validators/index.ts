/**
 * `src/validators.ts`: a zod schema for every structure, union and enum, for forms and servers. What callers send is strict:
 * unknown members, values and bounds are refused, at the paths where the client's own checker refuses them at level
 * `strict`. What they receive is open. This folder is the only place that says `z.`.
 */

import { paragraph } from "../../../templates/runtime/doc/text.ts";
import type { Doc } from "../../../templates/runtime/doc/tree.ts";
import { documentationOf } from "../../doc/of.ts";
import { membersOf, reach, usageOf } from "../../model/graph.ts";
import { shapesByName, shapesOf } from "../../model/shapes.ts";
import type { Model, Shape, ShapeId } from "../../model/types.ts";
import type { Declaration } from "../../plan/names.ts";
import type { Plan } from "../../plan/plan.ts";
import type { Direction } from "../../ts/types.ts";
import type { Artifact } from "../artifact.ts";
import { typeName } from "../types/index.ts";
import { addHelpers, Helpers, ZOD } from "./helpers.ts";
import { schemaOf, typeText, type Writer } from "./schema.ts";

const MODULE = "src/validators";

export const validators: Artifact = {
  name: "validators",
  needs: ["types", "errors"],
  *declare(model: Model): Iterable<Declaration> {
    const usage = usageOf(model);
    for (const shape of shapesOf(model)) {
      if (!isValidated(shape)) continue;
      const where = { id: shape.id, module: MODULE, entry: "./validators" } as const;
      yield { facet: "validator", wish: `${typeName(shape.name)}Schema`, ...where };
      const { input = false, output = false } = usage.get(shape.id) ?? {};
      if (input && output)
        yield { facet: "validatorOutput", wish: `${typeName(shape.name)}OutputSchema`, yields: true, ...where };
    }
  },
  *emit(plan: Plan) {
    const file = plan.file(`${MODULE}.ts`, "zod schemas: strict for what callers send, open for what they receive.");
    const helpers = new Helpers();
    const hidden = hiddenShapes(plan.model);
    const writerOf = (direction: Direction): Writer => ({
      plan,
      file,
      helpers,
      hidden,
      z: file.use(ZOD),
      direction,
      written: new Map(),
      mention: (id) => mention(id, direction, plan),
    });
    const writers = { write: writerOf("write"), read: writerOf("read") };
    for (const shape of shapesByName(plan.model)) {
      if (!isValidated(shape)) continue;
      add(shape, "validator", writers[plan.usage(shape.id).input ? "write" : "read"]);
      if (plan.names.has("validatorOutput", shape.id)) add(shape, "validatorOutput", writers.read);
    }
    addHelpers(helpers, file);
    yield file;
  },
};

type Validated = Extract<Shape, { kind: "structure" | "union" | "enum" | "intEnum" }>;
function isValidated(shape: Shape): shape is Validated {
  const { kind } = shape;
  const named = kind === "structure" || kind === "union" || kind === "enum" || kind === "intEnum";
  return named && shape.id !== "smithy.api#Unit";
}

function add(shape: Validated, facet: "validator" | "validatorOutput", writer: Writer): void {
  const { plan, file, z } = writer;
  file.add({
    kind: "const",
    name: plan.ref(facet, shape.id).name,
    docs: docsOf(shape, facet),
    type: `${z}.ZodMiniType<${typeText(shape, writer)}>`,
    value: `/* @__PURE__ */ ${z}.lazy(() => ${schemaOf(shape, writer)})`,
  });
}

/** Maps inside of what is sensitive, with the shapes that are and lead to them: keys are not shown there, as by the checker. */
function hiddenShapes(model: Model): ReadonlySet<ShapeId> {
  const secret = new Set<ShapeId>();
  for (const shape of shapesOf(model)) {
    if (shape.sensitive) secret.add(shape.id);
    for (const member of membersOf(shape)) if (member.sensitive) secret.add(member.target);
  }
  const open = (id: ShapeId): boolean => {
    const shape = model.shapes[id];
    return shape?.kind === "map" && !shape.sensitive && model.shapes[shape.key.target]?.sensitive !== true;
  };
  const hidden = [...secret].flatMap((id) => {
    const maps = [...reach(model, [id])].filter(open);
    return maps.length > 0 ? [id, ...maps] : [];
  });
  return new Set(hidden);
}

const docsOf = (shape: Shape, facet: string): Doc =>
  facet === "validator"
    ? documentationOf(shape)
    : paragraph("The same as it is received: open to members and values that this version does not know.");

/** The name of a shape's schema, as it is meant in one direction. */
function mention(id: ShapeId, direction: Direction, plan: Plan): string {
  const open = direction === "read" && plan.names.has("validatorOutput", id);
  return plan.ref(open ? "validatorOutput" : "validator", id).name;
}
