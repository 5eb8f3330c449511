/**
 * What a generated client can be told, and which environment variables it listens to: the tables of README and overview.
 * Facts of `templates/runtime/service/settings.ts` and `client/config.ts`; one row a key.
 */
import {
  API_KEY,
  BASIC,
  BEARER,
  isAws,
  SIGV4,
  schemeFacts,
  schemesOf,
  signsForRegions,
  signsWithCredentials,
} from "../../model/auth.ts";
import { discoveryOf } from "../../model/discovery.ts";
import { endpointKeys } from "../../model/endpoint-parameters.ts";
import type { ShapeId } from "../../model/types.ts";
import type { Plan } from "../../plan/plan.ts";
import { asksRegion } from "../client/setup.ts";

export interface ConfigurationLine {
  readonly key: string;
  readonly type: string;
  readonly default: string;
  readonly environment: string;
  readonly text: string;
}

export interface VariableLine {
  readonly name: string;
  readonly text: string;
}

const code = (text: string): string => `\`${text}\``;

export function configurationOf(plan: Plan): readonly ConfigurationLine[] {
  const { service } = plan.model;
  const url = code(`AWS_ENDPOINT_URL_${plan.environmentName}`);
  return [
    ...(asksRegion(service)
      ? [line("region", "`string`", "an error", "`AWS_REGION`, `AWS_DEFAULT_REGION`", "Where the service runs.")]
      : []),
    line(
      "endpoint",
      "`string` or `URL`",
      isAws(service) ? "what the model's rules give" : "an error",
      `${url}, \`AWS_ENDPOINT_URL\``,
      isAws(service) ? "Where requests go instead of the service's own address." : "Where the service is.",
    ),
    ...schemesOf(plan.model).flatMap((scheme) => identityLines(scheme, plan)),
    ...choiceLines(plan),
    ...endpointLines(plan),
    line("profile", "`string`", "`default`", "`AWS_PROFILE`", "The section of the shared files to read."),
    line("maxAttempts", "`number`", "`3`", "`AWS_MAX_ATTEMPTS`", "Attempts in all, the first one included."),
    line(
      "retryMode",
      '`"standard"` or `"adaptive"`',
      "`standard`",
      "`AWS_RETRY_MODE`",
      "`adaptive` also slows the client down while the service throttles it.",
    ),
    line(
      "retryStrategy",
      "a retry strategy",
      "made of the two above",
      "",
      "Decides by itself what is repeated, and when.",
    ),
    line(
      "requestHandler",
      "`{ connectionTimeout, requestTimeout, socketTimeout, httpAgent, httpsAgent }` or a handler",
      "60 s to connect, 60 s of silence",
      "",
      "How requests travel. Times in milliseconds; 0 switches a limit off.",
    ),
    line(
      "validate",
      "`{ input, output, level }`",
      '`{ input: "throw", output: "off", level: "sdk" }`',
      "",
      "What is checked against the model, and how strictly. Can be changed at `client.config.validate`.",
    ),
    line(
      "useFipsEndpoint",
      "`boolean`",
      "`false`",
      "`AWS_USE_FIPS_ENDPOINT`",
      "Use the endpoint with FIPS-validated cryptography.",
    ),
    line(
      "useDualstackEndpoint",
      "`boolean`",
      "`false`",
      "`AWS_USE_DUALSTACK_ENDPOINT`",
      "Use the endpoint that answers over IPv4 and IPv6.",
    ),
    line(
      "ignoreConfiguredEndpointUrls",
      "`boolean`",
      "`false`",
      "`AWS_IGNORE_CONFIGURED_ENDPOINT_URLS`",
      "Take no endpoint from environment and files.",
    ),
    line("disableHostPrefix", "`boolean`", "`false`", "", "Leave out the host name prefix that some operations have."),
    line(
      "logger",
      "an object with `debug`, `info`, `warn` and `error`",
      "none",
      "",
      "Hears of each call. Sensitive members are hidden.",
    ),
    line("userAgentAppId", "`string`", "none", "`AWS_SDK_UA_APP_ID`", "Names the application to the service."),
    line(
      "customUserAgent",
      "`string` or pairs of name and version",
      "none",
      "",
      "Stands at the end of the user agent.",
    ),
    line(
      "systemClockOffset",
      "`number`",
      "`0`",
      "",
      "Milliseconds between this clock and the service's; corrected as answers come in.",
    ),
    ...featureLines(plan),
    line("protocol", "a protocol of the Smithy family", "built in", "", "Takes the place of the built-in codec."),
    line("extensions", "a list of runtime extensions", "none", "", "Change the configuration when the client is made."),
  ];
}

/** Settings of what only some services do. */
function featureLines({ features: { settings } }: Plan): readonly ConfigurationLine[] {
  const has = (name: string): boolean => settings.some(({ said }) => said.name === name);
  const mode = '`"WHEN_SUPPORTED"` or `"WHEN_REQUIRED"`';
  const checksums = [
    line(
      "requestChecksumCalculation",
      mode,
      "`WHEN_SUPPORTED`",
      "`AWS_REQUEST_CHECKSUM_CALCULATION`",
      "Which requests carry a checksum: all that can, or only those that must.",
    ),
    line(
      "responseChecksumValidation",
      mode,
      "`WHEN_SUPPORTED`",
      "`AWS_RESPONSE_CHECKSUM_VALIDATION`",
      "Whether checksums of answers are asked for and compared.",
    ),
    line(
      "requestStreamBufferSize",
      "`number`",
      "as they come",
      "",
      "Joins the chunks of a stream up to this many bytes, at least 8,192.",
    ),
    line(
      "checksumAlgorithms",
      "classes by name",
      "none",
      "",
      "Further algorithms, or others in place of the built-in ones.",
    ),
  ];
  const compression = [
    line(
      "disableRequestCompression",
      "`boolean`",
      "`false`",
      "`AWS_DISABLE_REQUEST_COMPRESSION`",
      "Send bodies as they are where they would be compressed.",
    ),
    line(
      "requestMinCompressionSizeBytes",
      "`number`",
      "`10240`",
      "`AWS_REQUEST_MIN_COMPRESSION_SIZE_BYTES`",
      "Bytes from which on a body is compressed.",
    ),
  ];
  return [...(has("ChecksumSettings") ? checksums : []), ...(has("CompressionSettings") ? compression : [])];
}

export function environmentOf(plan: Plan): readonly VariableLine[] {
  const { service } = plan.model;
  return [
    ...(asksRegion(service) ? [{ name: "AWS_REGION", text: "the region, before `AWS_DEFAULT_REGION`" }] : []),
    ...(signsWithCredentials(service)
      ? [
          { name: "AWS_ACCESS_KEY_ID", text: "credentials, with the next one and perhaps `AWS_SESSION_TOKEN`" },
          { name: "AWS_SECRET_ACCESS_KEY", text: "the key's secret" },
        ]
      : []),
    ...schemesOf(plan.model).flatMap((scheme) =>
      variablesOf(scheme, plan).map((name) => ({ name, text: `who is calling (\`${scheme}\`)` })),
    ),
    { name: "AWS_PROFILE", text: "the profile of the shared files" },
    { name: "AWS_CONFIG_FILE", text: "where the shared settings are; default `~/.aws/config`" },
    { name: "AWS_SHARED_CREDENTIALS_FILE", text: "where the shared credentials are; default `~/.aws/credentials`" },
    { name: `AWS_ENDPOINT_URL_${plan.environmentName}`, text: "the address of the service, before `AWS_ENDPOINT_URL`" },
    { name: "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", text: "`true`: take no address from environment and files" },
    { name: "AWS_MAX_ATTEMPTS", text: "attempts in all; default 3" },
    { name: "AWS_RETRY_MODE", text: "`standard` or `adaptive`" },
    { name: "AWS_USE_FIPS_ENDPOINT", text: "`true`: the FIPS endpoint" },
    { name: "AWS_USE_DUALSTACK_ENDPOINT", text: "`true`: the dual-stack endpoint" },
    { name: "AWS_SDK_UA_APP_ID", text: "the application's name in the user agent" },
    ...featureLines(plan)
      .filter((one) => one.environment !== "")
      .map((one) => ({ name: one.environment.replaceAll("`", ""), text: `\`${one.key}\`` })),
  ];
}

/** Which of several schemes, and which regions a signature is for. */
function choiceLines({ model }: Plan): readonly ConfigurationLine[] {
  const several = line(
    "authSchemePreference",
    "a list of schemes' names",
    "the model's order",
    "`AWS_AUTH_SCHEME_PREFERENCE`",
    `Which scheme goes first: ${schemesOf(model)
      .map((one) => code(one.replace(/^.*#/, "")))
      .join(", ")}.`,
  );
  const regions = line(
    "sigv4aSigningRegionSet",
    "a list of regions",
    "what the endpoint says, else the region",
    "`AWS_SIGV4A_SIGNING_REGION_SET`",
    "Where signatures for several regions count. They are made when `@aws-sdk/signature-v4a` is installed.",
  );
  return [...(schemesOf(model).length > 1 ? [several] : []), ...(signsForRegions(model.service) ? [regions] : [])];
}

/** What this service's endpoint depends on beside region and switches. */
function endpointLines({ model }: Plan): readonly ConfigurationLine[] {
  const discovery = line(
    "endpointDiscoveryEnabled",
    "`boolean`",
    "where an operation needs it",
    "`AWS_ENABLE_ENDPOINT_DISCOVERY`",
    "Ask the service where requests go.",
  );
  const own = endpointKeys(model).map((one) =>
    line(
      one.key,
      one.values === undefined ? code(one.type) : one.values.map((value) => code(JSON.stringify(value))).join(" or "),
      one.default === undefined ? "none" : code(String(one.default)),
      one.environment === undefined ? "" : code(one.environment),
      one.documentation.replaceAll(/\s+/g, " ").trim(),
    ),
  );
  return [...own, ...(discoveryOf(model) === undefined ? [] : [discovery])];
}

const line = (key: string, type: string, preset: string, environment: string, text: string): ConfigurationLine => ({
  key,
  type,
  default: preset,
  environment,
  text,
});

/** The keys that one scheme of authentication adds; SigV4a takes what SigV4 takes. */
function identityLines(scheme: ShapeId, plan: Plan): readonly ConfigurationLine[] {
  const variables = variablesOf(scheme, plan).map(code).join(", ");
  switch (scheme) {
    case SIGV4:
      return [
        line(
          "credentials",
          "`{ accessKeyId, secretAccessKey, sessionToken? }` or a function that gives them",
          "environment, shared files, a process, container, instance",
          "`AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`, `AWS_SESSION_TOKEN`",
          "Who is calling. Assumed roles, single sign-on, web identity and console logins work when `@aws-sdk/credential-provider-node` is installed.",
        ),
        line(
          "sign",
          "`boolean`",
          "`true`",
          "",
          "`false` sends requests without a signature, and looks for no credentials.",
        ),
      ];
    case BEARER:
      return [
        line(
          "token",
          "`string`, `{ token, expiration? }` or a function that gives one",
          "none",
          variables,
          "The bearer token.",
        ),
      ];
    case API_KEY:
      return [
        line(
          "apiKey",
          "`string`, `{ apiKey, expiration? }` or a function that gives one",
          "none",
          variables,
          "The API key.",
        ),
      ];
    case BASIC:
      return [
        line(
          "basicAuth",
          "`{ username, password }` or a function that gives them",
          "none",
          variables,
          "Name and password.",
        ),
      ];
    default:
      return [];
  }
}

/** Variables of the environment that hold the identity of a scheme. */
const variablesOf = (scheme: ShapeId, { model, environmentName }: Plan): readonly string[] =>
  schemeFacts(scheme, model.service, environmentName).environment ?? [];
