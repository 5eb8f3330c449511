/**
 * The role assumers of the token service's own package: credential providers take a function that trades credentials, or a
 * web identity token, for those of a role. The client and its commands are given; nothing else of the service is known.
 */
import type { AwsCredentialIdentity, Provider } from "../service/identity.ts";

interface Sender {
  readonly config: { readonly region: Provider<string> };
  send(command: never): Promise<unknown>;
}
type Plugin = { applyToStack(stack: never): void };
type ClientClass = new (config: never) => Sender & { readonly middlewareStack: { use(plugin: never): void } };
type CommandClass = new (input: never) => object;

/** Options of the client that assumes roles, and of the client that the credentials are for. */
export interface RoleAssumerOptions {
  readonly region?: string | Provider<string> | undefined;
  readonly parentClientConfig?: Readonly<Record<string, unknown>> | undefined;
  readonly [setting: string]: unknown;
}

export type RoleAssumer = (source: AwsCredentialIdentity, params: object) => Promise<AwsCredentialIdentity>;
export type RoleAssumerWithWebIdentity = (params: object) => Promise<AwsCredentialIdentity>;

export interface RoleAssumers {
  readonly getDefaultRoleAssumer: (options?: RoleAssumerOptions, plugins?: readonly Plugin[]) => RoleAssumer;
  readonly getDefaultRoleAssumerWithWebIdentity: (
    options?: RoleAssumerOptions,
    plugins?: readonly Plugin[],
  ) => RoleAssumerWithWebIdentity;
  /** Gives a credential provider the two assumers, unless its caller brings others. */
  readonly decorateDefaultCredentialProvider: <Given>(provider: (input: Given) => unknown) => (input: Given) => unknown;
}

interface Answer {
  readonly Credentials?: {
    readonly AccessKeyId?: string;
    readonly SecretAccessKey?: string;
    readonly SessionToken?: string;
    readonly Expiration?: Date;
  };
  readonly AssumedRoleUser?: { readonly Arn?: string };
}

/** What the assumer's client takes over from the client that the credentials are for. */
const INHERITED = ["logger", "profile", "requestHandler", "userAgentAppId"] as const;

export function roleAssumers(
  Client: ClientClass,
  AssumeRole: CommandClass,
  AssumeRoleWithWebIdentity: CommandClass,
): RoleAssumers {
  const connect = (options: RoleAssumerOptions, plugins: readonly Plugin[], credentials: object): Sender => {
    const parent = options.parentClientConfig ?? {};
    const inherited = Object.fromEntries(INHERITED.map((key) => [key, options[key] ?? parent[key]]));
    const given = { ...options, ...inherited, ...credentials };
    const region =
      options.region ?? parent.region ?? (() => new Client(given as never).config.region().catch(() => HOME));
    const client = new Client({ ...given, region } as never);
    for (const plugin of plugins) client.middlewareStack.use(plugin as never);
    return client;
  };

  const getDefaultRoleAssumer: RoleAssumers["getDefaultRoleAssumer"] = (options = {}, plugins = []) => {
    let client: Sender | undefined;
    let source: AwsCredentialIdentity;
    return async (given, params) => {
      source = given;
      client ??= connect(options, plugins, { credentialDefaultProvider: () => async () => source });
      const answer = (await client.send(new AssumeRole(params as never) as never)) as Answer;
      return identityOf(answer, "assumeRole", params, { CREDENTIALS_STS_ASSUME_ROLE: "i" });
    };
  };

  const getDefaultRoleAssumerWithWebIdentity: RoleAssumers["getDefaultRoleAssumerWithWebIdentity"] = (
    options = {},
    plugins = [],
  ) => {
    let client: Sender | undefined;
    return async (params) => {
      client ??= connect(options, plugins, {});
      const answer = (await client.send(new AssumeRoleWithWebIdentity(params as never) as never)) as Answer;
      return identityOf(answer, "assumeRoleWithWebIdentity", params, { CREDENTIALS_STS_ASSUME_ROLE_WEB_ID: "k" });
    };
  };

  return {
    getDefaultRoleAssumer,
    getDefaultRoleAssumerWithWebIdentity,
    decorateDefaultCredentialProvider: (provider) => (input) =>
      provider({
        roleAssumer: getDefaultRoleAssumer(input as RoleAssumerOptions),
        roleAssumerWithWebIdentity: getDefaultRoleAssumerWithWebIdentity(input as RoleAssumerOptions),
        ...input,
      }),
  };
}

/** Where roles are assumed when nobody says a region. */
const HOME = "us-east-1";

function identityOf(
  { Credentials, AssumedRoleUser }: Answer,
  call: string,
  params: object,
  $source: object,
): AwsCredentialIdentity {
  if (!Credentials?.AccessKeyId || !Credentials.SecretAccessKey) {
    const { RoleArn } = params as { RoleArn?: string };
    throw new Error(`Invalid response from STS.${call} call with role ${RoleArn}`);
  }
  const accountId = AssumedRoleUser?.Arn?.split(":")[4];
  return {
    accessKeyId: Credentials.AccessKeyId,
    secretAccessKey: Credentials.SecretAccessKey,
    sessionToken: Credentials.SessionToken,
    expiration: Credentials.Expiration,
    ...(accountId ? { accountId } : {}),
    $source,
  } as AwsCredentialIdentity;
}
