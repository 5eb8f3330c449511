/** What `dist/` holds of a module: declarations without code, and code without types and documentation. */
import { expect, it } from "vitest";
import { declarationOf } from "../../codegen/output/declaration.ts";
import { moduleOf, scriptsOf } from "../../codegen/output/script.ts";
import { TsFile } from "../../codegen/ts/file.ts";
import { typeOnly } from "../../codegen/ts/form.ts";
import { printTs } from "../../codegen/ts/print.ts";
import type { Statement } from "../../codegen/ts/statement.ts";

const docs = [{ kind: "paragraph", text: [{ kind: "text", text: "Said of it." }] }] as const;
const PET: Statement = { kind: "interface", name: "Pet", docs, properties: [{ name: "name", type: "string", docs }] };
const CAT: Statement = {
  kind: "class",
  name: "Cat",
  docs,
  properties: [
    { name: "mice", type: "number", declare: true },
    { name: "lives", type: "number", value: "9", docs },
  ],
  methods: [
    { name: "eat", parameters: [{ name: "food", type: "Food" }], returns: "void", body: ["chew(food);"], docs },
  ],
};

function file(path: string, ...statements: readonly Statement[]): TsFile {
  const made = new TsFile(path, () => false, "// banner\n");
  made.add(...statements);
  return made;
}

const scripts = (...files: readonly TsFile[]): Readonly<Record<string, string>> =>
  Object.fromEntries([...scriptsOf(files.map(moduleOf))].map(({ path, text }) => [path, text]));

it("a module of types alone is its own declaration", () => {
  const types = file("src/types.ts", PET, { kind: "type", name: "Name", type: "string" });
  const source = printTs(types);
  expect(declarationOf(types, source)).toBe(source);
  expect(scripts(types)["src/types.ts"]).toContain("export {};");
});

it("declares constants by their types, with the imports of these alone", () => {
  const made = file("src/schemas.ts");
  const type = made.useType({ name: "Schema", module: "runtime/client/index", typeOnly: true });
  const value = `${made.use({ name: "table", module: "runtime/client/index", typeOnly: false })}()`;
  made.add({ kind: "const", name: "Pet$", type, value, docs });
  expect(declarationOf(made, printTs(made))).toBe(
    '// banner\n\nimport type { Schema } from "./runtime/client/index.js";\n\n/** Said of it. */\nexport declare const Pet$: Schema;\n',
  );
});

it("declares a constant that states no type by the one that it infers", () => {
  const made = file("src/enums.ts", {
    kind: "const",
    name: "Colour",
    value: '{ RED: "red" } as const',
    built: { value: '{ RED: "red" }' },
    declared: '{ readonly RED: "red" }',
  });
  expect(declarationOf(made, printTs(made))).toContain('export declare const Colour: { readonly RED: "red" };');
  expect(scripts(made)["src/enums.ts"]).toContain('export const Colour = { RED: "red" };');
});

it("declares what callers see of a class", () => {
  const construct = { parameters: [{ name: "lives", type: "number", value: "9" }], body: ["super(lives);"] };
  const made = file("src/cats.ts", { ...CAT, extends: `Animal${typeOnly("<Fur>")}`, construct });
  const text = declarationOf(made, printTs(made));
  expect(text).toContain("export declare class Cat extends Animal<Fur> {\n  mice: number;\n");
  expect(text).toContain("  constructor(lives?: number);\n  /** Said of it. */\n  eat(food: Food): void;\n}");
  expect(printTs(made)).toContain("export class Cat extends Animal<Fur> {");
  expect(scripts(made)["src/cats.ts"]).toContain("export class Cat extends Animal {");
});

it("runs code alone", () => {
  const text = scripts(file("src/cats.ts", PET, CAT))["src/cats.ts"];
  expect(text).toContain("lives = 9;");
  expect(text).toContain("eat(food) {");
  expect(text).not.toMatch(/Said of it|Pet|mice|: number/);
});

it("holds what the entry re-exports in the entry, each after what it needs", () => {
  const cats = file("src/cats.ts");
  cats.add({ kind: "const", name: "cat", value: `${cats.use({ name: "food", module: "src/food", typeOnly: false })}` });
  const food = file("src/food.ts", { kind: "const", name: "food", type: "string", value: '"mice"', docs });
  const types = file("src/types.ts", PET);
  const entry = file(
    "src/index.ts",
    { kind: "exportAll", from: "./types.js", typeOnly: true },
    { kind: "exportAll", from: "./cats.js" },
    { kind: "exportAll", from: "./food.js" },
  );
  expect(scripts(types, cats, food, entry)).toEqual({
    "src/index.ts": '// banner\n\nexport const food = "mice";\n\nexport const cat = food;\n',
  });
});
