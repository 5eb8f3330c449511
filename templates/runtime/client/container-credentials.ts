/**
 * Credentials from a container's endpoint: AWS_CONTAINER_CREDENTIALS_RELATIVE_URI on the link-local address of ECS, or
 * AWS_CONTAINER_CREDENTIALS_FULL_URI, which must be https or point at this machine or at the known agents.
 */
import { builtin } from "./builtin.ts";
import { readCredentials } from "./credential-answer.ts";
import { CredentialsProviderError } from "./errors.ts";
import type { AwsCredentialIdentity } from "./identity.ts";
import { localRequest, retried } from "./local-http.ts";

/** ECS, and the EKS agent over both families. */
const KNOWN_HOSTS = ["169.254.170.2", "169.254.170.23", "[fd00:ec2::23]", "localhost", "[::1]"];

export async function fromContainer(env: (name: string) => string | undefined): Promise<AwsCredentialIdentity> {
  const relative = env("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI");
  const url = new URL(
    relative === undefined ? (env("AWS_CONTAINER_CREDENTIALS_FULL_URI") as string) : `http://169.254.170.2${relative}`,
  );
  const local = KNOWN_HOSTS.includes(url.hostname) || /^127\.\d+\.\d+\.\d+$/.test(url.hostname);
  if (url.protocol !== "https:" && !local) {
    throw new CredentialsProviderError(
      `AWS_CONTAINER_CREDENTIALS_FULL_URI is not accepted: ${url.href} is neither https nor an address of this machine or its container agent.`,
      { tryNextLink: false },
    );
  }
  const answer = await retried(async () => localRequest(url, "GET", await authorization(env)));
  if (answer.status !== 200) throw new CredentialsProviderError(`${url.origin} answered with status ${answer.status}.`);
  return readCredentials(answer.text, url.origin);
}

/** Read anew each time: the token in the file changes. */
async function authorization(env: (name: string) => string | undefined): Promise<Record<string, string>> {
  const file = env("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE");
  const token =
    file === undefined
      ? env("AWS_CONTAINER_AUTHORIZATION_TOKEN")
      : await (await builtin("node:fs")).promises.readFile(file, "utf8");
  if (token === undefined) return {};
  if (/[\r\n]/.test(token.trimEnd()))
    throw new CredentialsProviderError("The container's authorization token has more than one line.");
  return { authorization: token.trimEnd() };
}
