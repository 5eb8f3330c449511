/**
 * What a service answers when it refuses: the base class of all modelled errors, Smithy's own, under types of ours.
 * The subclasses are generated; `registry.ts` finds them by code.
 */
import { ServiceException as SmithyServiceException } from "@smithy/smithy-client";
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

export const ServiceException: ServiceExceptionClass = SmithyServiceException as unknown as ServiceExceptionClass;
