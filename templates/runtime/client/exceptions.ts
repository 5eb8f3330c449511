/**
 * What a service answers when it refuses: the base class of all modelled errors, which behaves as Smithy's own. The
 * subclasses are generated; `registry.ts` finds them by code.
 */
import type { HttpResponse } from "../http/http.ts";
import type { MetadataBearer, ResponseMetadata } from "../service/service.ts";

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

/** A class of errors, of this copy or of another. */
interface ErrorClass {
  readonly name: string;
  readonly shapeId?: string;
}

/** The shape that a class has been registered for, where it has. */
const shapeIds = (one: ErrorClass): (string | undefined)[] =>
  one !== ServiceException && Object.hasOwn(one, "shapeId") ? [one.shapeId] : [];

/** By prototype; errors of other copies by the shape that they are registered for, or else by name. */
function hasInstance(this: ErrorClass, value: unknown): boolean {
  const ordinary = Error[Symbol.hasInstance];
  const { $fault, $metadata } = Object(value) as Partial<ServiceException>;
  const told = $metadata && ($fault === "client" || $fault === "server");
  if (ordinary.call(this, value)) return true;
  if (this === ServiceException || !(told || ordinary.call(ServiceException, value))) return Boolean(told);
  const error = value as Error;
  const classes: ErrorClass[] = [];
  for (let at = Object.getPrototypeOf(error); at; at = Object.getPrototypeOf(at)) classes.push(at.constructor);
  const known = classes.flatMap(shapeIds);
  const [own] = shapeIds(this);
  if (own && known.length > 0) return known.includes(own);
  return this.name.length > 5 && [error, ...classes].some(({ name }) => name === this.name);
}

export const ServiceException: ServiceExceptionClass = class ServiceException extends Error {
  static readonly shapeId: string = "smithy.ts.sdk.synthetic.nonamespace.client#ServiceException";
  static override readonly [Symbol.hasInstance]: (value: unknown) => boolean = hasInstance;
  readonly $fault: "client" | "server";
  $response?: HttpResponse;
  $retryable?: { readonly throttling?: boolean };
  $metadata: ResponseMetadata;

  constructor({ message, name, $fault, $metadata }: ServiceExceptionOptions) {
    super(message);
    this.name = name;
    this.$fault = $fault;
    this.$metadata = $metadata;
  }

  static isInstance(value: unknown): value is ServiceException {
    return hasInstance.call(ServiceException, value);
  }
};
