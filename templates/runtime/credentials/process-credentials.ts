/** Credentials that a program prints: `credential_process` of a profile. The command runs in the platform's shell, as elsewhere. */
import { builtin } from "../http/builtin.ts";
import { CredentialsProviderError } from "../service/errors.ts";
import type { AwsCredentialIdentity } from "../service/identity.ts";
import { isExpired, readCredentials } from "./credential-answer.ts";

export async function fromProcess(command: string, profile: string): Promise<AwsCredentialIdentity> {
  const { exec } = await builtin("node:child_process");
  const source = `credential_process of profile ${profile}`;
  const output = await new Promise<string>((resolve, reject) => {
    exec(command, (cause, stdout) => {
      if (cause) reject(new CredentialsProviderError(`${source} failed: ${cause.message}`, { cause }));
      else resolve(stdout);
    });
  });
  const credentials = readCredentials(output, source);
  if ((JSON.parse(output) as { Version?: unknown }).Version !== 1) {
    throw new CredentialsProviderError(`${source} did not give Version 1.`);
  }
  if (isExpired(credentials)) throw new CredentialsProviderError(`${source} gave expired credentials.`);
  return credentials;
}
