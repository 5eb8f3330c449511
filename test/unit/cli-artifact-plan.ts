/**
 * Plans for the suites of the `cli` artifact: from a model on disk, or from a few shapes, through the generator's own
 * readers. Fails on any error in a model, so that a suite never tests half of one.
 */
import { resolve } from "node:path";
import { client } from "../../codegen/artifacts/client/index.ts";
import { paginators } from "../../codegen/artifacts/paginators/index.ts";
import { waiters } from "../../codegen/artifacts/waiters/index.ts";
import { Diagnostics } from "../../codegen/diagnostics.ts";
import type { Ast } from "../../codegen/load/ast.ts";
import { buildModel } from "../../codegen/load/build.ts";
import { readSmithy } from "../../codegen/load/smithy.ts";
import { readAst, readSource } from "../../codegen/load/source.ts";
import type { Operation } from "../../codegen/model/types.ts";
import { DEFAULTS } from "../../codegen/options.ts";
import { type Plan, planOf } from "../../codegen/plan/plan.ts";
import { repositoryRoot } from "../support/shared-folder.ts";

/** The plan of a model file or folder, relative to the repository. */
export function planOfFile(path: string): Plan {
  const diagnostics = new Diagnostics();
  const source = readSource(resolve(repositoryRoot, path), undefined, diagnostics);
  if (source === undefined) throw new Error(text(diagnostics));
  return planOfAst(readAst(source, diagnostics), diagnostics);
}

/** The plan of shapes beside those of a service `test#Zoo`, whose operations are all of the shapes' own. */
export function planOfShapes(shapes: Readonly<Record<string, object>>): Plan {
  const diagnostics = new Diagnostics();
  const operations = Object.entries(shapes)
    .filter(([, shape]) => "type" in shape && shape.type === "operation")
    .map(([target]) => ({ target }));
  const service = {
    type: "service",
    version: "2020-01-01",
    operations,
    traits: {
      "aws.api#service": { sdkId: "Zoo", endpointPrefix: "zoo" },
      "aws.auth#sigv4": { name: "zoo" },
      "aws.protocols#restJson1": {},
      "smithy.api#documentation": "<p>A zoo. With animals.</p>",
    },
  };
  const json = { smithy: "2.0", shapes: { "test#Zoo": service, ...shapes } };
  return planOfAst(readSmithy([{ file: "zoo.json", json }], diagnostics), diagnostics);
}

function planOfAst(ast: Ast, diagnostics: Diagnostics): Plan {
  const model = buildModel(ast, diagnostics);
  if (model === undefined || diagnostics.failed) throw new Error(text(diagnostics));
  const place = (): { file: string } => ({ file: "model.json" });
  const declarations = [client, paginators, waiters].flatMap((one) => [...one.declare(model)]);
  const plan = planOf({ model, options: DEFAULTS, declarations, swage: "0.0.0", place }, diagnostics);
  if (plan === undefined) throw new Error(text(diagnostics));
  return plan;
}

const text = (diagnostics: Diagnostics): string =>
  diagnostics.all.map((one) => `${one.code} ${one.message}`).join("\n");

/** The operation of a name; a name that the model does not have is a mistake in the test. */
export function operationOf(plan: Plan, name: string): Operation {
  const found = plan.model.operations.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no operation ${name}`);
  return found;
}
