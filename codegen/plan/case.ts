/**
 * Spelling: how a model's name is written as a type, a method, an option or a Python name. One function each; which names
 * clash is `names.ts`'s business. Source: the official JS v3 names, and the AWS CLI's kebab rule.
 */

export const upperFirst = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);
export const lowerFirst = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);

/** `DynamoDB`, `SSOOIDC`, `CodestarNotifications`: the words of an sdkId, each with a capital, joined. */
export function serviceName(sdkId: string): string {
  return sdkId
    .split(/[^A-Za-z0-9]+/)
    .map(upperFirst)
    .join("");
}

/** `CODESTAR_NOTIFICATIONS`: how environment variables name a service. */
export const environmentName = (sdkId: string): string => sdkId.replaceAll(/[\s-]+/g, "_").toUpperCase();

/** `codestar-notifications`: the package and its command. */
export const packageName = (sdkId: string): string =>
  sdkId
    .trim()
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "");

/** `create-backend-api`, `o-auth-scopes`, `redirect-sign-in-uris`. */
export const kebab = (name: string): string => separate(name, "-");
/** `create_backend_api`: the name in the Python client, which pagination and waiters may be asked for by. */
export const snake = (name: string): string => separate(name, "_");

/** Brand spellings that the rule takes apart wrongly, and what the AWS CLI makes of them. */
const IRREGULAR: ReadonlyMap<string, string> = new Map(
  Object.entries({
    CreateCachediSCSIVolume: "create-cached-iscsi-volume",
    CreateStorediSCSIVolume: "create-stored-iscsi-volume",
    CreateHITWithHITType: "create-hit-with-hit-type",
    DescribeCachediSCSIVolumes: "describe-cached-iscsi-volumes",
    DescribeStorediSCSIVolumes: "describe-stored-iscsi-volumes",
    ExecutePartiQLStatement: "execute-partiql-statement",
    ExecutePartiQLTransaction: "execute-partiql-transaction",
    ExecutePartiQLBatch: "execute-partiql-batch",
    ListHITsForQualificationType: "list-hits-for-qualification-type",
  }),
);

/**
 * Words start before a capital that lower-case letters follow, and between a lower-case letter or digit and a capital; a
 * plural acronym at the end (`ARNs`) is one word; digits stick to what stands before them.
 */
function separate(name: string, separator: "-" | "_"): string {
  if (name.includes(separator)) return name;
  const known = IRREGULAR.get(name);
  if (known !== undefined) return known.replaceAll("-", separator);
  const plural = name.match(/[A-Z]{2,}s$/)?.[0];
  const whole = plural === undefined ? name : `${name.slice(0, -plural.length)}${separator}${plural.toLowerCase()}`;
  return whole
    .replaceAll(/(.)([A-Z][a-z]+)/gs, `$1${separator}$2`)
    .replaceAll(/([a-z0-9])([A-Z])/g, `$1${separator}$2`)
    .toLowerCase()
    .replace(/^[-_]+/, "");
}
