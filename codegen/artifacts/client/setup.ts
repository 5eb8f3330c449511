/**
 * The settings that an example has to give a client before it can call: a region, or for a service without endpoint rules an
 * address, and an identity where the environment is not asked for one. One wording for comments, README and pages.
 */
import { API_KEY, BASIC, BEARER, isAws, signsWithCredentials } from "../../model/auth.ts";
import { rulesOf } from "../../model/service-rules.ts";
import type { Service } from "../../model/types.ts";
import { kebab } from "../../plan/case.ts";
import { literal } from "../../ts/literal.ts";

/** Whether a client has to know a region: its endpoint rules ask for one, or its signatures do. */
export const asksRegion = (service: Service): boolean =>
  rulesOf(service).parameters.some(({ name }) => name === "Region") || signsWithCredentials(service);

/** `{ region: "us-east-1" }`; `{ endpoint: "https://pet-store.example.com", token: "…" }`. */
export function exampleSettings(service: Service): string {
  return literal({
    ...(isAws(service) ? {} : { endpoint: `https://${kebab(service.name)}.example.com` }),
    ...(asksRegion(service) ? { region: "us-east-1" } : {}),
    ...identity(service),
  });
}

function identity({ auth }: Service): object {
  switch (auth[0]) {
    case BEARER:
      return { token: "…" };
    case API_KEY:
      return { apiKey: "…" };
    case BASIC:
      return { basicAuth: { username: "…", password: "…" } };
    default:
      return {};
  }
}
