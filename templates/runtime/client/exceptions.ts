/**
 * What a service answers when it refuses: the base class of all modelled errors. It behaves as Smithy's class of the name
 * does, so that errors and classes of two copies of a client know each other. The subclasses are generated; `registry.ts`
 * finds them by code.
 */
import type { HttpResponse } from "./http.ts";
import type { MetadataBearer, ResponseMetadata } from "./service.ts";

export interface ServiceExceptionOptions {
  name: string;
  $fault: "client" | "server";
  $metadata: ResponseMetadata;
  message?: string | undefined;
}

/** The options of one error class: its members, `$metadata` and `message`; its name and fault are its own. */
export type ExceptionOptions<E extends ServiceException, Base extends ServiceException = ServiceException> = Omit<
  E,
  Exclude<keyof Base, "$metadata" | "message" | "code" | "cause">
> &
  Partial<Pick<ServiceExceptionOptions, "name" | "$fault">>;

export interface ServiceException extends Error, MetadataBearer {
  readonly $fault: "client" | "server";
  /** The raw answer; not enumerable. */
  $response?: HttpResponse;
  /** Present when the model marks the error as worth repeating. */
  $retryable?: { readonly throttling?: boolean };
  /** The code that the wire carried, also when the error is not modelled. */
  code?: string | undefined;
}

export interface ServiceExceptionClass {
  new (options: ServiceExceptionOptions): ServiceException;
  readonly prototype: ServiceException;
  /** Also true for errors of other copies of this class. */
  isInstance(value: unknown): value is ServiceException;
}

class SmithyException extends Error {
  /** Of the base; each modelled error has its own. */
  static readonly shapeId: string = "smithy.ts.sdk.synthetic.nonamespace.client#ServiceException";
  readonly $fault: "client" | "server";
  $response?: HttpResponse | undefined = undefined;
  $retryable?: object | undefined = undefined;
  $metadata: ResponseMetadata;

  constructor({ name, message, $fault, $metadata }: ServiceExceptionOptions) {
    super(message);
    this.name = name;
    this.$fault = $fault;
    this.$metadata = $metadata;
  }

  static isInstance(value: unknown): boolean {
    const { $fault, $metadata } = (value ?? {}) as Partial<SmithyException>;
    return (
      isBelow(SmithyException.prototype, value) || (Boolean($metadata) && ($fault === "client" || $fault === "server"))
    );
  }

  /** Of other copies: by the shape's id where both have one, else by the name. */
  static override readonly [Symbol.hasInstance] = function isError(this: AnyClass, value: unknown): boolean {
    if (!SmithyException.isInstance(value)) return false;
    if (this === SmithyException || isBelow(this.prototype, value)) return true;
    const classes = classesOf(value as object);
    const ids = classes.map(ownShapeId).filter(Boolean);
    const wanted = ownShapeId(this);
    if (wanted && ids.length > 0) return ids.includes(wanted);
    return this.name.length > 5 && [value as Error, ...classes].some(({ name }) => name === this.name);
  };
}

type AnyClass = { readonly name: string; readonly prototype: object; readonly shapeId?: string };

function isBelow(prototype: object, value: unknown): boolean {
  return Object.prototype.isPrototypeOf.call(prototype, value as object);
}

function classesOf(value: object): AnyClass[] {
  const parent = Object.getPrototypeOf(value) as { readonly constructor: AnyClass } | null;
  return parent === null || parent === Object.prototype ? [] : [parent.constructor, ...classesOf(parent)];
}

function ownShapeId(one: AnyClass): string | undefined {
  return one !== SmithyException && Object.hasOwn(one, "shapeId") ? one.shapeId : undefined;
}

export const ServiceException: ServiceExceptionClass = SmithyException as unknown as ServiceExceptionClass;
