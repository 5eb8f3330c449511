/** Models for tests, through the generator's own readers. */
import { load } from "../../codegen/generate.ts";
import type { Model } from "../../codegen/model/types.ts";
import { optionsOf } from "../../codegen/options.ts";
import type { Plan } from "../../codegen/plan/plan.ts";

/** The model and plan of a file or folder that has to be sound. */
export function loadSound(input: string): { readonly model: Model; readonly plan: Plan } {
  const { model, plan, diagnostics } = load({ input, options: optionsOf({}), swage: "0.0.0" });
  if (model === undefined || plan === undefined)
    throw new Error(diagnostics.all.map((one) => `${one.code} ${one.message}`).join("\n"));
  return { model, plan };
}
