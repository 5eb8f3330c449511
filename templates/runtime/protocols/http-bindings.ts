/** The bindings of HTTP, for clients to choose from; and every part that there is, for who has to take any table. */

import { hostPrefix } from "../endpoint/host-prefix.ts";
import { everyConstraint } from "../kinds/constraints.ts";
import { everyKind } from "../kinds/every-kind.ts";
import { omitted } from "../kinds/omitted.ts";
import { secrets } from "../kinds/secrets.ts";
import { httpHeader, httpPrefixHeaders } from "./http-header.ts";
import { httpLabel } from "./http-label.ts";
import { httpPayload } from "./http-payload.ts";
import { httpQuery, httpQueryParams } from "./http-query.ts";
import { httpResponseCode } from "./http-status.ts";
import type { ServiceParts } from "./protocol.ts";

export { httpHeader, httpLabel, httpPayload, httpPrefixHeaders, httpQuery, httpQueryParams, httpResponseCode };

export const everyPart: ServiceParts = {
  kinds: everyKind,
  constraints: everyConstraint,
  bindings: { httpHeader, httpLabel, httpPayload, httpPrefixHeaders, httpQuery, httpQueryParams, httpResponseCode },
  omitted,
  hostPrefix,
  secrets,
};
