/** What a call sends is complete and fits the model: idempotency tokens are filled in, then the checker looks at it. */
import { idempotencyToken } from "../protocols/idempotency.ts";
import { check, validationMessage } from "./check.ts";
import { ParamValidationError } from "./errors.ts";
import { isSilent } from "./logging.ts";
import type { SchemaRef } from "./schema.ts";
import type { ServiceClientResolvedConfig } from "./settings.ts";
import type { Operation } from "./state.ts";

/** The input to serialize. Throws `ParamValidationError` with all problems, unless the client is told otherwise. */
export function prepareInput(
  config: ServiceClientResolvedConfig,
  operation: Operation,
  given: object,
): Record<string, unknown> {
  let input = given as Record<string, unknown>;
  for (const name of operation.tokens) input = { ...input, [name]: input[name] ?? idempotencyToken() };
  validate(config, config.validate.input ?? "throw", operation.schema[4], input);
  return input;
}

export function checkOutput(
  config: ServiceClientResolvedConfig,
  operation: Operation,
  output: Record<string, unknown>,
): void {
  const mode = config.validate.output ?? "off";
  if (mode === "off") return;
  const { $metadata, ...members } = output;
  validate(config, mode, operation.schema[5], members);
}

function validate(
  config: ServiceClientResolvedConfig,
  mode: "off" | "warn" | "throw",
  schema: SchemaRef,
  value: Record<string, unknown>,
): void {
  if (mode === "off") return;
  const issues = check(schema, value, config.validate.level ?? "sdk");
  if (issues.length === 0) return;
  const message = validationMessage(issues);
  if (mode === "throw") throw new ParamValidationError(message, issues);
  (isSilent(config.logger) ? console : config.logger).warn(message);
}
