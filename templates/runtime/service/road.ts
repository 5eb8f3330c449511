/** A way of its own for some calls of a service: what it needs of client and command. Types only. */
import type { HttpHandlerOptions } from "../http/http.ts";
import type { CommandSchema } from "../schema/schema.ts";
import type { MetadataBearer } from "./metadata.ts";

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
