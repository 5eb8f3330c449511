/** What is sent and what was read fits the model: the checker looks at it, as the client is told. */
import { check, validationMessage } from "../kinds/check.ts";
import type { SchemaRef } from "../schema/schema.ts";
import { ParamValidationError } from "../service/errors.ts";
import type { ServiceClientResolvedConfig } from "../service/settings.ts";
import type { Operation } from "../service/state.ts";
import { isSilent } from "./logging.ts";

/** The input as it was given. Throws `ParamValidationError` with all problems, unless the client is told otherwise. */
export function checkedInput(
  config: ServiceClientResolvedConfig,
  operation: Operation,
  input: object,
): Record<string, unknown> {
  const { input: mode = "throw" } = config.validate;
  if (mode !== "off") validate(config, operation, mode, operation.schema[4], input);
  return input as Record<string, unknown>;
}

export function checkOutput(config: ServiceClientResolvedConfig, operation: Operation, output: object): void {
  const { output: mode = "off" } = config.validate;
  if (mode === "off") return;
  const { $metadata, ...members } = output as Record<string, unknown>;
  validate(config, operation, mode, operation.schema[5], members);
}

function validate(
  { logger, validate: { level = "sdk" } }: ServiceClientResolvedConfig,
  { parts }: Operation,
  mode: "warn" | "throw",
  schema: SchemaRef,
  value: object,
): void {
  const issues = check(schema, value, level, parts);
  if (issues.length === 0) return;
  const message = validationMessage(issues);
  if (mode === "throw") throw new ParamValidationError(message, issues);
  (isSilent(logger) ? console : logger).warn(message);
}
