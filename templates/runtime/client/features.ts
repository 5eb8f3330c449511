/** Makes one of several features: their settings, their codecs in order, their steps by place. It knows none of them. */

import type { HttpRequest, HttpResponse } from "../http/http.ts";
import type { OperationSchema } from "../schema/schema.ts";
import type { Feature, FeatureStep, Features, RunStep, StepCall } from "../service/feature.ts";
import type { MetadataBearer } from "../service/metadata.ts";
import type { FinalizeHandler, FinalizeHandlerArguments, HandlerExecutionContext } from "../service/middleware.ts";
import { isAws } from "../signing/auth-schemes.ts";
import { schemaOf } from "./operation.ts";
import { sendSorted } from "./sorted-road.ts";

type Args = FinalizeHandlerArguments<Record<string, unknown>>;
type Next = FinalizeHandler<Record<string, unknown>, MetadataBearer>;

/** `withFeatures(checksums, compression)`, as generated clients say it. */
export function withFeatures(...features: readonly Feature[]): Features {
  const steps = features.flatMap((feature) => feature.steps ?? []);
  const compiled = new WeakMap<OperationSchema, ReadonlyMap<FeatureStep, RunStep>>();

  function runsOf(schema: OperationSchema): ReadonlyMap<FeatureStep, RunStep> {
    let runs = compiled.get(schema);
    if (runs === undefined) {
      runs = new Map(
        steps.flatMap((step) => {
          const run = step.compile(schema);
          return run === undefined ? [] : [[step, run] as const];
        }),
      );
      compiled.set(schema, runs);
    }
    return runs;
  }

  return {
    configure: (said, find) => Object.assign({}, ...features.map((feature) => feature.configure?.(said, find))),
    codec: (codec, schema, service) =>
      features.reduce((inner, feature) => feature.codec?.(inner, schema, service) ?? inner, codec),
    send: (client, command, options) =>
      runsOf(schemaOf(command)).size > 0 ? sendSorted(client, command, options) : undefined,
    install(stack, config, smithy) {
      const schema = (context: HandlerExecutionContext): OperationSchema =>
        smithy(context).operationSchema as OperationSchema;
      for (const step of steps) {
        const callOf = (context: HandlerExecutionContext, args: Args, response?: HttpResponse): StepCall => ({
          config,
          input: args.input,
          request: args.request as HttpRequest,
          response: response as HttpResponse,
          signed: isAws(smithy(context).selectedHttpAuthScheme?.httpAuthOption.schemeId),
        });
        const before = (next: Next, context: HandlerExecutionContext): Next => {
          const run = runsOf(schema(context)).get(step);
          return async (args) => {
            if (run === undefined) return next(args);
            const call = callOf(context, args);
            await run(call);
            return next({ ...args, input: call.input });
          };
        };
        const after = (next: Next, context: HandlerExecutionContext): Next => {
          const run = runsOf(schema(context)).get(step);
          return async (args) => {
            const result = await next(args);
            const response = result.response as HttpResponse | undefined;
            if (run && response && response.statusCode < 300) await run(callOf(context, args, response));
            return result;
          };
        };
        const failing = (next: Next, context: HandlerExecutionContext): Next => {
          const run = runsOf(schema(context)).get(step);
          return async (args) => {
            if (run === undefined) return next(args);
            try {
              return await next(args);
            } catch (error) {
              await run({ ...callOf(context, args), error });
              throw error;
            }
          };
        };
        const options = { name: step.name, tags: [...step.tags], override: true };
        switch (step.at) {
          case "input":
            stack.addRelativeTo(before, { ...options, relation: "before", toMiddleware: "serializerMiddleware" });
            break;
          case "body":
            stack.add(before, { ...options, step: "build", priority: "high" });
            break;
          case "payload":
            stack.add(before, { ...options, step: "build" });
            break;
          case "attempt":
            stack.addRelativeTo(before, { ...options, relation: "before", toMiddleware: "httpSigningMiddleware" });
            break;
          case "failure":
            stack.addRelativeTo(failing, { ...options, relation: "before", toMiddleware: "httpSigningMiddleware" });
            break;
          case "signed":
            stack.addRelativeTo(before, { ...options, relation: "after", toMiddleware: "httpSigningMiddleware" });
            break;
          case "answer":
            stack.addRelativeTo(after, { ...options, relation: "after", toMiddleware: "deserializerMiddleware" });
            break;
          default:
            step.at satisfies never;
        }
      }
    },
  };
}
