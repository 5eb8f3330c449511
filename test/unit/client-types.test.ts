/** Types: ours are the official ones' equals where somebody hands our clients and commands to code written for those. */
import type {
  Pluggable,
  RetryStrategyV2,
  Client as SmithyClient,
  Command as SmithyCommand,
  MetadataBearer as SmithyMetadataBearer,
  MiddlewareStack as SmithyStack,
} from "@smithy/types";
import { expectTypeOf, test } from "vitest";
import type { RetryStrategy, ServiceClientResolvedConfig } from "../../templates/runtime/client/index.ts";
import {
  type GetPetCommand,
  type GetPetInput,
  type GetPetOutput,
  NoPetException,
  type Petstore,
  type PetstoreClient,
} from "./client-fixture.ts";

test("a client is a client, a command a command, a stack a stack", () => {
  expectTypeOf<PetstoreClient>().toExtend<SmithyClient<object, SmithyMetadataBearer, ServiceClientResolvedConfig>>();
  expectTypeOf<Petstore>().toExtend<SmithyClient<object, SmithyMetadataBearer, unknown>>();
  expectTypeOf<GetPetCommand>().toExtend<
    SmithyCommand<object, GetPetInput, SmithyMetadataBearer, GetPetOutput, ServiceClientResolvedConfig>
  >();
  expectTypeOf<PetstoreClient["middlewareStack"]>().toExtend<SmithyStack<object, SmithyMetadataBearer>>();
  expectTypeOf<RetryStrategyV2>().toExtend<RetryStrategy>();
});

test("middleware written for the official types can be added", () => {
  type Use = (client: PetstoreClient, plugin: Pluggable<object, SmithyMetadataBearer>) => void;
  const use: Use = (client, plugin) => client.middlewareStack.use(plugin);
  expectTypeOf(use).toBeFunction();
});

test("send knows its output, and callbacks may narrow the error", () => {
  type Send = (client: PetstoreClient, command: GetPetCommand) => Promise<GetPetOutput>;
  const send: Send = (client, command) => client.send(command);
  const callback = (client: PetstoreClient, command: GetPetCommand): void =>
    client.send(command, (error: Error | null, data?: GetPetOutput) => void [error, data]);
  expectTypeOf(send).toBeFunction();
  expectTypeOf(callback).returns.toBeVoid();
});

test("errors narrow", () => {
  const narrow = (error: unknown): string | undefined => (error instanceof NoPetException ? error.PetId : undefined);
  expectTypeOf(narrow).toBeFunction();
  expectTypeOf<NoPetException["name"]>().toEqualTypeOf<"NoPetException">();
  expectTypeOf<NoPetException["$fault"]>().toEqualTypeOf<"client">();
});
