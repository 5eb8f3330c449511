/** Code that was written for the official clients and libraries over them type-checks over the generated ones. */
import { cpSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { describeDropIn, LIBRARIES } from "../support/drop-in.ts";
import { repositoryRoot } from "../support/shared-folder.ts";
import { run } from "../support/workshop.ts";

const modules = join(repositoryRoot, "node_modules");
const CONFIG = {
  compilerOptions: {
    noEmit: true,
    strict: true,
    skipLibCheck: true,
    module: "nodenext",
    target: "es2022",
    types: ["node"],
    typeRoots: [join(modules, "@types")],
  },
  include: ["use.mts"],
};

describeDropIn("types of libraries", () => {
  it.each(["typescript5", "typescript"])("under %s", (compiler) => {
    cpSync(join(repositoryRoot, "test/interop/drop-in-use.mts"), join(LIBRARIES, "use.mts"));
    writeFileSync(join(LIBRARIES, "tsconfig.json"), JSON.stringify(CONFIG));
    const checked = run(process.execPath, [join(modules, compiler, "bin/tsc"), "-p", "tsconfig.json"], LIBRARIES);
    expect(checked.stdout + checked.stderr).toBe("");
  });
});
