/**
 * The decision diagrams of official clients, compiled, beside the official interpreter of them: over the parameters of the
 * endpoint tests of the same services' models. A model that has the diagram alone then has the same endpoints.
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, it } from "vitest";
import { readDiagram } from "../../codegen/model/diagram.ts";
import { type Outcome, outcomeOf, type Parameters, resolverOf } from "../support/endpoint-outcome.ts";
import { interpreter, type OfficialDiagram, officialDiagram, traitOf } from "../support/official-diagram.ts";
import { describeWithShared, readShared, sharedPath } from "../support/shared-folder.ts";
import { INTEROP, TWELVE } from "../support/twelve.ts";

interface Service {
  readonly type: string;
  readonly traits?: {
    readonly "smithy.rules#endpointRuleSet": { readonly parameters: Readonly<Record<string, object>> };
    readonly "smithy.rules#endpointTests": { readonly testCases: readonly { readonly params?: Parameters }[] };
  };
}

const FROM = join(INTEROP, "official", "package.json");
const modelPath = (name: string): string => `models/smithy/${name}.json`;

/** Official clients fill defaults before they ask. */
const filled = (
  parameters: Readonly<Record<string, { readonly default?: unknown }>>,
  given: Parameters,
): Parameters => ({
  ...Object.fromEntries(
    Object.entries(parameters).flatMap(([name, one]) => ("default" in one ? [[name, one.default]] : [])),
  ),
  ...given,
});

describeWithShared("endpoints of diagrams", () => {
  let interpreted: (diagram: OfficialDiagram, parameters: Parameters) => Outcome;
  beforeAll(async () => {
    interpreted = await interpreter();
  });

  it.each(TWELVE.filter((name) => existsSync(sharedPath(modelPath(name)))))("%s", async (name) => {
    const { shapes } = JSON.parse(readShared(modelPath(name))) as {
      readonly shapes: Readonly<Record<string, Service>>;
    };
    const traits = Object.values(shapes).find((one) => one.type === "service")?.traits;
    if (traits === undefined) throw new Error(`${name} has no service`);
    const { parameters } = traits["smithy.rules#endpointRuleSet"];
    const diagram = await officialDiagram(name, FROM);
    const trait = traitOf(diagram, parameters);
    expect(readDiagram(trait).faults).toEqual([]);
    const resolve = await resolverOf({ "smithy.rules#endpointBdd": trait });
    for (const { params = {} } of traits["smithy.rules#endpointTests"].testCases)
      expect(outcomeOf(resolve, params), JSON.stringify(params)).toEqual(
        interpreted(diagram, filled(parameters, params)),
      );
  });
});
