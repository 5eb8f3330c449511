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
    if (found === undefined) throw new Error(`schema not found for ${shapeId}`);
    return found;
  }

  getErrorCtor(schema: ErrorSchema): ServiceExceptionConstructor | undefined {
    return this.exceptions.get(schema);
  }

  /** The schema of the service's base exception. */
  getBaseException(): ErrorSchema | undefined {
    return this.find((schema) => schema[1].startsWith("smithy.ts.sdk.synthetic."));
  }

  find(predicate: (schema: ErrorSchema) => boolean): ErrorSchema | undefined {
    for (const schema of this.schemas.values()) if (predicate(schema)) return schema;
    return undefined;
  }

  copyFrom(other: TypeRegistry): void {
    for (const [id, schema] of other.schemas) if (!this.schemas.has(id)) this.schemas.set(id, schema);
    for (const [schema, errorClass] of other.exceptions) {
      if (!this.exceptions.has(schema)) this.exceptions.set(schema, errorClass);
    }
  }
}

/** One registry a namespace, in the order in which the namespaces first occur. */
export function typeRegistries(
  errors: readonly (readonly [schema: ErrorSchema, errorClass: ServiceExceptionConstructor])[],
): TypeRegistry[] {
  const registries = new Map<string, TypeRegistry>();
  for (const [schema, errorClass] of errors) {
    let registry = registries.get(schema[1]);
    if (registry === undefined) {
      registry = new TypeRegistry(schema[1]);
      registries.set(schema[1], registry);
    }
    registry.registerError(schema, errorClass);
  }
  return [...registries.values()];
}
