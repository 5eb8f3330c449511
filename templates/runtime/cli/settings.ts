/**
 * What is decided outside the line: the profile's settings and the environment, below the options (C15.1). Only what the
 * command line itself needs; region, endpoint, retries and credentials are the client's business.
 */
import { readSharedFiles, type SharedFiles } from "../credentials/shared-files.ts";
import { Failure } from "./failure.ts";
import { BINARY_FORMATS, ERROR_FORMATS, type Globals, OUTPUTS } from "./globals.ts";
import type { BinaryFormat } from "./input-value.ts";
import type { TimestampStyle } from "./timestamp-text.ts";
import type { World } from "./world.ts";

export type Output = (typeof OUTPUTS)[number];
export type ErrorFormat = (typeof ERROR_FORMATS)[number];

export interface Settings {
  readonly output: Output;
  readonly timestamps: TimestampStyle;
  readonly binary: BinaryFormat;
  /** Words of the pager; empty: none. */
  readonly pager: readonly string[];
  readonly caBundle?: string;
  /** False leaves it to the service to find what is wrong with parameters. */
  readonly validates: boolean;
}

/** Reads the files of the chosen profile. Throws 253 for a value that is none of the choices, 255 for a profile that is not there. */
export async function readSettings(globals: Globals, world: World): Promise<Settings> {
  const files = await profileFiles(globals, world);
  if (files.missing && files.profile !== "default") {
    throw new Failure(255, `The config profile (${files.profile}) could not be found`);
  }
  const { config } = files;
  const output = chosen(
    "output",
    OUTPUTS,
    optionOf(globals, "output"),
    set(world, "AWS_DEFAULT_OUTPUT"),
    config.output,
  );
  const binary = chosen(
    "cli_binary_format",
    BINARY_FORMATS,
    optionOf(globals, "cli-binary-format"),
    config.cli_binary_format,
  );
  const caBundle = optionOf(globals, "ca-bundle") ?? set(world, "AWS_CA_BUNDLE") ?? config.ca_bundle;
  return {
    output: output ?? "json",
    timestamps: chosen("cli_timestamp_format", TIMESTAMPS, config.cli_timestamp_format) ?? "iso8601",
    binary: binary ?? "base64",
    validates: config.parameter_validation?.toLowerCase() !== "false",
    pager: globals["no-cli-pager"] ? [] : pagerWords(world.env.AWS_PAGER ?? config.cli_pager ?? world.env.PAGER),
    ...(caBundle === undefined ? {} : { caBundle }),
  };
}

const TIMESTAMPS = ["iso8601", "wire"] as const;

/** The format of errors; never throws. A value that is none of the choices: `invalid` names it. */
export async function readErrorFormat(
  globals: Globals,
  world: World,
): Promise<{ readonly format: ErrorFormat; readonly invalid?: string }> {
  let value = optionOf(globals, "cli-error-format") ?? set(world, "AWS_CLI_ERROR_FORMAT");
  if (value === undefined) {
    const files = await profileFiles(globals, world).catch(() => undefined);
    value = files?.config.cli_error_format;
  }
  if (value === undefined) return { format: "enhanced" };
  const format = ERROR_FORMATS.find((one) => one === value);
  return format === undefined ? { format: "enhanced", invalid: value } : { format };
}

function profileFiles(globals: Globals, world: World): Promise<SharedFiles> {
  const profile = optionOf(globals, "profile") ?? set(world, "AWS_PROFILE") ?? set(world, "AWS_DEFAULT_PROFILE");
  return readSharedFiles(profile ?? "default", (name) => set(world, name));
}

function optionOf(globals: Globals, name: string): string | undefined {
  const value = globals[name];
  return value === true ? undefined : value;
}

/** An empty variable counts as none. */
function set({ env }: World, name: string): string | undefined {
  return env[name] || undefined;
}

/** The first value that is said; it must be one of the choices. */
function chosen<Choice extends string>(
  name: string,
  choices: readonly Choice[],
  ...values: readonly (string | undefined)[]
): Choice | undefined {
  const value = values.find((one) => one !== undefined);
  if (value === undefined) return undefined;
  const found = choices.find((one) => one === value);
  if (found !== undefined) return found;
  throw new Failure(253, `Unknown ${name}: ${value}, must be one of: ${choices.join(", ")}`, { code: "Configuration" });
}

/** An empty text switches the pager off. */
function pagerWords(text: string | undefined): readonly string[] {
  if (text === undefined) return [process.platform === "win32" ? "more" : "less"];
  return text.split(/\s+/).filter((word) => word !== "");
}
