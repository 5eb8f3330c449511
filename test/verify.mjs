/** What CI runs on Node alone, in order; the first step that fails ends it. `npm run verify`. */
import { spawnSync } from "node:child_process";

const node = (...args) => [process.execPath, args];
const bin = (name, ...args) => node(`node_modules/${name}`, ...args);

const STEPS = [
  ["format and lint", bin("@biomejs/biome/bin/biome", "check", "--error-on-warnings", ".")],
  ["types", bin("typescript/bin/tsc", "-p", "tsconfig.json")],
  ["build", node("codegen/build.mjs")],
  ["swage check", node("dist/swage.cjs", "check")],
  ["generate", node("dist/swage.cjs", "generate")],
  ["types of the generated package", bin("typescript/bin/tsc", "-p", "generated/amplifybackend/tsconfig.json")],
  ["tests", bin("vitest/vitest.mjs", "run", ...process.argv.slice(2))],
  ["protocol", bin("vitest/vitest.mjs", "run", "--config", "vitest.protocol.config.ts")],
];

for (const [name, [command, args]] of STEPS) {
  const started = performance.now();
  process.stdout.write(`\n── ${name}\n`);
  const { status } = spawnSync(command, args, { stdio: "inherit" });
  process.stdout.write(
    `── ${name}: ${status === 0 ? "ok" : "failed"} (${((performance.now() - started) / 1000).toFixed(1)} s)\n`,
  );
  if (status !== 0) process.exit(status ?? 1);
}
