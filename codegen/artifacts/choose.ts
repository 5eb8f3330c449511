/**
 * Which artifacts a package is made of, from what a user wants or does not want. What the wanted ones need comes along; to
 * leave out what another one needs is a mistake, and it is said which. `package` holds the rest together and is always made.
 */
import { suggestion } from "../diagnostics.ts";
import type { Artifact } from "./artifact.ts";
import { ARTIFACTS } from "./index.ts";

/** What a user may name. */
export interface Choice {
  readonly only?: readonly string[] | undefined;
  readonly without?: readonly string[] | undefined;
}

export interface ChoiceFault {
  readonly message: string;
  readonly hint?: string | undefined;
}

const NAMES: readonly string[] = ARTIFACTS.map((one) => one.name);
/** Not made yet: to leave it out is no mistake. */
const LATER: readonly string[] = ["mock"];
const KEPT = "package";

/** The artifacts in the order in which they are emitted. */
export function chosenArtifacts(choice: Choice): readonly Artifact[] {
  const wanted = wantedBy(choice);
  return ARTIFACTS.filter(({ name }) => wanted.has(name));
}

/** Why a choice cannot be: nothing for a sound one. */
export function choiceFaults(choice: Choice): readonly ChoiceFault[] {
  const { only = [], without = [] } = choice;
  const unknown = [...only, ...without.filter((one) => !LATER.includes(one))].filter((one) => !NAMES.includes(one));
  const wanted = wantedBy(choice);
  return [
    ...unknown.map((name) => {
      return {
        message: `There is no artifact ${name}.`,
        hint: suggestion(name, NAMES) ?? `artifacts are ${NAMES.join(", ")}`,
      };
    }),
    ...(without.includes(KEPT)
      ? [{ message: `${KEPT} is what makes the output a package: it cannot be left out.` }]
      : []),
    ...without.flatMap((name) => {
      const needing = ARTIFACTS.filter((one) => wanted.has(one.name) && one.needs.includes(name));
      if (needing.length === 0 || name === KEPT) return [];
      const names = needing.map((one) => one.name);
      return [
        {
          message: `${name} is needed by ${names.join(", ")}.`,
          hint: `leave ${names.length === 1 ? "that" : "those"} out, too: --without ${[...without, ...names].join(",")}`,
        },
      ];
    }),
  ];
}

/** The wanted ones with all that they need; what is left out is left out whoever needs it. */
function wantedBy({ only, without = [] }: Choice): ReadonlySet<string> {
  const wanted = new Set([...(only ?? NAMES), KEPT]);
  if (only !== undefined)
    for (const name of wanted)
      for (const need of ARTIFACTS.find((one) => one.name === name)?.needs ?? []) wanted.add(need);
  for (const name of without) if (name !== KEPT) wanted.delete(name);
  return wanted;
}
