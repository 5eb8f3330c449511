/** The JSON in which container endpoints, instance metadata and credential processes give credentials. */

import { present } from "../client/present.ts";
import { CredentialsProviderError } from "../service/errors.ts";
import type { AwsCredentialIdentity } from "../service/identity.ts";

interface Answer {
  readonly AccessKeyId?: unknown;
  readonly SecretAccessKey?: unknown;
  readonly Token?: unknown;
  readonly SessionToken?: unknown;
  readonly Expiration?: unknown;
  readonly AccountId?: unknown;
}

const text = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

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
  const { AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey, Expiration, AccountId } = answer;
  if (typeof accessKeyId !== "string" || typeof secretAccessKey !== "string")
    throw refusal("no AccessKeyId and SecretAccessKey.");
  const expiration = typeof Expiration === "string" ? new Date(Expiration) : undefined;
  if (Number.isNaN(expiration?.getTime())) throw refusal(`an Expiration that is no time: ${String(Expiration)}`);
  const sessionToken = text(answer.Token ?? answer.SessionToken);
  return { accessKeyId, secretAccessKey, ...present({ sessionToken, expiration, accountId: text(AccountId) }) };
}
