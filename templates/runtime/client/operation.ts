/** An operation as the runtime runs it: its codec, and what its schema says about sending it. Compiled on first use. */

import { isSynthetic } from "../schema/registry.ts";
import type { CommandSchema, ErrorSchema, OperationSchema } from "../schema/schema.ts";
import { traitsOf } from "../schema/shape.ts";
import type { ServiceFacts } from "../service/facts.ts";
import type { ClientState, Operation } from "../service/state.ts";
import { authOf, SIGV4 } from "../signing/auth-schemes.ts";

/** Those that say something about sending. */
interface OperationTraits {
  readonly idempotent?: unknown;
  readonly http?: readonly unknown[];
}

/** What a command's schema is to the runtime. */
export const schemaOf = ({ schema }: { readonly schema: CommandSchema }): OperationSchema =>
  schema as unknown as OperationSchema;

export function operationOf(state: ClientState, schema: OperationSchema): Operation {
  let operation = state.operations.get(schema);
  if (operation === undefined) {
    const { service } = state;
    const [, , name, traits] = schema;
    const { idempotent, http: [method] = [] } = traitsOf(traits) as OperationTraits;
    const codec = service.protocol.operation(schema, {
      settings: {},
      ...service,
      errorSchema: (code) => errorSchema(service, code),
    });
    const auth = authOf(state, name);
    operation = {
      name,
      schema,
      parts: service.parts,
      codec: service.features?.codec(codec, schema, service) ?? codec,
      repeatable: Boolean(idempotent) || method === "GET" || method === "HEAD",
      auth,
      signed: auth.length === 1 && auth[0]?.schemeId === SIGV4,
    };
    state.operations.set(schema, operation);
  }
  return operation;
}

/**
 * Errors are found by their short name, whatever namespace the wire gives, or else by the code that they have in query
 * protocols.
 */
function errorSchema({ errors }: ServiceFacts, code: string): ErrorSchema | undefined {
  const schemas = errors.flatMap((registry) => [...registry.schemas.values()]).filter((one) => !isSynthetic(one));
  return (
    schemas.findLast(([, , name]) => name === code) ??
    schemas.find(
      ([, , , traits]) => (traits as { readonly awsQueryError?: readonly [string] }).awsQueryError?.[0] === code,
    )
  );
}
