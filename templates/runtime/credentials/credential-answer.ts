/** The JSON in which container endpoints, instance metadata and credential processes give credentials. */

import { present } from "../client/present.ts";
import { CredentialsProviderError } from "../service/errors.ts";
import type { AwsCredentialIdentity } from "../service/identity.ts";

interface Answer {
  readonly AccessKeyId?: unknown;
  readonly SecretAccessKey?: unknown;
  readonly Token?: string | null;
  readonly SessionToken?: string | null;
  readonly Expiration?: string | null;
  readonly AccountId?: string | null;
}

/** Throws when the text is not JSON or lacks the key or its secret; `source` says in the message who gave it. */
export function readCredentials(json: string, source: string): AwsCredentialIdentity {
  const refusal = (what: string, options?: object): Error =>
    new CredentialsProviderError(`${source} gave ${what}`, options);
  let answer: Answer;
  try {
    answer = JSON.parse(json) as Answer;
  } catch (cause) {
    throw refusal("no valid JSON.", { cause });
  }
  const { AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey, Expiration, AccountId: accountId } = answer;
  if (typeof accessKeyId !== "string" || typeof secretAccessKey !== "string")
    throw refusal("no AccessKeyId and SecretAccessKey.");
  const expiration = Expiration ? new Date(Expiration) : undefined;
  if (Number.isNaN(expiration?.getTime())) throw refusal(`an Expiration that is no time: ${Expiration}`);
  const sessionToken = answer.Token ?? answer.SessionToken;
  return present({ accessKeyId, secretAccessKey, sessionToken, expiration, accountId }) as AwsCredentialIdentity;
}

export const isExpired = ({ expiration }: AwsCredentialIdentity): boolean => Number(expiration) < Date.now();
