/**
 * Error classes by code. The interface is that of Smithy's `TypeRegistry`, as far as protocols use it, so that the
 * official protocol classes find our error classes; there is no registry that all packages share.
 */
import type { ErrorSchema } from "./schema.ts";

export interface ServiceExceptionConstructor {
  new (options: never): Error;
}

export class TypeRegistry {
  readonly namespace: string;
  /** By `namespace#name`. */
  readonly schemas: Map<string, ErrorSchema> = new Map();
  readonly exceptions: Map<ErrorSchema, ServiceExceptionConstructor> = new Map();
  constructor(namespace: string) {
    this.namespace = namespace;
  }

  /** What is known already stays. */
  registerError(schema: ErrorSchema, errorClass: ServiceExceptionConstructor & { shapeId?: string }): void {
    const id = `${schema[1]}#${schema[2]}`;
    if (this.schemas.has(id)) return;
    if (!Object.hasOwn(errorClass, "shapeId")) errorClass.shapeId = id;
    this.schemas.set(id, schema);
    this.exceptions.set(schema, errorClass);
  }

  /** By full id, or by a name that is in here once. Throws when there is none. */
  getSchema(shapeId: string): ErrorSchema {
    const found = this.schemas.get(shapeId.includes("#") ? shapeId : `${this.namespace}#${shapeId}`);
    if (!found) throw new Error(`schema not found for ${shapeId}`);
    return found;
  }

  getErrorCtor(schema: ErrorSchema): ServiceExceptionConstructor | undefined {
    return this.exceptions.get(schema);
  }

  /** The schema of the service's base exception. */
  getBaseException(): ErrorSchema | undefined {
    return this.find(isSynthetic);
  }

  find(predicate: (schema: ErrorSchema) => boolean): ErrorSchema | undefined {
    return [...this.schemas.values()].find(predicate);
  }

  copyFrom({ exceptions }: TypeRegistry): void {
    for (const [schema, errorClass] of exceptions) this.registerError(schema, errorClass);
  }
}

/** Whether a schema is that of a base exception, which no model has. */
export function isSynthetic([, namespace]: ErrorSchema): boolean {
  return namespace.startsWith("smithy.ts.sdk.synthetic.");
}

/** One registry a namespace, in the order in which the namespaces first occur. */
export function typeRegistries(
  errors: readonly (readonly [schema: ErrorSchema, errorClass: ServiceExceptionConstructor])[],
): TypeRegistry[] {
  const registries = new Map<string, TypeRegistry>();
  for (const [schema, errorClass] of errors) {
    const [, namespace] = schema;
    if (!registries.has(namespace)) registries.set(namespace, new TypeRegistry(namespace));
    registries.get(namespace)?.registerError(schema, errorClass);
  }
  return [...registries.values()];
}
