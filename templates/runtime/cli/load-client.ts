/** Imports the package's client. A file of its own, because this import stays an import: the client is an ES module. */
import { pathToFileURL } from "node:url";
import type { ClientModule } from "./world.ts";

/** `path`: the entry of the package, absolute. */
export async function loadClient(path: string): Promise<ClientModule> {
  return (await import(pathToFileURL(path).href)) as ClientModule;
}
