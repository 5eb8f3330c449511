/** The bundled part of ts-morph prints what the package prints. Needs dist/ (npm run build). */
import { createRequire } from "node:module";
import * as morph from "ts-morph";
import { StructureKind } from "ts-morph";
import { expect, it } from "vitest";

const bundled = createRequire(import.meta.url)("../../dist/ts-morph.cjs") as typeof morph;

const FILE: morph.SourceFileStructure = {
  kind: StructureKind.SourceFile,
  statements: [
    {
      kind: StructureKind.ImportDeclaration,
      moduleSpecifier: "./a.js",
      namedImports: ["one", { name: "two", alias: "three" }],
    },
    "const text = `a\n  b c`;",
    (writer) => writer.write("export const written = 1;"),
    { kind: StructureKind.TypeAlias, name: "Either", isExported: true, type: '"a" | "b"', docs: ["One or the other."] },
    {
      kind: StructureKind.Interface,
      name: "Pet",
      isExported: true,
      extends: ["Animal<Fur>", "Named"],
      properties: [
        { name: "name", type: "string", hasQuestionToken: true, leadingTrivia: "/** What it is called. */\n" },
        { name: "age", type: "number", isReadonly: true },
      ],
      methods: [{ name: "eat", parameters: [{ name: "food", type: "Food" }], returnType: "void" }],
    },
    {
      kind: StructureKind.Class,
      name: "Cat",
      isExported: true,
      extends: "Base<Fur>",
      implements: ["Pet"],
      leadingTrivia: "/**\n * Purrs.\n */\n",
      properties: [{ name: "#lives", type: "number", initializer: "9", isReadonly: true, hasOverrideKeyword: true }],
      ctors: [
        {
          parameters: [
            { name: "name", type: "string" },
            { name: "lives", initializer: "9" },
          ],
          statements: ["super(name);"],
        },
      ],
      methods: [
        {
          name: "eat",
          isStatic: true,
          parameters: [],
          returnType: "void",
          statements: ["if (hungry) {", "chew();", "}"],
        },
      ],
    },
    {
      kind: StructureKind.Function,
      name: "feed",
      isExported: true,
      parameters: [
        { name: "pets", type: "readonly Pet[]" },
        { name: "rest", isRestParameter: true, type: "{ a: `x` }[]" },
      ],
      returnType: "Promise<void>",
      statements: ["return;"],
    },
    { kind: StructureKind.ExportDeclaration, moduleSpecifier: "./b.js", namedExports: ["b"] },
  ],
};

it("prints every kind of statement alike", () => {
  const format = { indentNumberOfSpaces: 2, newLine: "\n" } as const;
  const text = bundled.printStructure(FILE, format);
  expect(text).toBe(morph.printStructure(FILE, format));
  expect(text).toContain("constructor(name: string, lives = 9) {");
});

it("numbers kinds as the package does", () => {
  expect(bundled.StructureKind).toEqual(StructureKind);
});
