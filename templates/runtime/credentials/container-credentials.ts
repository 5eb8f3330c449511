/**
 * Credentials from a container's endpoint: AWS_CONTAINER_CREDENTIALS_RELATIVE_URI on the link-local address of ECS, or
 * AWS_CONTAINER_CREDENTIALS_FULL_URI, which must be https or point at this machine or at the known agents.
 */
import { builtin } from "../http/builtin.ts";
import { CredentialsProviderError } from "../service/errors.ts";
import type { AwsCredentialIdentity } from "../service/identity.ts";
import { readCredentials } from "./credential-answer.ts";
import { askLocally } from "./local-http.ts";

/** ECS, the EKS agent over both families, and this machine. */
const LOCAL = /^(169\.254\.170\.23?|\[fd00:ec2::23\]|localhost|\[::1\]|127\.\d+\.\d+\.\d+)$/;

export async function fromContainer(env: (name: string) => string | undefined): Promise<AwsCredentialIdentity> {
  const relative = env("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI");
  const url = new URL(
    relative === undefined ? (env("AWS_CONTAINER_CREDENTIALS_FULL_URI") as string) : `http://169.254.170.2${relative}`,
  );
  if (url.protocol !== "https:" && !LOCAL.test(url.hostname)) {
    throw new CredentialsProviderError(
      `AWS_CONTAINER_CREDENTIALS_FULL_URI is not accepted: ${url.href} is neither https nor an address of this machine or its container agent.`,
      { tryNextLink: false },
    );
  }
  return readCredentials(await askLocally(url.origin, url, "GET", () => authorization(env)), url.origin);
}

/** Read anew each time: the token in the file changes. */
async function authorization(env: (name: string) => string | undefined): Promise<Record<string, string>> {
  const file = env("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE");
  const token =
    file === undefined
      ? env("AWS_CONTAINER_AUTHORIZATION_TOKEN")
      : await (await builtin("node:fs")).promises.readFile(file, "utf8");
  if (token === undefined) return {};
  const authorization = token.trimEnd();
  if (/[\r\n]/.test(authorization))
    throw new CredentialsProviderError("The container's authorization token has more than one line.");
  return { authorization };
}
