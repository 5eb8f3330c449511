/** What no message of a check shows: values of shapes that the model marks as sensitive, and whatever holds them. */

import { shapeWithin } from "../schema/shape.ts";
import type { SecretsPart } from "./kind.ts";

export const secrets: SecretsPart = {
  within: (ref) => shapeWithin(ref, ({ traits }) => Boolean(traits.sensitive)),
  hide: (check) => (value, run) => {
    run.hidden++;
    check(value, run);
    run.hidden--;
  },
};
