/**
 * Precompiles `templates/*.hbs` when swage is built, so that a run loads handlebars' small runtime and never its compiler.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import handlebars from "handlebars";
import { OPTIONS } from "./template-options.cjs";

const folder = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "templates");

/** Writes a CommonJS module with a function for each template, by its name without `.hbs`. */
export async function precompileTemplates(outFile) {
  const templates = readdirSync(folder)
    .filter((file) => file.endsWith(".hbs"))
    .sort()
    .map((file) => {
      const source = handlebars.precompile(readFileSync(join(folder, file), "utf8"), OPTIONS);
      return `  ${JSON.stringify(basename(file, ".hbs"))}: template(${source}),\n`;
    });
  mkdirSync(dirname(outFile), { recursive: true });
  writeFileSync(
    outFile,
    `"use strict";\nconst { template } = require("handlebars/runtime");\nmodule.exports = {\n${templates.join("")}};\n`,
  );
}
