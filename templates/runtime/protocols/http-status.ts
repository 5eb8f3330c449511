/** `httpResponseCode`: the member that is the status of the answer. */
import type { Binding } from "./protocol.ts";

export const httpResponseCode: Binding = {
  read:
    ({ name }) =>
    ({ statusCode }, out) => {
      out[name] = statusCode;
    },
};
