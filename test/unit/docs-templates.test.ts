/** Templates and their views: every hole is filled, nothing is filled that has no hole, and templates hold no logic. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import handlebars from "handlebars";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pagesOf } from "../../codegen/artifacts/docs/pages.ts";
import { render, type View } from "../../codegen/output/template.ts";
import { repositoryRoot } from "../support/shared-folder.ts";
import { planOfFolder, planOfShapes } from "./docs-fixture.ts";
import { isTemplate, type TemplateName, VIEWS } from "./docs-view-schemas.ts";

const folder = join(repositoryRoot, "templates");
const ours = readdirSync(folder)
  .filter((file) => file === "readme.hbs" || /^docs-.*\.hbs$/.test(file))
  .map((file) => file.replace(".hbs", ""));

const sourceOf = (name: string): string => readFileSync(join(folder, `${name}.hbs`), "utf8");

const PING = { method: "GET", uri: "/ping" };
const pages = [
  ...pagesOf(planOfFolder("amplifybackend")),
  ...pagesOf(planOfShapes(["Ping"], { Ping: { type: "operation", traits: { "smithy.api#http": PING } } })),
  ...pagesOf(planOfShapes([], {})),
];

describe("views", () => {
  it("fit their schemas, whatever the service has and has not", () => {
    for (const { path, template, words } of pages) {
      if (!isTemplate(template)) throw new Error(`${path} wants the template ${template}`);
      const result = VIEWS[template].safeParse(words);
      expect(result.error?.issues ?? [], path).toEqual([]);
    }
  });

  it("use every template", () => {
    expect([...new Set(pages.map(({ template }) => template))].sort()).toEqual([...ours].sort());
    expect(Object.keys(VIEWS).sort()).toEqual([...ours].sort());
  });
});

interface Node {
  readonly type: string;
  readonly [key: string]: unknown;
}

/** Every path that a template mentions, and the helpers that it calls. */
function mentioned(node: unknown, paths: Set<string>, helpers: Set<string>): void {
  if (Array.isArray(node)) {
    for (const one of node) mentioned(one, paths, helpers);
    return;
  }
  if (typeof node !== "object" || node === null) return;
  const { type, path, params, hash } = node as Node;
  const called = type === "BlockStatement" || ((params as readonly unknown[] | undefined)?.length ?? 0) > 0;
  if (called) helpers.add((path as { original: string }).original);
  if (type === "PathExpression") paths.add((node as unknown as { original: string }).original);
  for (const [key, value] of Object.entries(node)) {
    if (key === "loc" || (called && key === "path")) continue;
    mentioned(value, paths, helpers);
  }
  expect((hash as { pairs?: readonly unknown[] } | undefined)?.pairs ?? []).toEqual([]);
}

/** The keys of a schema and of the objects that its lists hold. */
function keysOf(template: TemplateName): readonly string[] {
  return Object.entries(VIEWS[template].shape).flatMap(([key, schema]) => {
    const element = (schema as { element?: { shape?: object } }).element?.shape;
    return element === undefined ? [key] : [key, ...Object.keys(element)];
  });
}

describe("templates", () => {
  for (const name of ours) {
    it(`${name} mentions what its schema has, all of it and nothing else`, () => {
      const paths = new Set<string>();
      mentioned(handlebars.parse(sourceOf(name)).body, paths, new Set());
      if (!isTemplate(name)) throw new Error(`${name} has no schema`);
      expect([...paths].sort()).toEqual([...new Set(keysOf(name))].sort());
    });

    it(`${name} calls no helper but if and each`, () => {
      const helpers = new Set<string>();
      mentioned(handlebars.parse(sourceOf(name)).body, new Set(), helpers);
      expect([...helpers].filter((helper) => helper !== "if" && helper !== "each")).toEqual([]);
    });
  }

  it("throw on a hole without a value, and escape nothing", () => {
    const filled = { top: "#", h: "", client: "Zoo", settings: "{}", call: "" };
    expect(() => render("docs-destroy", filled)).toThrow(/breadcrumb/);
    expect(render("docs-destroy", { ...filled, breadcrumb: '<a> & "b"' })).toContain('<a> & "b"');
  });
});

describe("precompiled templates", () => {
  let home = "";
  let built: Readonly<Record<string, (view: View) => string>> = {};
  beforeAll(async () => {
    home = mkdtempSync(join(tmpdir(), "swage-templates-"));
    const build = (await import("../../codegen/build/templates.mjs" as string)) as {
      precompileTemplates(outFile: string): Promise<void>;
    };
    const file = join(home, "templates.cjs");
    await build.precompileTemplates(file);
    // Run here, where handlebars can be found, and not in the folder that it was written to.
    const source = readFileSync(file, "utf8");
    const holder: { exports: typeof built } = { exports: {} };
    new Function("require", "module", source)(createRequire(import.meta.url), holder);
    built = holder.exports;
  });
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  it("print what the sources print", () => {
    expect(Object.keys(built)).toEqual(expect.arrayContaining(ours));
    for (const { path, template, words } of pages) expect(built[template]?.(words), path).toBe(render(template, words));
  });
});
