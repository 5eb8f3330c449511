import { defineConfig } from "vitest/config";

/** Suites against programs that are not npm packages: the AWS CLI, groff, mandoc, several Nodes and TypeScripts. */
export default defineConfig({
  test: {
    include: ["test/interop/**/*.test.ts"],
    testTimeout: 300_000,
    hookTimeout: 600_000,
    fileParallelism: false,
  },
});
