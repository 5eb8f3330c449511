/**
 * What a generated client says about its service: facts of the model, and the units of the runtime that this service needs.
 * Types only; the values stand in the generated `client.ts`.
 */

import type { RequestHandler, RequestHandlerOptions } from "../http/http.ts";
import type { Authentication } from "./authentication.ts";
import type { ServiceFacts } from "./facts.ts";
import type { Features } from "./feature.ts";
import type { MetadataBearer } from "./metadata.ts";
import type { MiddlewareStack } from "./middleware.ts";
import type { CustomisedClient, OwnRoad } from "./road.ts";
import type {
  FindSetting,
  RequestSigner,
  ServiceClientConfig,
  ServiceClientResolvedConfig,
  SigningScheme,
} from "./settings.ts";

/** Keys of the configuration that only some services have: `service-keys.ts`. */
export type ConfigureService = (said: ServiceClientConfig, find: FindSetting) => object;

/** `auth-sigv4a.ts`: a signer for the regions that configuration or endpoint name. */
export type WideSigner = (
  config: ServiceClientResolvedConfig,
  scheme: SigningScheme,
  settings: { readonly region: string },
) => Promise<RequestSigner>;

/** Makes a step out of the client's configuration: `getQueueUrlPlugin`. */
export type StepFactory = (config: never) => { applyToStack(stack: never): void };

type AnyStack = MiddlewareStack<object, MetadataBearer>;

/** Steps that a service needs beside those that all have: `customised.ts`, an entry that only such services carry. */
export interface Customisation {
  /** The signature of a presigned URL says nothing of the body, whether there is one or not. */
  readonly unsignedUrls?: boolean | undefined;
  /** Fills in the configuration and puts the client's own steps into its stack. */
  install(client: CustomisedClient): void;
  /** The ordinary stack with the steps of one operation. */
  withSteps(stack: AnyStack, operation: string, config: object): AnyStack;
  /** An untouched call; `undefined` where the operation has no such step, and takes the compiled path. */
  send: OwnRoad;
}

/** The values of a call's endpoint parameters beside the standard four, and what stands for those that the rules look at. */
export interface OwnEndpointParameters {
  readonly values: Record<string, unknown>;
  readonly key: string;
}

export type EndpointParametersFinder = (
  service: ServiceDefinition,
  config: ServiceClientResolvedConfig,
  input: Record<string, unknown>,
  command: object | undefined,
) => Promise<OwnEndpointParameters> | undefined;

export interface ServiceDefinition extends ServiceFacts {
  /** What finds these values; there when they are. */
  readonly endpointParameters?: EndpointParametersFinder;
  /** Fills in the keys that only some services have. */
  readonly configure?: ConfigureService;
  /** What carries out schemes other than SigV4, or chooses between several. */
  readonly authentication?: Authentication;
  /** Makes signers for several regions at once, where the service may need them. */
  readonly sigv4a?: WideSigner;
  readonly customised?: Customisation;
  /** What this service needs and most do not. */
  readonly features?: Features;
  /** Makes the request handler where it is not the platform's ordinary one. */
  readonly requestHandler?: (options: RequestHandlerOptions) => RequestHandler;
}
