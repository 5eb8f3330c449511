/** `httpResponseCode`: the member that is the status of the answer. */
import type { Binding } from "./binding.ts";

export const httpResponseCode: Binding = {
  read:
    ({ name }) =>
    ({ statusCode }, out) => {
      out[name] = statusCode;
    },
};
