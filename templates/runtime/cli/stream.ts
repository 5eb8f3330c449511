/** Streaming output (C4.8): the payload's bytes go to a file, which is created only once the service has answered. */
import { Failure } from "./failure.ts";
import { expandPath, systemReason } from "./param-file.ts";
import type { World } from "./world.ts";

export async function outfileContents(payload: unknown, outfile: string, world: World): Promise<void> {
  const path = expandPath(outfile, world);
  try {
    await world.writeFile(path, chunksOf(payload));
  } catch (error) {
    throw new Failure(255, systemReason(path, error), { cause: error });
  }
}

/** Node streams, web streams, plain bytes and text. */
async function* chunksOf(payload: unknown): AsyncGenerator<Uint8Array> {
  if (payload === undefined || payload === null) return;
  if (payload instanceof Uint8Array) {
    yield payload;
  } else if (typeof payload === "string") {
    yield new TextEncoder().encode(payload);
  } else if (Symbol.asyncIterator in (payload as object)) {
    yield* payload as AsyncIterable<Uint8Array>;
  } else {
    const { transformToByteArray } = payload as { readonly transformToByteArray?: () => Promise<Uint8Array> };
    if (transformToByteArray === undefined) throw new Error("the client gave a payload that is no stream");
    yield await transformToByteArray.call(payload);
  }
}
