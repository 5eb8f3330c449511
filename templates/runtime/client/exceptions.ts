/**
 * What a service answers when it refuses: the base class of all modelled errors, which behaves as Smithy's own. The
 * subclasses are generated; `registry.ts` finds them by code.
 */

import type { HttpResponse } from "../http/http.ts";
import type { MetadataBearer, ResponseMetadata } from "../service/metadata.ts";

/** Who is to blame. */
type Fault = "client" | "server";

export interface ServiceExceptionOptions {
  name: string;
  $fault: Fault;
  $metadata: ResponseMetadata;
  message?: string | undefined;
}

/** What the class of a modelled error leaves to its caller. */
type ModelledOptions = Omit<ServiceExceptionOptions, "name" | "$fault">;

/** The options of one error class: its members, `$metadata` and `message`; its name and fault are its own. */
export type ExceptionOptions<E extends ServiceException, Base extends ServiceException = ServiceException> = Omit<
  E,
  Exclude<keyof Base, "$metadata" | "message" | "code" | "cause">
> &
  Partial<Pick<ServiceExceptionOptions, "name" | "$fault">>;

export interface ServiceException extends Error, MetadataBearer {
  readonly $fault: Fault;
  /** The raw answer; not enumerable. */
  $response?: HttpResponse;
  /** Present when the model marks the error as worth repeating. */
  $retryable?: { readonly throttling?: boolean };
  /** The code that the wire carried, also when the error is not modelled. */
  code?: string | undefined;
}

export interface ServiceExceptionClass {
  new (options: ServiceExceptionOptions): ServiceException;
  /** As the class of a modelled error calls it, which has a name and a fault of its own. */
  new (options: ModelledOptions, name: string, $fault: Fault): ServiceException;
  readonly prototype: ServiceException;
  /** Also true for errors of other copies of this class. */
  isInstance(value: unknown): value is ServiceException;
}

/** A class of errors, of this copy or of another. */
interface ErrorClass {
  readonly name: string;
  readonly shapeId?: string;
}

/** The shape that a class has been registered for, where it has. */
const shapeIdOf = (one: ErrorClass): string | undefined =>
  one !== ServiceException && Object.hasOwn(one, "shapeId") ? one.shapeId : undefined;

/** The classes of a value, its own first. */
function classesOf(value: unknown): ErrorClass[] {
  const prototype = Object.getPrototypeOf(Object(value));
  return prototype ? [prototype.constructor, ...classesOf(prototype)] : [];
}

function isInstance(value: unknown): value is ServiceException {
  const { $fault, $metadata } = Object(value) as Partial<ServiceException>;
  const told = Boolean($metadata) && ($fault === "client" || $fault === "server");
  return told || classesOf(value).includes(ServiceException);
}

/** By prototype; errors of other copies by the shape that they are registered for, or else by name. */
function hasInstance(this: ErrorClass, value: unknown): boolean {
  if (!isInstance(value)) return false;
  const classes = classesOf(value);
  if (this === ServiceException || classes.includes(this)) return true;
  const known = classes.map(shapeIdOf).filter(Boolean);
  const own = shapeIdOf(this);
  if (own && known.length > 0) return known.includes(own);
  return this.name.length > 5 && [value, ...classes].some(({ name }) => name === this.name);
}

export const ServiceException: ServiceExceptionClass = class ServiceException extends Error {
  static readonly shapeId: string = "smithy.ts.sdk.synthetic.nonamespace.client#ServiceException";
  static readonly isInstance: typeof isInstance = isInstance;
  static override readonly [Symbol.hasInstance]: (value: unknown) => boolean = hasInstance;
  readonly $fault: Fault;
  $response?: HttpResponse;
  $retryable?: { readonly throttling?: boolean };
  $metadata: ResponseMetadata;

  constructor(
    options: ModelledOptions & Partial<ServiceExceptionOptions>,
    name: string = options.name as string,
    $fault: Fault = options.$fault as Fault,
  ) {
    super(options.message);
    this.name = name;
    this.$fault = $fault;
    this.$metadata = options.$metadata;
  }
};
