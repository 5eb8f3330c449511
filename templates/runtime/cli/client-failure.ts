/** What the client throws, as a failure with an exit code (C13.1). Knows errors by their names, not by their classes. */
import { Failure, isFailure } from "./failure.ts";
import { type OutputContext, outputValue } from "./output-value.ts";
import type { Printable } from "./printable.ts";
import type { Command, Key, Shape } from "./table.ts";
import type { CliClient } from "./world.ts";

interface ClientError extends Error {
  readonly code?: unknown;
  readonly $fault?: unknown;
  readonly $metadata?: { readonly attempts?: number; readonly httpStatusCode?: number };
}

export async function clientFailure(
  error: unknown,
  command: Command,
  context: OutputContext,
  client?: CliClient,
): Promise<Failure> {
  if (isFailure(error)) return error;
  const thrown = (error instanceof Error ? error : new Error(String(error))) as ClientError;
  if (thrown.$fault !== undefined) return serviceFailure(thrown, command, context, client);
  for (const [names, exitCode, code] of KNOWN) {
    if (names.some((name) => name === thrown.name || name === thrown.code)) {
      return new Failure(exitCode, HINTS[code] ?? thrown.message, { code, cause: error });
    }
  }
  return new Failure(255, thrown.message.replace(FOR_PROGRAMS, ""), { cause: error });
}

const KNOWN: readonly (readonly [names: readonly string[], exitCode: 252 | 253, code: string])[] = [
  [["ParamValidationError"], 252, "ParamValidation"],
  [["NoRegionError"], 253, "NoRegion"],
  [["NoIdentityError"], 253, "NoIdentity"],
  [["NoCredentialsError"], 253, "NoCredentials"],
];

/** Where a program finds the answer that could not be read: nothing to somebody at a terminal. */
const FOR_PROGRAMS = /\n {2}Deserialization error: .*$/s;

const HINTS: Readonly<Record<string, string>> = {
  NoRegion: 'You must specify a region. You can also configure your region by running "aws configure".',
  NoCredentials: 'Unable to locate credentials. You can configure credentials by running "aws configure".',
};

/** What the client calls an error whose answer names no code; the status stands for it then (K7.1). */
const NAMELESS = "Unknown";

/** The service's answer: its code, text and modelled members. The number of retries stands there once they ran out. */
async function serviceFailure(
  error: ClientError,
  command: Command,
  context: OutputContext,
  client: CliClient | undefined,
): Promise<Failure> {
  const attempts = error.$metadata?.attempts;
  const most = await client?.config?.maxAttempts?.().catch(() => undefined);
  const exhausted = attempts !== undefined && most !== undefined && attempts >= most;
  const retries = exhausted ? ` (reached max retries: ${attempts - 1})` : "";
  return new Failure(254, error.message, {
    code: error.name === NAMELESS ? String(error.$metadata?.httpStatusCode ?? NAMELESS) : error.name,
    operation: `${command.operation} operation${retries}`,
    members: errorMembers(error, command, context),
    cause: error,
  });
}

/** Members that every error has, and that its message shows anyway. */
const SHOWN_ANYWAY: ReadonlySet<string> = new Set(["code", "message"]);

/** As the error's own shape says, where the table has it. */
function errorMembers(
  error: ClientError,
  { errors, shapes }: Command,
  context: OutputContext,
): Readonly<Record<string, Printable>> {
  const key = errors.find((one) => codeOf(shapes[one], one) === error.name);
  const shape = shapes[key ?? ""];
  if (shape === undefined || !("members" in shape)) return {};
  const values = error as unknown as Readonly<Record<string, unknown>>;
  const shaped = outputValue(key, values, context);
  const members: Record<string, Printable> = {};
  for (const name of Object.keys(shape.members)) {
    const value = shaped[name] ?? values[name];
    if (SHOWN_ANYWAY.has(name.toLowerCase()) || value === undefined || value === null) continue;
    members[name] = value as Printable;
  }
  return members;
}

const codeOf = (shape: Shape | undefined, key: Key): string =>
  (shape !== undefined && "error" in shape ? shape.error?.code : undefined) ?? shape?.name ?? key;
