/**
 * Published libraries with generated clients in the official ones' place: the folders under `node_modules` are swapped, and
 * nothing else. Beside it moto, which they do their work against.
 */
import { cpSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll } from "vitest";
import { Moto } from "./moto.ts";
import { describeWithShared } from "./shared-folder.ts";
import { folderOf, generateTwelve, INTEROP } from "./twelve.ts";

export const LIBRARIES: string = join(INTEROP, "libraries");
/** Libraries that bring an official client of their own, since they ask for an exact version; `overrides` would give them ours. */
const NESTED = ["@aws-sdk/s3-presigned-post"];
const SWAPPED = ["dynamodb", "s3", "sqs"];

const require = createRequire(join(LIBRARIES, "package.json"));

/** A package as CommonJS code gets it. `T` is what the test uses of it. */
export const required = <T>(name: string): T => require(name) as T;

/** A package as a module. */
export const imported = async <T>(name: string): Promise<T> => {
  const path = createRequire(pathToFileURL(join(LIBRARIES, "x.mjs"))).resolve(name);
  return (await import(/* @vite-ignore */ pathToFileURL(path).href)) as T;
};

/** `config` is what a client is told to talk to moto. */
export function describeDropIn(name: string, body: (config: () => object) => void): void {
  describeWithShared(name, () => {
    let moto: Moto | undefined;
    beforeAll(async () => {
      generateTwelve(SWAPPED);
      for (const service of SWAPPED) {
        const name = join("node_modules", "@aws-sdk", `client-${service}`);
        for (const folder of [LIBRARIES, ...NESTED.map((one) => join(LIBRARIES, "node_modules", one))])
          rmSync(join(folder, name), { recursive: true, force: true });
        cpSync(folderOf(service), join(LIBRARIES, name), { recursive: true });
      }
      moto = await Moto.start();
    });
    afterAll(() => moto?.stop());
    body(() => {
      if (moto === undefined) throw new Error("moto is not ready");
      return moto.config;
    });
  });
}
