import { describe, expect, it } from "vitest";
import { environmentName, kebab, packageName, serviceName, snake } from "../../codegen/plan/case.ts";
import { describeWithShared, readShared } from "../support/shared-folder.ts";

describe("kebab", () => {
  it.each([
    ["CreateBackendAPI", "create-backend-api"],
    ["GetBackendAPIModels", "get-backend-api-models"],
    ["ListS3Buckets", "list-s3-buckets"],
    ["OAuthScopes", "o-auth-scopes"],
    ["RedirectSignInURIs", "redirect-sign-in-uris"],
    ["OpenIDIatTTL", "open-id-iat-ttl"],
    ["IDs", "ids"],
    ["with_underscore", "with_underscore"],
    ["already-kebab", "already-kebab"],
    ["ExecutePartiQLBatch", "execute-partiql-batch"],
  ])("%s is %s", (name, option) => expect(kebab(name)).toBe(option));
  it("and snake", () => expect(snake("GetBackendAPIModels")).toBe("get_backend_api_models"));
});

describe("service names", () => {
  it.each([
    ["AmplifyBackend", "AmplifyBackend", "amplifybackend", "AMPLIFYBACKEND"],
    ["codestar notifications", "CodestarNotifications", "codestar-notifications", "CODESTAR_NOTIFICATIONS"],
    ["SSO OIDC", "SSOOIDC", "sso-oidc", "SSO_OIDC"],
  ])("of %s", (sdkId, name, npm, environment) => {
    expect([serviceName(sdkId), packageName(sdkId), environmentName(sdkId)]).toEqual([name, npm, environment]);
  });
});

describeWithShared("the recorded names", () => {
  const vectors = JSON.parse(readShared("spec/vectors/names.json")) as { in: string; kebab: string; snake: string }[];
  it.each(vectors.map((one) => [one.in, one] as const))("%s", (name, one) => {
    // Ours never starts with a separator; the reference makes `---ids` of IDs.
    expect({ kebab: kebab(name), snake: snake(name) }).toEqual({
      kebab: one.kebab.replace(/^-+/, ""),
      snake: one.snake.replace(/^_+/, ""),
    });
  });
});
