/**
 * Declarations of the runtime, one file for each of its units: a package would carry fifty small files otherwise, and
 * writing them costs more than what they say. What several units need is the owner's, as in the scripts.
 *
 * Modules keep their declarations word for word. What two modules of one file call by one name gets another in the second,
 * unless the unit exports it. It knows how modules import and export, and no module.
 */
import { posix } from "node:path";
import ts from "typescript5";

/**
 * @param texts declarations of each module, by its name without ending: those of the units and of all that these mention.
 * @returns the declarations of each unit, by the unit's name.
 */
export function rollUp(texts, units, owner) {
  const modules = new Map(
    [...texts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, text]) => [name, read(name, text)]),
  );
  const homes = homesOf(modules, units, owner);
  const exported = new Map(units.map((unit) => [unit, exportsOf(modules.get(unit), modules)]));
  const names = namesOf(modules, homes, exported);
  return new Map(units.map((unit) => [unit, print(unit, { modules, homes, names, exported: exported.get(unit) })]));
}

/** A module taken apart: what it declares, what it calls by which name, what it hands on. */
function read(name, text) {
  const file = ts.createSourceFile(`${name}.d.ts`, text, ts.ScriptTarget.Latest, true);
  const module = {
    name,
    text,
    file,
    declarations: [],
    own: new Map(),
    imports: new Map(),
    handed: [],
    needs: new Set(),
  };
  const other = ({ text: path }) => {
    const found = posix.join(posix.dirname(name), path.replace(/\.js$/, ""));
    module.needs.add(found);
    return found;
  };
  for (const node of file.statements) {
    if (ts.isImportDeclaration(node)) {
      const from = other(node.moduleSpecifier);
      for (const one of node.importClause.namedBindings.elements)
        module.imports.set(one.name.text, { module: from, name: (one.propertyName ?? one.name).text });
    } else if (ts.isExportDeclaration(node)) {
      const from = node.moduleSpecifier === undefined ? undefined : other(node.moduleSpecifier);
      if (node.exportClause === undefined) module.handed.push({ from });
      for (const one of node.exportClause?.elements ?? [])
        module.handed.push({ from, name: (one.propertyName ?? one.name).text, as: one.name.text });
    } else {
      const exports = node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true;
      module.declarations.push(node);
      for (const { text: own } of declared(node)) module.own.set(own, exports);
    }
  }
  return module;
}

const declared = (node) =>
  ts.isVariableStatement(node) ? node.declarationList.declarations.map(({ name }) => name) : [node.name];

/** The unit that holds each module: the one that alone needs it, or the owner. */
function homesOf(modules, units, owner) {
  const homes = new Map();
  for (const unit of [owner, ...units.filter((one) => one !== owner)]) {
    const needed = new Set([unit]);
    for (const name of needed) for (const one of modules.get(name).needs) needed.add(one);
    for (const name of needed) homes.set(name, homes.has(name) ? owner : unit);
  }
  for (const unit of units) homes.set(unit, unit);
  return homes;
}

/** What a module exports: by its name outside, the module that declares it and its name there. */
function exportsOf(module, modules) {
  const all = new Map();
  for (const [name, exported] of module.own) if (exported) all.set(name, { module: module.name, name });
  for (const { from, name, as } of module.handed) {
    if (name === undefined) for (const [key, one] of exportsOf(modules.get(from), modules)) all.set(key, one);
    else
      all.set(as, from === undefined ? origin(module, name, modules) : exportsOf(modules.get(from), modules).get(name));
  }
  return all;
}

/** What a name means inside a module. */
function origin(module, name, modules) {
  const imported = module.imports.get(name);
  return imported === undefined
    ? { module: module.name, name }
    : exportsOf(modules.get(imported.module), modules).get(imported.name);
}

const keyOf = ({ module, name }) => `${module} ${name}`;

/** What every declaration is called in its unit's file: `module name` → name. What the unit exports comes first. */
function namesOf(modules, homes, exported) {
  const names = new Map();
  const taken = new Map(
    [...exported].map(([unit, all]) => [unit, new Map([...all].map(([as, one]) => [as, keyOf(one)]))]),
  );
  for (const { name: module, own } of modules.values()) {
    const inUnit = taken.get(homes.get(module));
    for (const name of own.keys()) {
      const key = keyOf({ module, name });
      let free = name;
      for (let count = 1; (inUnit.get(free) ?? key) !== key; count++) free = `${name}$${count}`;
      inUnit.set(free, key);
      names.set(key, free);
    }
  }
  return names;
}

function print(unit, { modules, homes, names, exported }) {
  const imports = new Map();
  const inUnit = new Set(
    [...modules.values()].flatMap(({ name: module, own }) =>
      homes.get(module) === unit ? [...own.keys()].map((name) => names.get(keyOf({ module, name }))) : [],
    ),
  );
  /** What something is called in this file, imported if another unit has it. */
  const local = (one) => {
    const name = names.get(keyOf(one));
    const home = homes.get(one.module);
    if (home === unit) return name;
    const as = inUnit.has(name) ? `${name}$${posix.basename(home)}` : name;
    imports.set(home, (imports.get(home) ?? new Set()).add(as === name ? name : `${name} as ${as}`));
    return as;
  };
  const bodies = [...modules.values()].flatMap((module) =>
    homes.get(module.name) === unit
      ? module.declarations.map((node) => renamed(node, module, (name) => local(origin(module, name, modules))))
      : [],
  );
  const further = [...exported].flatMap(([as, one]) => {
    const name = local(one);
    const stands = name === as && homes.get(one.module) === unit && modules.get(one.module).own.get(one.name) === true;
    return stands ? [] : [name === as ? name : `${name} as ${as}`];
  });
  const path = (home) => {
    const found = posix.relative(posix.dirname(unit), `${home}.js`);
    return found.startsWith(".") ? found : `./${found}`;
  };
  const heads = [...imports].map(([home, all]) => `import { ${[...all].sort().join(", ")} } from "${path(home)}";`);
  const list = further.length === 0 ? "" : ` ${further.sort().join(", ")} `;
  // Without a list, all that a file of declarations declares would be exported.
  return `${[...heads.sort(), ...bodies, `export {${list}};`].join("\n")}\n`;
}

/** A declaration with its comment, in which names that the module takes from others, or shares with others, are right. */
function renamed(node, module, nameOf) {
  const edits = [];
  const visit = (one) => {
    if (ts.isIdentifier(one) && !isMember(one) && (module.own.has(one.text) || module.imports.has(one.text))) {
      const name = nameOf(one.text);
      if (name !== one.text) edits.push({ start: one.getStart(), end: one.end, name });
    }
    ts.forEachChild(one, visit);
  };
  visit(node);
  let text = "";
  let at = node.pos;
  for (const { start, end, name } of edits) {
    text += module.text.slice(at, start) + name;
    at = end;
  }
  return (text + module.text.slice(at, node.end)).trim();
}

/** Whether an identifier names a part of something, and nothing by itself: `key` of `{ key: T }` and of `a.key`. */
function isMember(node) {
  const { parent } = node;
  if (ts.isQualifiedName(parent)) return parent.right === node;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node;
  const named = ts.isTypeElement(parent) || ts.isClassElement(parent) || ts.isParameter(parent);
  return (named || ts.isNamedTupleMember(parent)) && parent.name === node;
}
