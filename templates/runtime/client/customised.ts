/**
 * Services that need steps of their own beside those that features bring: how these get into the client, and what they are.
 * Which service needs which steps is generated; this file knows no service.
 */

import type { HttpRequest } from "../http/http.ts";
import type { SelectedScheme } from "../service/auth-scheme.ts";
import type { AwsCredentialIdentity } from "../service/identity.ts";
import type { HandlerExecutionContext } from "../service/middleware.ts";
import type { CustomisedClient } from "../service/road.ts";
import type { Customisation, StepFactory } from "../service/service.ts";
import type { ServiceClientResolvedConfig } from "../service/settings.ts";
import { SigV4 } from "../signing/sigv4.ts";
import { schemaOf } from "./operation.ts";
import { isRequest } from "./request.ts";
import { type Handler, type Middleware, type Stack, sendSorted } from "./sorted-road.ts";

/** Sessions that a package keeps, opened by a command of the client. */
export interface SessionFacts {
  /** The key of the configuration that holds what keeps them, and its one method. */
  readonly setting: string;
  readonly method: string;
  /** The class that keeps them; made with a function that opens one. */
  readonly load: () => Promise<new (open: (of: string) => Promise<never>) => object>;
  readonly command: new (input: never) => object;
  /** The command's input member that says for what a session is. */
  readonly parameter: string;
}

export interface CustomisedFacts {
  /** Settings that the steps ask for, where the caller gives none. */
  readonly defaults?: Readonly<Record<string, unknown>>;
  /** Fill in the configuration before the steps see it. */
  readonly resolve?: readonly ((config: never) => object)[];
  readonly sessions?: SessionFacts;
  /** The signature of a presigned URL says nothing of the body. */
  readonly unsignedUrls?: boolean;
  /** Steps of every operation. */
  readonly client?: readonly StepFactory[];
  /** Steps by operation name. */
  readonly operations?: Readonly<Record<string, readonly StepFactory[]>>;
}

export function customised(facts: CustomisedFacts): Customisation {
  const { defaults = {}, resolve = [], sessions, client: common = [], operations = {} } = facts;

  const stepsOf = (operation: string, config: object): ReturnType<StepFactory>[] =>
    (operations[operation] ?? []).map((make) => make(config as never));

  return {
    unsignedUrls: facts.unsignedUrls,
    install(client) {
      const config = client.config as Record<string, unknown>;
      for (const [key, value] of Object.entries(defaults)) config[key] ??= value;
      if (sessions !== undefined) config[sessions.setting] ??= lateSessions(sessions, client);
      for (const fill of resolve) fill(config as never);
      for (const make of common) make(config as never).applyToStack(client.middlewareStack as never);
    },
    withSteps(stack, operation, config) {
      const whole = stack.clone();
      for (const one of stepsOf(operation, config)) whole.use(one as never);
      return whole;
    },
    send(client, command, options) {
      const [, , operation] = schemaOf(command);
      return common.length > 0 || operations[operation] ? sendSorted(client, command, options) : undefined;
    },
  };
}

/** What keeps sessions, loaded when the first one is asked for. */
function lateSessions({ load, method, command: Command, parameter }: SessionFacts, client: CustomisedClient): object {
  type Keeper = Readonly<Record<string, (...given: unknown[]) => unknown>>;
  const sender = client as unknown as { send(command: object): Promise<never> };
  let keeper: Promise<Keeper> | undefined;
  const open = (of: string): Promise<never> => sender.send(new Command({ [parameter]: of } as never));
  return {
    [method]: async (...given: unknown[]) => {
      keeper ??= load().then((Class) => new Class(open) as Keeper);
      return (await keeper)[method]?.(...given);
    },
  };
}

const step =
  (middleware: Middleware, options: object): StepFactory =>
  () => ({ applyToStack: (stack: Stack) => stack.add(middleware as never, options as never) });

/** A step whose package is loaded by the first call that comes to it. `placements`: its middleware, as the package has it. */
export const late =
  (
    load: () => Promise<StepFactory>,
    ...placements: readonly { readonly name: string; readonly [option: string]: unknown }[]
  ): StepFactory =>
  (config) => {
    let loaded: Map<string, Middleware> | undefined;
    const found = async (): Promise<Map<string, Middleware>> => {
      const all = new Map<string, Middleware>();
      const take = (middleware: Middleware, { name }: { readonly name: string }): void =>
        void all.set(name, middleware);
      (await load())(config).applyToStack({ add: take, addRelativeTo: take } as never);
      loaded = all;
      return all;
    };
    return {
      applyToStack(stack: Stack) {
        for (const placement of placements) {
          const run = (all: Map<string, Middleware>, next: Handler, context: HandlerExecutionContext): Handler => {
            const middleware = all.get(placement.name);
            if (middleware === undefined) throw new Error(`The package of a step has no ${placement.name}.`);
            return middleware(next, context);
          };
          const middleware: Middleware = (next, context) => async (args) =>
            run(loaded ?? (await found()), next, context)(args);
          const options = { override: true, ...placement };
          if ("relation" in placement) stack.addRelativeTo(middleware as never, options as never);
          else stack.add(middleware as never, options as never);
        }
      },
    };
  };

/** For services that refuse the headers by which attempts are counted. */
export const omitRetryHeaders: StepFactory = () => ({
  applyToStack: (stack: Stack) =>
    stack.addRelativeTo(
      ((next: Handler) => (args: { input: object; request?: unknown }) => {
        if (isRequest(args.request)) {
          delete args.request.headers["amz-sdk-invocation-id"];
          delete args.request.headers["amz-sdk-request"];
        }
        return next(args);
      }) as never,
      {
        name: "omitRetryHeadersMiddleware",
        tags: ["RETRY", "HEADERS", "OMIT_RETRY_HEADERS"],
        relation: "before",
        toMiddleware: "awsAuthMiddleware",
        override: true,
      },
    ),
});

/** For operations that wait for work: retries go on at a slow pace where the retry quota is used up. */
export const longPoll: StepFactory = step(
  (next, context) => (args) => {
    context.__retryLongPoll = true;
    return next(args);
  },
  { name: "longPollMiddleware", step: "initialize", tags: ["RETRY"], override: true },
);

/** For operations whose input says where they go. `member` is the input member that holds the URL. */
export const endpointFrom = (member: string): StepFactory =>
  step(
    (next) => (args) => {
      const said = (args.input as Record<string, unknown>)[member];
      if (typeof said === "string" && isRequest(args.request)) {
        const url = new URL(said.includes("://") ? said : `https://${said}`);
        const port = url.port === "" ? {} : { port: Number(url.port) };
        Object.assign(args.request, { protocol: url.protocol, hostname: url.hostname, path: url.pathname, ...port });
      }
      return next(args);
    },
    { name: "endpointFromInputMiddleware", step: "build", priority: "high", override: true },
  );

/** For sessions that an earlier step has opened: their keys sign in place of the client's, and their token is a header. */
export const sessionSigning: StepFactory = (config: ServiceClientResolvedConfig) =>
  step(
    (next, context) => (args) => {
      const session = context.s3ExpressIdentity as AwsCredentialIdentity | undefined;
      const smithy = context.__smithy_context as { selectedHttpAuthScheme?: SelectedScheme };
      const { selectedHttpAuthScheme: selected } = smithy;
      if (session !== undefined && selected !== undefined) {
        const { accessKeyId, secretAccessKey } = session;
        const signer = new SigV4({
          credentials: () => ({ accessKeyId, secretAccessKey }),
          region: String(context.signing_region),
          service: String(context.signing_service),
          sha256: config.sha256,
          uriEscapePath: false,
        });
        const sign = (request: HttpRequest): Promise<HttpRequest> =>
          signer.sign(request, { signingDate: new Date(Date.now() + config.systemClockOffset) });
        smithy.selectedHttpAuthScheme = { ...selected, identity: session, signer: { sign } };
      }
      return next(args);
    },
    { name: "sessionSigningMiddleware", step: "build", priority: "low", override: true },
  )(config as never);

/** For services whose answers leave out what was asked for. */
export const echoInput: StepFactory = step(
  (next) => async (args) => {
    const result = await next(args);
    const output = result.output as unknown as Record<string, unknown>;
    const said = args.input as Record<string, unknown>;
    for (const key of Object.keys(output)) output[key] ??= said[key];
    return result;
  },
  { name: "injectResponseValuesMiddleware", step: "initialize", tags: ["EVENT_STREAM"], override: true },
);

export { type RoleAssumers, roleAssumers } from "../credentials/role-assumers.ts";
