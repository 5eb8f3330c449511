/** Which enums take values that the model does not name. */
import type { Shape } from "./types.ts";

/** Also where they are sent; what is received is open in any case. Source: alloy, `openEnum`. */
export const isOpen = ({ traits }: Shape): boolean => "alloy#openEnum" in traits;
