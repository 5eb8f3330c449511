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

  registerError(schema: ErrorSchema, errorClass: ServiceExceptionConstructor): void {
    const id = `${schema[1]}#${schema[2]}`;
    if (!Object.hasOwn(errorClass, "shapeId"))
      Object.defineProperty(errorClass, "shapeId", { value: id, writable: true });
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

  copyFrom(other: TypeRegistry): void {
    copyInto(this.schemas, other.schemas);
    copyInto(this.exceptions, other.exceptions);
  }
}

function copyInto<Key, Value>(target: Map<Key, Value>, source: ReadonlyMap<Key, Value>): void {
  for (const [key, value] of source) if (!target.has(key)) target.set(key, value);
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
    const registry = registries.get(namespace) ?? new TypeRegistry(namespace);
    registry.registerError(schema, errorClass);
    registries.set(namespace, registry);
  }
  return [...registries.values()];
}
