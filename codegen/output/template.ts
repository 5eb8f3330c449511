/**
 * Renders a view with one of the templates in `templates/*.hbs`: words with holes. The built swage carries them precompiled;
 * run from source, each is compiled when it is first asked for. It knows no template by name and no view.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { loadBuilt } from "../load-built.ts";
import { homeOf } from "./static.ts";

/** What fills the holes: text, lists of such views, and nothing that a template would have to compute with. */
export interface View {
  readonly [hole: string]: string | readonly View[];
}

type Template = (view: View) => string;

const ready = new Map<string, Template>();

/** `render("docs-operation", view)`: the text, ending with a line end. A hole without a value is a bug and throws. */
export function render(name: string, view: View): string {
  const template = ready.get(name) ?? load(name);
  ready.set(name, template);
  return template(view);
}

/** `import.meta.url` is a path in the built swage, and an address when the source itself runs. */
const load = (name: string): Template => (import.meta.url.startsWith("file:") ? compiled(name) : precompiled(name));

function precompiled(name: string): Template {
  const templates = loadBuilt(join(homeOf(), "templates.cjs")) as Readonly<Record<string, Template>>;
  const found = templates[name];
  if (found === undefined) throw new Error(`swage was built without the template ${name}`);
  return found;
}

function compiled(name: string): Template {
  const require = createRequire(import.meta.url);
  const { compile } = require("handlebars") as {
    compile(source: string, options: Readonly<Record<string, boolean>>): Template;
  };
  const { OPTIONS } = require("../build/template-options.cjs") as { OPTIONS: Readonly<Record<string, boolean>> };
  return compile(readFileSync(join(homeOf(), "..", "templates", `${name}.hbs`), "utf8"), OPTIONS);
}
