import { defineConfig } from "vitest/config";

/** The Smithy protocol tests: 917 cases, each against a client generated from the model that it stands in. */
export default defineConfig({ test: { include: ["test/protocol/**/*.test.ts"], hookTimeout: 120_000 } });
