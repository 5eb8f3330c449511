/** The decision diagrams that published clients carry for their endpoints: to read as a model's trait, and to interpret. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { type Outcome, outcomeOf, type Parameters, type Resolve } from "./endpoint-outcome.ts";

type Condition = readonly [fn: string, argv: readonly unknown[], assign?: string];
type Result = readonly [url: unknown, properties?: unknown, headers?: unknown];

export interface OfficialDiagram {
  readonly nodes: Int32Array;
  readonly root: number;
  readonly conditions: readonly Condition[];
  /** The first is that there is none. */
  readonly results: readonly Result[];
}

/** The diagram of a client that stands beside `from`. */
export async function officialDiagram(name: string, from: string): Promise<OfficialDiagram> {
  const folder = dirname(createRequire(from).resolve(`@aws-sdk/client-${name}/package.json`));
  const { bdd } = (await bundled(`export * from ${JSON.stringify(join(folder, "dist-es/endpoint/bdd.js"))};`)) as {
    readonly bdd: OfficialDiagram;
  };
  return bdd;
}

/** What the official interpreter of diagrams makes of parameters. */
export async function interpreter(): Promise<(bdd: OfficialDiagram, endpointParams: Parameters) => Outcome> {
  const module = await bundled(
    [
      'export { decideEndpoint, customEndpointFunctions } from "@smithy/core/endpoints";',
      'export { awsEndpointFunctions } from "@aws-sdk/core/client";',
    ].join("\n"),
  );
  const { decideEndpoint, customEndpointFunctions, awsEndpointFunctions } = module as {
    readonly decideEndpoint: (bdd: OfficialDiagram, options: object) => ReturnType<Resolve>;
    readonly customEndpointFunctions: Record<string, unknown>;
    readonly awsEndpointFunctions: unknown;
  };
  customEndpointFunctions["aws"] = awsEndpointFunctions;
  return (bdd, endpointParams) => outcomeOf(() => decideEndpoint(bdd, { endpointParams }), endpointParams);
}

/** `smithy.rules#endpointBdd`; a client has no list of the parameters, which the model's rule set has. */
export function traitOf(bdd: OfficialDiagram, parameters: unknown): object {
  const nodes = Buffer.alloc(bdd.nodes.length * 4);
  for (const [index, value] of bdd.nodes.entries()) nodes.writeInt32BE(value, index * 4);
  return {
    version: "1.1",
    parameters,
    conditions: bdd.conditions.map(([fn, argv, assign]) => ({ fn, argv, ...(assign === undefined ? {} : { assign }) })),
    results: bdd.results
      .slice(1)
      .map(([url, properties, headers]) =>
        url === -1
          ? { type: "error", conditions: [], error: properties }
          : { type: "endpoint", conditions: [], endpoint: { url, properties, headers: headers ?? {} } },
      ),
    root: bdd.root,
    nodeCount: bdd.nodes.length / 3,
    nodes: nodes.toString("base64"),
  };
}

async function bundled(contents: string): Promise<unknown> {
  const result = await build({
    stdin: { contents, resolveDir: import.meta.dirname },
    bundle: true,
    write: false,
    format: "esm",
    platform: "node",
  });
  const folder = mkdtempSync(join(tmpdir(), "swage-official-"));
  try {
    const path = join(folder, "module.mjs");
    writeFileSync(path, result.outputFiles[0]?.contents ?? "");
    return await import(/* @vite-ignore */ pathToFileURL(path).href);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
