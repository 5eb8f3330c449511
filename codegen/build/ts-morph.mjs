/**
 * Bundles the part of ts-morph that prints. The whole package loads the TypeScript compiler, a fifth of a second and 65 MB
 * of every run; printing reaches 140 of its declarations, and of the compiler the numbers of syntax kinds.
 *
 * esbuild cannot leave the rest out, since CommonJS and classes with mixins might do anything when they load. Here a
 * declaration at the top of a file stays when `printStructure` mentions its name, directly or not.
 */
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { SyntaxKind } from "ts-morph";
import ts from "typescript5";
import { notices, packagesIn } from "./notices.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const USED = ["printStructure", "StructureKind"];

/**
 * What stands in for the compiler. Its scanner is asked where the last token of an item ends, for the comma between two
 * items: at the end of the text here, so items of a list may not end in comments.
 */
const COMPILER = `
exports.SyntaxKind = ${JSON.stringify(SyntaxKind)};
exports.createScanner = () => {
  let text = "", tokens = 0;
  return {
    setText(given = "") { text = given.trimEnd(); tokens = text === "" ? 0 : 1; },
    scan: () => tokens-- > 0 ? exports.SyntaxKind.Identifier : exports.SyntaxKind.EndOfFileToken,
    getTokenFullStart: () => text.length,
  };
};
exports.ScriptTarget = {};
`;

/**
 * What stands in for declarations of `@ts-morph/common`. Printers ask for each other at every step, and found what they had
 * by a text made of all that was given.
 */
const COMMON = {
  Memoize: `
function Memoize(method) {
  const only = Symbol(), others = Symbol();
  return function (...given) {
    if (given.length === 0) return this[only] ??= method.call(this);
    const known = this[others] ??= new Map(), key = JSON.stringify(given);
    if (!known.has(key)) known.set(key, method.apply(this, given));
    return known.get(key);
  };
}`,
};

/** Writes `outFile` with the two exports of ts-morph that swage uses, and the notices of what is inside beside it. */
export async function buildPrinter(outFile) {
  /** Names of `@ts-morph/common` that what stays of ts-morph mentions. */
  let common = [];
  const result = await build({
    stdin: { contents: `export { ${USED.join(", ")} } from "ts-morph";`, resolveDir: root },
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: "none",
    absWorkingDir: root,
    metafile: true,
    outfile: outFile,
    logLevel: "warning",
    plugins: [
      {
        name: "printing",
        setup(api) {
          api.onLoad({ filter: /[\\/]ts-morph\.js$/ }, ({ path }) => {
            const { text, mentions } = reached(readFileSync(path, "utf8"), USED);
            common = [...mentions].flatMap((one) => /^common\.(\w+)$/.exec(one)?.[1] ?? []);
            return { contents: text };
          });
          api.onLoad({ filter: /[\\/]ts-morph-common\.js$/ }, ({ path }) => ({
            contents: reached(readFileSync(path, "utf8"), common, COMMON).text,
          }));
          api.onResolve({ filter: /^code-block-writer$/ }, () => ({ path: join(root, "codegen/build/writer.mjs") }));
          api.onResolve({ filter: /^\.\/typescript$/ }, () => ({ path: "typescript", namespace: "compiler" }));
          api.onLoad({ filter: /.*/, namespace: "compiler" }, () => ({ contents: COMPILER }));
        },
      },
    ],
  });
  return notices(packagesIn(result.metafile));
}

/**
 * The top-level statements of a CommonJS module that some of its exports reach, with all names that these mention. `instead`
 * says what stands in for some of its functions.
 */
function reached(text, exported, instead = {}) {
  const { statements } = ts.createSourceFile("module.js", text, ts.ScriptTarget.Latest);
  const declaring = new Map();
  for (const statement of statements) {
    for (const name of declares(statement)) declaring.set(name, [...(declaring.get(name) ?? []), statement]);
  }
  const kept = new Set();
  const mentions = new Set(exported.map((name) => `exports.${name}`));
  for (const name of mentions) {
    for (const statement of declaring.get(name) ?? []) {
      if (kept.has(statement)) continue;
      kept.add(statement);
      if (!(name in instead)) mention(statement, mentions);
    }
  }
  const isDirective = ({ expression }) => expression !== undefined && ts.isStringLiteral(expression);
  const stays = statements.filter((one) => kept.has(one) || isDirective(one));
  const textOf = ({ pos, end, name }) => instead[name?.text] ?? text.slice(pos, end);
  return { text: stays.map(textOf).join(""), mentions };
}

/** The names that a statement gives a value: `exports.X` for exports. */
function declares(statement) {
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.flatMap(({ name }) => bound(name));
  if (statement.name !== undefined) return [statement.name.text];
  return ts.isExpressionStatement(statement) ? assigned(statement.expression) : [];
}

const bound = (name) => (ts.isIdentifier(name) ? [name.text] : name.elements.flatMap((one) => bound(one.name)));

/**
 * `exports.A = exports.B = …`, `(function (A) { … })(exports.A || (exports.A = {}))`, and
 * `Object.defineProperty(exports, "A", …)`.
 */
function assigned(node) {
  if (ts.isParenthesizedExpression(node)) return assigned(node.expression);
  if (ts.isBinaryExpression(node)) {
    const name = member(node.left);
    const isExport = name?.startsWith("exports.") && node.operatorToken.kind === ts.SyntaxKind.EqualsToken;
    return [...(isExport ? [name] : []), ...assigned(node.right)];
  }
  if (!ts.isCallExpression(node)) return [];
  const [target, key] = node.arguments;
  if (member(node.expression) === "Object.defineProperty" && target.text === "exports") return [`exports.${key.text}`];
  return node.arguments.flatMap(assigned);
}

/** `common.errors` of `common.errors.throwIfNull`: names with the member that is taken of them. */
const member = (node) =>
  ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.expression)
    ? `${node.expression.text}.${node.name.text}`
    : undefined;

function mention(node, into) {
  const name = member(node);
  if (name !== undefined) into.add(name);
  if (ts.isIdentifier(node)) into.add(node.text);
  else if (ts.isPropertyAccessExpression(node)) mention(node.expression, into);
  else ts.forEachChild(node, (child) => mention(child, into));
}
