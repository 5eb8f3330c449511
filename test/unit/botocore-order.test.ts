/**
 * The reader of botocore models puts keys in by their order, so that none of its shapes has to be sorted: what it makes is
 * what sorting would make. The digest takes that for granted.
 */
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Diagnostics } from "../../codegen/diagnostics.ts";
import { settled } from "../../codegen/load/ast.ts";
import { readAst, readSource } from "../../codegen/load/source.ts";
import { repositoryRoot } from "../support/shared-folder.ts";

const models = join(repositoryRoot, "test", "models");
const names = readdirSync(models).filter((name) => existsSync(join(models, name, "botocore")));

describe("shapes of a botocore model", () => {
  it.each(names)("of %s are settled as they are made", (name) => {
    const diagnostics = new Diagnostics();
    const source = readSource(join(models, name, "botocore"), undefined, diagnostics);
    if (source === undefined) throw new Error(`${name} cannot be read`);
    const { shapes } = readAst(source, diagnostics);
    expect(shapes.size).toBeGreaterThan(10);
    for (const [id, shape] of shapes)
      expect(`${id} ${JSON.stringify(shape)}`).toBe(`${id} ${JSON.stringify(settled(shape))}`);
  });
});
