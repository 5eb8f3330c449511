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

type Environment = (name: string) => string | undefined;

/** Undefined where the environment names no such endpoint. */
export async function fromContainer(env: Environment): Promise<AwsCredentialIdentity | undefined> {
  const say: Environment = (name) => env(`AWS_CONTAINER_${name}`);
  const relative = say("CREDENTIALS_RELATIVE_URI");
  const address = relative ? `http://169.254.170.2${relative}` : say("CREDENTIALS_FULL_URI");
  if (!address) return undefined;
  const url = new URL(address);
  if (url.protocol !== "https:" && !LOCAL.test(url.hostname)) {
    throw new CredentialsProviderError(
      `AWS_CONTAINER_CREDENTIALS_FULL_URI is not accepted: ${url.href} is neither https nor an address of this machine or its container agent.`,
      { tryNextLink: false },
    );
  }
  return readCredentials(await askLocally(url.origin, url, "GET", () => authorization(say)), url.origin);
}

/** Read anew each time: the token in the file changes. */
async function authorization(say: Environment): Promise<Record<string, string>> {
  const file = say("AUTHORIZATION_TOKEN_FILE");
  const token = file ? await (await builtin("node:fs")).promises.readFile(file, "utf8") : say("AUTHORIZATION_TOKEN");
  if (token === undefined) return {};
  const authorization = token.trimEnd();
  if (/[\r\n]/.test(authorization))
    throw new CredentialsProviderError("The container's authorization token has more than one line.");
  return { authorization };
}
