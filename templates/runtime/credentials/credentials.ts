/**
 * Where credentials are found when the caller gives none. The first source that has some wins:
 *
 *   1  environment                         AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY (passed over when `profile` is said)
 *   2  assume-role profile                 role_arn with source_profile or credential_source              outside
 *   3  web identity                        profile, or AWS_WEB_IDENTITY_TOKEN_FILE with AWS_ROLE_ARN      outside
 *   4  single sign-on                      sso_session, sso_start_url, sso_account_id                     outside
 *   5  shared credentials file             aws_access_key_id, aws_secret_access_key
 *   6  login session                       login_session                                                  outside
 *   7  credential_process                  a program that prints them
 *   8  shared config file                  aws_access_key_id, aws_secret_access_key
 *   9  container                           AWS_CONTAINER_CREDENTIALS_RELATIVE_URI, _FULL_URI
 *  10  instance metadata                   version 2; off with AWS_EC2_METADATA_DISABLED
 *
 * Source: the client specification, configuration and credentials. "Outside" is `@aws-sdk/credential-provider-node`, an
 * optional peer that is imported only when a profile or the environment asks for it.
 */

import { present } from "../client/present.ts";
import {
  CredentialsProviderError,
  NoCredentialsError,
  PartialCredentialsError,
  ProfileNotFound,
} from "../service/errors.ts";
import type { AwsCredentialIdentity } from "../service/identity.ts";
import { fromContainer } from "./container-credentials.ts";
import { fromInstanceMetadata } from "./instance-credentials.ts";
import { fromProcess } from "./process-credentials.ts";
import type { IniSection, SharedFiles } from "./shared-files.ts";

export interface CredentialSearch {
  /** What the caller said, not what AWS_PROFILE says. */
  readonly profile: string | undefined;
  readonly files: () => Promise<SharedFiles>;
  readonly region: () => Promise<string>;
  readonly env: (name: string) => string | undefined;
  readonly properties: Record<string, unknown> | undefined;
}

const OUTSIDE = "@aws-sdk/credential-provider-node";

/** Throws `CredentialsProviderError`: partial credentials, a profile that is not there, or none at all. */
export async function findCredentials(search: CredentialSearch): Promise<AwsCredentialIdentity> {
  const { env } = search;
  const inEnvironment = search.profile === undefined && fromEnvironment(env);
  if (inEnvironment) return inEnvironment;

  const files = await search.files();
  const named = search.profile ?? env("AWS_PROFILE");
  if (named !== undefined && files.missing) throw new ProfileNotFound(named);
  const profile: IniSection = { ...files.config, ...files.credentials };

  const outside = outsideReason(profile, env, search.profile !== undefined);
  const inFile = (!outside || outside === "login_session") && fromFile(files, "credentials");
  if (inFile) return inFile;
  if (outside) return fromOutside(search, files.profile, outside);
  if (profile.credential_process) return fromProcess(profile.credential_process, files.profile);
  const found = fromFile(files, "config") ?? (await fromContainer(env));
  if (found) return found;
  if (!/^(false)?$/i.test(env("AWS_EC2_METADATA_DISABLED") ?? "")) throw new NoCredentialsError();
  return fromInstanceMetadata(env, files.config).catch((cause: unknown) => {
    throw new NoCredentialsError(undefined, { cause });
  });
}

/** In shared files; the environment has them in capitals. */
const KEYS = [
  "aws_access_key_id",
  "aws_secret_access_key",
  "aws_session_token",
  "aws_credential_scope",
  "aws_account_id",
] as const;

function fromEnvironment(env: CredentialSearch["env"]): AwsCredentialIdentity | undefined {
  const names = KEYS.map((key) => key.toUpperCase());
  return identityOf(names, env, "env", env("AWS_CREDENTIAL_EXPIRATION"));
}

function fromFile(files: SharedFiles, kind: "config" | "credentials"): AwsCredentialIdentity | undefined {
  const section = files[kind];
  const source = `profile ${files.profile} of the shared ${kind} file`;
  // A secret without its key says nothing here.
  return section[KEYS[0]] ? identityOf(KEYS, (name) => section[name], source) : undefined;
}

/** What the five names stand for, in this order. Undefined when there is neither key nor secret. */
function identityOf(
  names: readonly string[],
  find: (name: string) => string | undefined,
  source: string,
  expires?: string,
): AwsCredentialIdentity | undefined {
  const [accessKeyId, secretAccessKey, sessionToken, credentialScope, accountId] = names.map(find);
  if (accessKeyId && secretAccessKey) {
    const expiration = expires && new Date(expires);
    const identity = { accessKeyId, secretAccessKey, sessionToken, credentialScope, accountId, expiration };
    return present(identity) as AwsCredentialIdentity;
  }
  if (accessKeyId === secretAccessKey) return undefined;
  throw new PartialCredentialsError(source, names[accessKeyId ? 1 : 0] as string);
}

const TOKEN_FILE = "AWS_WEB_IDENTITY_TOKEN_FILE";

/** The setting that needs the outside package, if there is one. */
function outsideReason(profile: IniSection, env: CredentialSearch["env"], said: boolean): string | undefined {
  const settings = "role_arn web_identity_token_file sso_session sso_start_url sso_account_id login_session";
  const setting = settings.split(" ").find((name) => profile[name] !== undefined);
  return setting ?? (!said && env(TOKEN_FILE) && env("AWS_ROLE_ARN") ? TOKEN_FILE : undefined);
}

type OutsideModule = {
  defaultProvider(init: object): (properties?: object) => Promise<AwsCredentialIdentity>;
};

async function fromOutside(search: CredentialSearch, profile: string, reason: string): Promise<AwsCredentialIdentity> {
  const inProfile = reason !== TOKEN_FILE;
  let module: OutsideModule;
  try {
    module = (await import("@aws-sdk/credential-provider-node")) as unknown as OutsideModule;
  } catch (cause) {
    throw new CredentialsProviderError(
      `${inProfile ? `Profile ${profile}` : "The environment"} sets ${reason}, which needs the package ${OUTSIDE}. Install it next to this client: npm i ${OUTSIDE}`,
      { cause, tryNextLink: false },
    );
  }
  const chosen = inProfile && { profile };
  return module.defaultProvider({ ...chosen, clientConfig: { region: search.region } })(search.properties);
}
