/** The JSON in which container endpoints, instance metadata and credential processes give credentials. */
import { CredentialsProviderError } from "./errors.ts";
import type { AwsCredentialIdentity } from "./identity.ts";

interface Answer {
  readonly AccessKeyId?: unknown;
  readonly SecretAccessKey?: unknown;
  readonly Token?: unknown;
  readonly SessionToken?: unknown;
  readonly Expiration?: unknown;
  readonly AccountId?: unknown;
}

/** Throws when the text is not JSON or lacks the key or its secret; `source` says in the message who gave it. */
export function readCredentials(text: string, source: string): AwsCredentialIdentity {
  let answer: Answer;
  try {
    answer = JSON.parse(text) as Answer;
  } catch (cause) {
    throw new CredentialsProviderError(`${source} gave no valid JSON.`, { cause });
  }
  const { AccessKeyId, SecretAccessKey, Expiration, AccountId } = answer;
  if (typeof AccessKeyId !== "string" || typeof SecretAccessKey !== "string") {
    throw new CredentialsProviderError(`${source} gave no AccessKeyId and SecretAccessKey.`);
  }
  const token = answer.Token ?? answer.SessionToken;
  const expiration = typeof Expiration === "string" ? new Date(Expiration) : undefined;
  if (expiration !== undefined && Number.isNaN(expiration.getTime())) {
    throw new CredentialsProviderError(`${source} gave an Expiration that is no time: ${String(Expiration)}`);
  }
  return {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    ...(typeof token === "string" ? { sessionToken: token } : {}),
    ...(expiration === undefined ? {} : { expiration }),
    ...(typeof AccountId === "string" ? { accountId: AccountId } : {}),
  };
}
