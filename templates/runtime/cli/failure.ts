/**
 * A failure that the program knows how to tell: its exit code, and what its message looks like. Codes as in C13.1:
 * 252 command line or parameters, 253 configuration, 254 the service, 255 everything else. It renders nothing.
 */

export type ExitCode = 130 | 252 | 253 | 254 | 255;

export interface FailureOptions {
  /** `ParamValidation`, `NoRegion`, a service's error code: stands in `An error occurred (…)`. Absent: the bare text. */
  readonly code?: string;
  /** Append the usage text. */
  readonly usage?: boolean;
  /** `when calling the … operation`, with what stands behind it. Service errors only. */
  readonly operation?: string;
  /** Modelled members of a service error, ready to print. */
  readonly members?: Readonly<Record<string, unknown>>;
  /** Unknown options: usage first, always plain (C13.2). */
  readonly usageFirst?: boolean;
  readonly cause?: unknown;
}

export class Failure extends Error {
  readonly exitCode: ExitCode;
  readonly options: FailureOptions;
  constructor(exitCode: ExitCode, message: string, options: FailureOptions = {}) {
    super(message, "cause" in options ? { cause: options.cause } : undefined);
    this.name = "Failure";
    this.exitCode = exitCode;
    this.options = options;
  }
}

/** Not `instanceof`: the parts of the program are bundled apart, and each has its own class. */
export function isFailure(error: unknown): error is Failure {
  return error instanceof Error && error.name === "Failure" && "exitCode" in error;
}

/** A command line that does not parse: 252, with the usage. */
export function usageFailure(message: string): Failure {
  return new Failure(252, message, { code: "ParamValidation", usage: true });
}

/** An option whose value does not fit: 252, named. */
export function valueFailure(option: string, message: string): Failure {
  return paramFailure(`Error parsing parameter '${option}': ${message}`);
}

/** Any other problem with parameters: 252. */
export function paramFailure(message: string): Failure {
  return new Failure(252, message, { code: "ParamValidation" });
}
