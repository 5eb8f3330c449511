/** The options that every command has (C14), in the order of the help page. What they mean is decided where they are used. */

export interface GlobalOption {
  readonly name: string;
  /** A flag takes no value. */
  readonly flag?: boolean;
  readonly integer?: boolean;
  readonly choices?: readonly string[];
}

export const OUTPUTS = ["json", "text", "table", "yaml", "yaml-stream", "off"] as const;
export const ERROR_FORMATS = ["legacy", "json", "yaml", "text", "table", "enhanced"] as const;
export const BINARY_FORMATS = ["base64", "raw-in-base64-out"] as const;
const COLORS = ["on", "off", "auto"] as const;

export const GLOBAL_OPTIONS: readonly GlobalOption[] = [
  { name: "debug", flag: true },
  { name: "endpoint-url" },
  { name: "no-verify-ssl", flag: true },
  { name: "no-paginate", flag: true },
  { name: "output", choices: OUTPUTS },
  { name: "query" },
  { name: "profile" },
  { name: "region" },
  { name: "version", flag: true },
  { name: "color", choices: COLORS },
  { name: "no-sign-request", flag: true },
  { name: "ca-bundle" },
  { name: "cli-read-timeout", integer: true },
  { name: "cli-connect-timeout", integer: true },
  { name: "cli-binary-format", choices: BINARY_FORMATS },
  { name: "no-cli-pager", flag: true },
  { name: "cli-auto-prompt", flag: true },
  { name: "no-cli-auto-prompt", flag: true },
  { name: "cli-error-format", choices: ERROR_FORMATS },
];

/** What stood on the line; flags are `true`. */
export type Globals = Readonly<Partial<Record<string, string | true>>>;
