/**
 * Everything that goes wrong on this side of the wire, as classes: what a service says stands in `exceptions.ts`.
 *
 * `code` says which error it is (the name that the Python client gives it); `name` is the official JavaScript client's
 * name where that has one (`TimeoutError`, `AbortError`, `CredentialsProviderError`), and the code otherwise. An error
 * that comes from a socket keeps the system's code (`ECONNREFUSED`).
 */

import type { ResponseMetadata } from "./metadata.ts";
export interface SwageErrorOptions {
  readonly cause?: unknown;
  /** In place of the class's own code. */
  readonly code?: string | undefined;
}

export class SwageError extends Error {
  declare readonly code: string;
  /** Present when the error ended a call that had been sent. */
  declare $metadata?: ResponseMetadata;
  constructor(code: string, message: string, options?: SwageErrorOptions, name: string = code) {
    super(message, options);
    this.name = name;
    this.code = options?.code ?? code;
  }
}

/** What does not fit, and where. */
export interface ValidationIssue {
  /** Member names and list indices from the input down. */
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** The input (or, on request, the output) does not fit the model. All problems are in `issues` and in the message. */
export class ParamValidationError extends SwageError {
  declare readonly issues: readonly ValidationIssue[];
  constructor(message: string, issues: readonly ValidationIssue[] = []) {
    super("ParamValidationError", message);
    this.issues = issues;
  }
}

export class NoRegionError extends SwageError {
  constructor(
    message = "Region is missing. You must specify a region: `region`, AWS_REGION, or the shared config file.",
  ) {
    super("NoRegionError", message);
  }
}

export class InvalidRegionError extends SwageError {
  constructor(region: string) {
    super("InvalidRegionError", `Region not accepted: region="${region}" is not a valid hostname component.`);
  }
}

/** No credentials, or none that can be used. */
export class CredentialsProviderError extends SwageError {
  /** False ends the chain instead of asking the next source. */
  declare readonly tryNextLink: boolean;
  constructor(message: string, options: SwageErrorOptions & { readonly tryNextLink?: boolean } = {}) {
    super("CredentialRetrievalError", message, options, "CredentialsProviderError");
    this.tryNextLink = options.tryNextLink ?? true;
  }
}

export class NoCredentialsError extends CredentialsProviderError {
  constructor(message = "Could not load credentials from any providers", options?: SwageErrorOptions) {
    super(message, { code: "NoCredentialsError", ...options, tryNextLink: false });
  }
}

/** A key without its secret, or the other way round. */
export class PartialCredentialsError extends CredentialsProviderError {
  constructor(source: string, missing: string) {
    super(`Partial credentials found in ${source}, missing: ${missing}`, {
      code: "PartialCredentialsError",
      tryNextLink: false,
    });
  }
}

export class ProfileNotFound extends CredentialsProviderError {
  constructor(profile: string) {
    super(`The config profile (${profile}) could not be found`, { code: "ProfileNotFound", tryNextLink: false });
  }
}

export class ConfigParseError extends SwageError {
  constructor(path: string, options?: SwageErrorOptions) {
    super("ConfigParseError", `Unable to parse config file: ${path}`, options);
  }
}

export class EndpointResolutionError extends SwageError {
  constructor(message: string, options?: SwageErrorOptions) {
    super("EndpointResolutionError", message, options, "EndpointError");
  }
}

export class InvalidRetryModeError extends SwageError {
  constructor(mode: unknown) {
    super(
      "InvalidRetryModeError",
      `Invalid value provided to "retryMode": "${mode}" must be one of: standard, adaptive`,
    );
  }
}

export class InvalidMaxRetryAttemptsError extends SwageError {
  constructor(value: unknown) {
    super(
      "InvalidMaxRetryAttemptsError",
      `Value provided to "maxAttempts": ${value} must be an integer greater than or equal to 1.`,
    );
  }
}

/** The name of those that are worth another attempt. */
export const TIMEOUT = "TimeoutError";

export class EndpointConnectionError extends SwageError {
  constructor(url: string, options?: SwageErrorOptions, name?: string) {
    super("EndpointConnectionError", `Could not connect to the endpoint URL: "${url}"`, options, name);
  }
}

export class ConnectTimeoutError extends SwageError {
  constructor(url: string, options?: SwageErrorOptions) {
    super("ConnectTimeoutError", `Connect timeout on endpoint URL: "${url}"`, options, TIMEOUT);
  }
}

export class ReadTimeoutError extends SwageError {
  /** The request had been sent in full, so that the service may have carried it out. */
  declare readonly sent: boolean;
  constructor(url: string, sent: boolean, options?: SwageErrorOptions) {
    super("ReadTimeoutError", `Read timeout on endpoint URL: "${url}"`, options, TIMEOUT);
    this.sent = sent;
  }
}

export class ConnectionClosedError extends SwageError {
  constructor(url: string, options?: SwageErrorOptions) {
    super(
      "ConnectionClosedError",
      `Connection was closed before we received a valid response from endpoint URL: "${url}".`,
      options,
      TIMEOUT,
    );
  }
}

export class SSLError extends SwageError {
  constructor(url: string, options?: SwageErrorOptions) {
    super("SSLError", `SSL validation failed for ${url}`, options);
  }
}

const ABORTED = "Request aborted";

/** The caller's abort signal fired. `cause` is the signal's reason when that is an error. */
export class AbortError extends SwageError {
  constructor(reason: unknown = ABORTED) {
    if (reason instanceof Error) super("AbortError", ABORTED, { cause: reason });
    else super("AbortError", String(reason));
  }
}

export class WaiterError extends SwageError {
  declare readonly waiter: string;
  declare readonly reason: unknown;
  constructor(waiter: string, message: string, reason?: unknown, name = "WaiterError") {
    super("WaiterError", message, {}, name);
    this.waiter = waiter;
    this.reason = reason;
  }
}

export class PaginationError extends SwageError {
  constructor(message: string) {
    super("PaginationError", `Error during pagination: ${message}`);
  }
}

export class OperationNotPageableError extends SwageError {
  constructor(operation: string) {
    super("OperationNotPageableError", `Operation cannot be paginated: ${operation}`);
  }
}

export class UnknownClientMethodError extends SwageError {
  constructor(method: string) {
    super("UnknownClientMethodError", `Client does not have method: ${method}`);
  }
}
