/**
 * What the model says of a service, as the generated `client.ts` holds it. Types only; which units of the runtime the service
 * brings along says `service.ts`.
 */
import type { Protocol, ProtocolSettings, ServiceParts } from "../protocols/protocol.ts";
import type { ServiceExceptionConstructor, TypeRegistry } from "../schema/registry.ts";
import type { AuthDefinition } from "./auth-scheme.ts";
import type { EndpointInstructions, EndpointResolver } from "./endpoint.ts";

export interface ServiceFacts {
  /** The sdkId: `AmplifyBackend`. */
  readonly serviceId: string;
  /** The service shape's name. */
  readonly serviceName: string;
  readonly namespace: string;
  readonly apiVersion: string;
  readonly clientName: string;
  readonly clientVersion: string;
  readonly protocol: Protocol;
  /** What the service's messages need. */
  readonly parts: ServiceParts;
  readonly settings?: ProtocolSettings;
  readonly endpoint: EndpointResolver;
  /** Where the endpoint's parameters get their values. Without it: region, `endpoint`, FIPS and dual stack alone. */
  readonly endpointContext?: EndpointInstructions;
  /** Those of them, beside the standard four, that the rules look at. Without it: all. */
  readonly endpointKeys?: readonly string[];
  /** False: the endpoint does not depend on a region, and nobody has to name one. */
  readonly regional?: boolean;
  /** In order of preference; empty for a service without authentication. */
  readonly auth: readonly AuthDefinition[];
  /** Operations with other schemes than the service's: ids in order of preference; none: unsigned. */
  readonly operationAuth?: { readonly [operation: string]: readonly string[] };
  readonly errors: readonly TypeRegistry[];
  /** The base class of the service's errors. */
  readonly exception: ServiceExceptionConstructor;
}
