/**
 * What only some services need (checksums, compression, streams) is a feature: a unit of its own that the generated
 * client names. This says what a feature is to the rest of the runtime, which knows none of them. Types only.
 *
 * A feature adds settings to the configuration, wraps the codec of an operation, and puts steps into the client's stack, under
 * the official client's middleware names. An operation with such steps takes the sorted road (`sorted-road.ts`).
 */

import type { HttpRequest, HttpResponse } from "../http/http.ts";
import type { OperationCodec } from "../protocols/protocol.ts";
import type { OperationSchema } from "../schema/schema.ts";
import type { SelectedScheme } from "./auth-scheme.ts";
import type { ServiceFacts } from "./facts.ts";
import type { MetadataBearer } from "./metadata.ts";
import type { HandlerExecutionContext, MiddlewareStack } from "./middleware.ts";
import type { OwnRoad } from "./road.ts";
import type { FindSetting, ServiceClientConfig, ServiceClientResolvedConfig } from "./settings.ts";

/**
 * Where in a call a step stands.
 *
 *   input     before the request is written; may replace the input
 *   body      when the request is written, before its length is known
 *   payload   when the body and its length are known, before the headers that every request has
 *   attempt   for each attempt, before the signature
 *   signed    for each attempt, after the signature
 *   answer    for each attempt, before the answer is read; refusals (300 and above) do not come here
 *   failure   for each attempt that has failed, before it is decided whether another one follows
 */
export type StepPlace = "input" | "body" | "payload" | "attempt" | "signed" | "answer" | "failure";

/** What a step sees. `input` may be replaced, the messages are changed in place; `request` is there from `body` on, `response` at `answer`. */
export interface StepCall {
  readonly config: ServiceClientResolvedConfig;
  input: Record<string, unknown>;
  request: HttpRequest;
  readonly response: HttpResponse;
  /** What an attempt has failed with; there at `failure`. */
  readonly error?: unknown;
  /** The request that leaves is signed. */
  readonly signed: boolean;
}

export type RunStep = (call: StepCall) => void | Promise<void>;

export interface FeatureStep {
  /** The official middleware's name. */
  readonly name: string;
  readonly tags: readonly string[];
  readonly at: StepPlace;
  /** Made once for an operation; undefined where there is nothing to do. */
  compile(schema: OperationSchema): RunStep | undefined;
}

export interface Feature {
  /** Settings for `client.config`, beside those that the caller has said. */
  configure?(said: ServiceClientConfig, find: FindSetting): object;
  /** The codec for an operation, around the protocol's own. */
  codec?(codec: OperationCodec, schema: OperationSchema, service: ServiceFacts): OperationCodec;
  readonly steps?: readonly FeatureStep[];
}

/** The features of one service as the client meets them. */
export interface Features {
  configure(said: ServiceClientConfig, find: FindSetting): object;
  codec(codec: OperationCodec, schema: OperationSchema, service: ServiceFacts): OperationCodec;
  /** An untouched call; undefined where no feature has a step in the operation, and it takes the compiled path. */
  send: OwnRoad;
  /** Puts the steps into the ordinary road. */
  install(
    stack: MiddlewareStack<Record<string, unknown>, MetadataBearer>,
    config: ServiceClientResolvedConfig,
    smithy: (context: HandlerExecutionContext) => SmithyContext,
  ): void;
}

/** What the steps of the ordinary road leave for each other in a call's context. */
export interface SmithyContext {
  readonly operationSchema?: OperationSchema;
  readonly commandInstance?: object;
  readonly abortSignal?: AbortSignal;
  selectedHttpAuthScheme?: SelectedScheme | undefined;
}
