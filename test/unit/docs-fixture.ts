/**
 * Plans and pages for the suites of the documentation: of model/amplifybackend, and of small models written in a test.
 */
import { resolve } from "node:path";
import { client } from "../../codegen/artifacts/client/index.ts";
import type { Page } from "../../codegen/artifacts/docs/page.ts";
import { pagesOf } from "../../codegen/artifacts/docs/pages.ts";
import { errors } from "../../codegen/artifacts/errors/index.ts";
import { paginators } from "../../codegen/artifacts/paginators/index.ts";
import { types } from "../../codegen/artifacts/types/index.ts";
import { waiters } from "../../codegen/artifacts/waiters/index.ts";
import { Diagnostics } from "../../codegen/diagnostics.ts";
import { buildModel } from "../../codegen/load/build.ts";
import { readSmithy } from "../../codegen/load/smithy.ts";
import { readAst, readSource } from "../../codegen/load/source.ts";
import type { Model } from "../../codegen/model/types.ts";
import { DEFAULTS } from "../../codegen/options.ts";
import { render } from "../../codegen/output/template.ts";
import { type Plan, planOf } from "../../codegen/plan/plan.ts";
import { repositoryRoot } from "../support/shared-folder.ts";

/** The artifacts whose names the pages mention. */
const NAMED = [types, errors, client, paginators, waiters];

function planned(model: Model | undefined, diagnostics: Diagnostics, options = DEFAULTS): Plan {
  const place = () => ({ file: "model.json" });
  const plan =
    model === undefined
      ? undefined
      : planOf(
          {
            model,
            options,
            declarations: NAMED.flatMap((one) => [...one.declare(model)]),
            swage: "0.0.0-test",
            place,
          },
          diagnostics,
        );
  if (plan === undefined) throw new Error(diagnostics.all.map((one) => one.message).join("\n"));
  return plan;
}

/** The plan of a folder below `model/`, with its overlay. */
export const planOfFolder = (folder: string, options = DEFAULTS): Plan =>
  planOfSource(resolve(repositoryRoot, "model", folder), options);

/** The plan of a model file, or of a folder. */
export function planOfSource(input: string, options = DEFAULTS): Plan {
  const diagnostics = new Diagnostics();
  const source = readSource(input, undefined, diagnostics);
  if (source === undefined) throw new Error(`${input} cannot be read`);
  return planned(buildModel(readAst(source, diagnostics), diagnostics), diagnostics, options);
}

/** The plan of a restJson1 service `test#Zoo`: shapes of the namespace `test`, by name. */
export function planOfShapes(operations: readonly string[], shapes: Readonly<Record<string, object>>): Plan {
  const service = {
    type: "service",
    version: "2020-01-01",
    operations: operations.map((name) => ({ target: `test#${name}` })),
    traits: {
      "aws.protocols#restJson1": {},
      "aws.api#service": { sdkId: "Zoo", endpointPrefix: "zoo" },
      "smithy.api#documentation": "Keeps animals.",
    },
  };
  const named = Object.fromEntries(Object.entries(shapes).map(([name, shape]) => [`test#${name}`, shape]));
  const json = { smithy: "2.0", shapes: { "test#Zoo": service, ...named } };
  const diagnostics = new Diagnostics();
  return planned(buildModel(readSmithy([{ file: "model.json", json }], diagnostics), diagnostics), diagnostics);
}

/** Every page by its path, as it is printed. */
export function printedPages(plan: Plan): ReadonlyMap<string, string> {
  return new Map([...pagesOf(plan)].map(({ path, template, words }: Page) => [path, render(template, words)]));
}
