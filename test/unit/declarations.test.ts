/** Declarations of several modules in one file: what each says stays as it was. */
import { expect, it } from "vitest";
import { rollUp } from "../../codegen/build/declarations.mjs";

const rolled = (
  modules: Readonly<Record<string, string>>,
  ...units: readonly string[]
): Readonly<Record<string, string>> =>
  Object.fromEntries(rollUp(new Map(Object.entries(modules)), ["index", ...units], "index"));

it("holds what the entry exports, under the names that it has outside", () => {
  const modules = {
    index: 'export { Cat as Pet, type Food } from "./cat.js";\nexport type * from "./dog.js";\n',
    cat: 'import { type Bone as Food } from "./dog.js";\n/** Purrs. */\nexport declare class Cat {\n\tfood: Food;\n}\nexport { Food };\n',
    dog: "export interface Bone {\n\tlength: number;\n}\n",
  };
  expect(rolled(modules)).toEqual({
    index:
      "/** Purrs. */\nexport declare class Cat {\n\tfood: Bone;\n}\nexport interface Bone {\n\tlength: number;\n}\nexport { Bone as Food, Cat as Pet };\n",
  });
});

it("renames what two modules keep for themselves, and no member of that name", () => {
  const modules = {
    index: 'export { type A } from "./a.js";\nexport { type B } from "./b.js";\n',
    a: "type Own = string;\nexport type A = Own;\n",
    b: "type Own<T> = T;\nexport interface B {\n\tOwn: Own<number>;\n}\nexport {};\n",
  };
  expect(rolled(modules)["index"]).toBe(
    "type Own = string;\nexport type A = Own;\ntype Own$1<T> = T;\nexport interface B {\n\tOwn: Own$1<number>;\n}\nexport {};\n",
  );
});

it("leaves the names of the entry's exports to these", () => {
  const modules = {
    index: 'export { Command as Base } from "./command.js";\n',
    command: 'import type { Base } from "./base.js";\nexport declare class Command implements Base {}\n',
    base: "export interface Base {}\n",
  };
  expect(rolled(modules)["index"]).toBe(
    "export interface Base$1 {}\nexport declare class Command implements Base$1 {}\nexport { Command as Base };\n",
  );
});

it("keeps with a unit what it alone needs, and with the owner what several need", () => {
  const modules = {
    index: "export interface Client {}\n",
    "more/one":
      'import type { Shared } from "../shared.js";\nimport type { Own } from "./own.js";\nexport type One = Shared | Own;\n',
    "more/two": 'import { type Shared as S } from "../shared.js";\nexport type Shared = S[];\n',
    "more/own": "export interface Own {}\n",
    shared: "export interface Shared {}\n",
  };
  expect(rolled(modules, "more/one", "more/two")).toEqual({
    index: "export interface Client {}\nexport interface Shared {}\nexport {};\n",
    "more/one":
      'import { Shared } from "../index.js";\nexport type One = Shared | Own;\nexport interface Own {}\nexport {};\n',
    "more/two":
      'import { Shared as Shared$index } from "../index.js";\nexport type Shared = Shared$index[];\nexport {};\n',
  });
});
