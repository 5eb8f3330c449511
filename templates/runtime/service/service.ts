/**
 * What a generated client says about its service, and what an answer says about itself. Types only: the facts stand in
 * the generated `client.ts`.
 */

import type { HeaderBag, HttpHandlerOptions, RequestHandler, RequestHandlerOptions } from "../http/http.ts";
import type { Protocol, ProtocolSettings, ServiceParts } from "../protocols/protocol.ts";
import type { ServiceExceptionConstructor, TypeRegistry } from "../schema/registry.ts";
import type { CommandSchema } from "../schema/schema.ts";
import type { Authentication } from "./auth-scheme.ts";
import type { Features } from "./feature.ts";
import type { MetadataBearer } from "./metadata.ts";
import type { MiddlewareStack } from "./middleware.ts";
import type {
  FindSetting,
  RequestSigner,
  ServiceClientConfig,
  ServiceClientResolvedConfig,
  SigningScheme,
} from "./settings.ts";

/** Values of the endpoint rule set's parameters: `Region`, `UseFIPS`, `UseDualStack`, `Endpoint` and the service's own. */
export interface EndpointParameters {
  readonly Region?: string | undefined;
  readonly UseFIPS?: boolean | undefined;
  readonly UseDualStack?: boolean | undefined;
  readonly Endpoint?: string | undefined;
  readonly [name: string]: unknown;
}

/** Where requests go, as rule sets say it. */
export interface Endpoint {
  url: string | URL;
  headers?: Record<string, string[]> | undefined;
  /** `authSchemes` in here changes the signing name and region. */
  properties?: Record<string, unknown> | undefined;
}

/** Where requests go, in parts. */
export interface EndpointParts {
  protocol: string;
  hostname: string;
  port?: number;
  path: string;
  query?: Record<string, string | string[] | null>;
  headers?: HeaderBag;
}

export type EndpointResolver = (params: EndpointParameters) => Endpoint;

/** How one endpoint parameter gets its value for an operation. */
export type EndpointInstruction =
  | { readonly type: "staticContextParams"; readonly value: unknown }
  | { readonly type: "contextParams"; readonly name: string }
  /** From the key of the client's configuration. */
  | { readonly type: "clientContextParams" | "builtInParams"; readonly name: string }
  | { readonly type: "operationContextParams"; readonly get: (input: never) => unknown };

export type EndpointInstructions = { readonly [parameter: string]: EndpointInstruction };

/** Keys of the configuration that only some services have: `service-keys.ts`. */
export type ConfigureService = (said: ServiceClientConfig, find: FindSetting) => object;

/** `auth-sigv4a.ts`: a signer for the regions that configuration or endpoint name. */
export type WideSigner = (
  config: ServiceClientResolvedConfig,
  scheme: SigningScheme,
  settings: { readonly region: string },
) => Promise<RequestSigner>;

export interface AuthDefinition {
  /** `aws.auth#sigv4`, `smithy.api#httpBearerAuth`. */
  readonly schemeId: string;
  /** SigV4: the name that requests are signed for. API key: the header's or the parameter's. */
  readonly name?: string;
  readonly in?: "header" | "query";
  /** What stands before an API key. */
  readonly scheme?: string;
  /** Variables of the environment that hold the identity, where the caller gives none. */
  readonly environment?: readonly string[];
  /** The identity may come from the profile's single sign-on. */
  readonly singleSignOn?: boolean;
}

/** Makes a step out of the client's configuration: `getQueueUrlPlugin`. */
export type StepFactory = (config: never) => { applyToStack(stack: never): void };

type AnyStack = MiddlewareStack<object, MetadataBearer>;

/** What customisation needs of a client. */
export interface CustomisedClient {
  readonly config: object;
  readonly middlewareStack: object;
}

/** What a road needs of the command that takes it. */
export interface SentCommand {
  readonly input: object;
  readonly schema: CommandSchema;
}

/** Sends a command through the service's own steps, where its operation has any. */
export type OwnRoad = (
  client: CustomisedClient,
  command: SentCommand,
  options: HttpHandlerOptions | undefined,
) => Promise<MetadataBearer> | undefined;

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

export interface ServiceDefinition {
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
  /** What finds these values; there when they are. */
  readonly endpointParameters?: EndpointParametersFinder;
  /** Those of them, beside the standard four, that the rules look at. Without it: all. */
  readonly endpointKeys?: readonly string[];
  /** False: the endpoint does not depend on a region, and nobody has to name one. */
  readonly regional?: boolean;
  /** Fills in the keys that only some services have. */
  readonly configure?: ConfigureService;
  /** In order of preference; empty for a service without authentication. */
  readonly auth: readonly AuthDefinition[];
  /** Operations with other schemes than the service's: ids in order of preference; none: unsigned. */
  readonly operationAuth?: { readonly [operation: string]: readonly string[] };
  /** What carries out schemes other than SigV4, or chooses between several. */
  readonly authentication?: Authentication;
  /** Makes signers for several regions at once, where the service may need them. */
  readonly sigv4a?: WideSigner;
  readonly errors: readonly TypeRegistry[];
  readonly customised?: Customisation;
  /** The base class of the service's errors. */
  readonly exception: ServiceExceptionConstructor;
  /** What this service needs and most do not. */
  readonly features?: Features;
  /** Makes the request handler where it is not the platform's ordinary one. */
  readonly requestHandler?: (options: RequestHandlerOptions) => RequestHandler;
}
