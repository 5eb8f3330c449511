/** What the runtime's build tells: for each entry, the scripts and the declarations that it needs, itself included. */
export interface RuntimeManifest {
  readonly entries: Readonly<Record<string, readonly string[]>>;
  readonly types: Readonly<Record<string, readonly string[]>>;
}

export function buildRuntime(outDir: string): Promise<RuntimeManifest>;
