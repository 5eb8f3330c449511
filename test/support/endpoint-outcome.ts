/** Endpoint rules of a service's traits as the function that a package would carry, and what calls of it give. */
import { endpoints } from "../../codegen/artifacts/endpoints/index.ts";
import { Diagnostics } from "../../codegen/diagnostics.ts";
import { buildModel } from "../../codegen/load/build.ts";
import { readSmithy } from "../../codegen/load/smithy.ts";
import type { Traits } from "../../codegen/model/types.ts";
import { optionsOf } from "../../codegen/options.ts";
import { planOf } from "../../codegen/plan/plan.ts";
import { TsFile } from "../../codegen/ts/file.ts";
import { evaluate } from "./evaluate.ts";

export type Parameters = Readonly<Record<string, unknown>>;
export type Resolve = (parameters: Parameters) => {
  readonly url: string | URL;
  readonly properties?: object;
  readonly headers?: object;
};

/** What a call gives: an endpoint, with its address in one spelling, or an error. */
export type Outcome =
  | { readonly url: string; readonly properties: object; readonly headers: object }
  | { readonly error: string };

/** A slash at the end says nothing: an operation's path is put behind it. */
export const addressOf = (url: string | URL): string => new URL(url).href.replace(/\/$/, "");

/** Only an error of the rules is an outcome; any other is a bug. */
export function outcomeOf(resolve: Resolve, parameters: Parameters): Outcome {
  try {
    const { url, properties = {}, headers = {} } = resolve(parameters);
    return { url: addressOf(url), properties, headers };
  } catch (error) {
    if (!(error instanceof Error) || !/^Endpoint(Resolution)?Error$/.test(error.constructor.name)) throw error;
    return { error: error.message };
  }
}

/** `src/endpoints.ts` of a service that has these traits and no operations. */
export function endpointsFile(traits: Traits): TsFile {
  const diagnostics = new Diagnostics();
  const shape = { type: "service", version: "1", traits: { "aws.protocols#restJson1": {}, ...traits } };
  const json = { smithy: "2.0", shapes: { "a#Service": shape } };
  const model = buildModel(readSmithy([{ file: "model.json", json }], diagnostics), diagnostics);
  if (model === undefined) throw new Error(JSON.stringify(diagnostics.all));
  const options = optionsOf({});
  const declarations = endpoints.declare(model);
  const place = () => ({ file: "model.json" });
  const plan = planOf({ model, options, declarations, swage: "0.0.0", place }, diagnostics);
  const [file] = plan === undefined ? [] : [...endpoints.emit(plan)];
  if (!(file instanceof TsFile)) throw new Error(JSON.stringify(diagnostics.all));
  return file;
}

export const resolverOf = async (traits: Traits): Promise<Resolve> =>
  (await evaluate(endpointsFile(traits)))["resolveEndpoint"] as Resolve;
