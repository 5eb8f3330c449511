/** The package's client, as the global options want it (C14). Everything that they do not say is left to the client (C15). */
import { readFileSync } from "node:fs";
import { Failure, paramFailure } from "./failure.ts";
import type { Globals } from "./globals.ts";
import type { Invocation } from "./invocation.ts";
import { expandPath, systemReason } from "./param-file.ts";
import type { Settings } from "./settings.ts";
import type { CliClient, ClientConstructor, ClientModule, World } from "./world.ts";

/** What a call ends with when there is nobody to answer it. */
export const STUBBED = "no request is sent for a skeleton";

/** A handler that refuses to send: for skeletons, which are checked like a call. */
export function stubHandler(): object {
  return { handle: () => Promise.reject(new Error(STUBBED)), destroy: () => {} };
}

export async function makeClient(
  { globals, index, world }: Invocation,
  module: ClientModule,
  settings: Settings,
  handler: object | undefined,
): Promise<CliClient> {
  const Client = module[index.client] as ClientConstructor | undefined;
  if (Client === undefined) throw new Failure(255, `${index.client} is not exported by ${index.package}`);
  chooseProfile(globals, world);
  return new Client({
    ...text("region", globals.region),
    ...text("profile", globals.profile),
    ...text("endpoint", globals["endpoint-url"]),
    ...(globals["no-sign-request"] || handler !== undefined ? { sign: false } : {}),
    requestHandler: handler ?? (await handlerOptions(globals, settings, world)),
    validate: { input: settings.validates ? "throw" : "off", level: "cli" },
    customUserAgent: [["swage-cli", index.swage]],
    ...(globals.debug ? { logger: stderrLogger(world) } : {}),
  });
}

function text(key: string, value: string | true | undefined): Readonly<Record<string, string>> {
  return typeof value === "string" ? { [key]: value } : {};
}

/**
 * The client knows `AWS_PROFILE` alone. A profile from the environment must not arrive as an explicit one: that would beat
 * credentials in the environment (C21, 15).
 */
function chooseProfile(globals: Globals, world: World): void {
  const { AWS_PROFILE, AWS_DEFAULT_PROFILE } = world.env;
  if (globals.profile !== undefined || AWS_PROFILE || !AWS_DEFAULT_PROFILE) return;
  process.env.AWS_PROFILE = AWS_DEFAULT_PROFILE;
}

const SECONDS = 60;

/** Timeouts in seconds, 0 for none. Certificates are checked unless told otherwise. */
async function handlerOptions(globals: Globals, settings: Settings, world: World): Promise<object> {
  const options = {
    connectionTimeout: milliseconds(globals, "cli-connect-timeout"),
    socketTimeout: milliseconds(globals, "cli-read-timeout"),
  };
  if (globals["no-verify-ssl"] === undefined && settings.caBundle === undefined) return options;
  const trust = globals["no-verify-ssl"]
    ? { rejectUnauthorized: false }
    : { ca: certificates(settings.caBundle ?? "", world) };
  const { Agent } = await import("node:https");
  return { ...options, httpsAgent: new Agent({ keepAlive: true, ...trust }) };
}

function milliseconds(globals: Globals, name: string): number {
  const value = globals[name];
  const seconds = typeof value === "string" ? Number(value) : SECONDS;
  if (seconds < 0) throw paramFailure(`Bad value for --${name}: ${seconds}, must not be negative`);
  return seconds * 1000;
}

function certificates(given: string, world: World): Buffer {
  const path = expandPath(given, world);
  try {
    return readFileSync(path);
  } catch (error) {
    throw new Failure(255, `The CA bundle cannot be read: ${systemReason(path, error)}`, { cause: error });
  }
}

/** `--debug`: everything that the client says, on stderr. */
function stderrLogger(world: World): object {
  const say = (...content: readonly unknown[]): void => {
    const line = content.map((one) => (typeof one === "string" ? one : JSON.stringify(one, null, 2))).join(" ");
    world.stderr.write(`${new Date().toISOString()} ${line}\n`);
  };
  return { trace: say, debug: say, info: say, warn: say, error: say };
}
