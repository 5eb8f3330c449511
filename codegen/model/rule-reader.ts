/**
 * Reads the parts of endpoint rules that the traits have in common: parameters, conditions, results and values, each with
 * its type. What is wrong is a fault with its place. It knows nothing of how a trait puts the parts together.
 */
import { isObject } from "./json.ts";
import { argumentsOf, FUNCTIONS, type FunctionName } from "./rule-functions.ts";
import { ATTRIBUTES, attributeType, type RuleType, show } from "./rule-types.ts";
import {
  type Condition,
  keyOf,
  type Property,
  type Rule,
  type RuleFault,
  type RuleParameter,
  type RuleScope,
  type Value,
} from "./rules.ts";

type Path = RuleFault["path"];
type Json = Readonly<Record<string, unknown>>;

/** What is known before any rule. */
export const scopeOf = (parameters: readonly RuleParameter[]): RuleScope =>
  new Map(
    parameters.map((one) => [one.name, { name: one.type, optional: !one.required && one.default === undefined }]),
  );

const PARAMETER_TYPES: Readonly<Record<string, RuleParameter["type"]>> = {
  string: "string",
  boolean: "boolean",
  stringarray: "strings",
};

/** Stands for a value that could not be read, so that reading goes on. */
const BROKEN: Value = { kind: "text", text: "", type: { name: "string", optional: false } };

export class RuleReader {
  readonly faults: RuleFault[] = [];

  fault(path: Path, message: string, hint?: string): void {
    this.faults.push({ path, message, ...(hint === undefined ? {} : { hint }) });
  }

  object(value: unknown, path: Path): Json {
    if (isObject(value)) return value;
    this.fault(path, "An object is expected here.");
    return {};
  }

  list(value: unknown, path: Path): readonly unknown[] {
    if (Array.isArray(value)) return value;
    this.fault(path, "A list is expected here.");
    return [];
  }

  text(value: unknown, path: Path, what: string): string {
    if (typeof value === "string") return value;
    this.fault(path, `${what} is a string.`);
    return "";
  }

  parameters(value: unknown, path: Path): readonly RuleParameter[] {
    return Object.entries(this.object(value, path)).map(([name, raw]) => {
      const at = [...path, name];
      const json = this.object(raw, at);
      const type = PARAMETER_TYPES[String(json["type"]).toLowerCase()];
      if (type === undefined)
        this.fault(
          [...at, "type"],
          `The parameter type ${JSON.stringify(json["type"])} is unknown.`,
          "types are string, boolean, stringArray",
        );
      const fallback = json["default"] as RuleParameter["default"];
      const given = Array.isArray(fallback) ? "strings" : typeof fallback;
      if (fallback !== undefined && fallback !== null && type !== undefined && given !== type)
        this.fault(
          [...at, "default"],
          `The default of ${name} is ${JSON.stringify(fallback)}, and ${name} is a ${String(json["type"])}.`,
        );
      return {
        name,
        type: type ?? "string",
        required: json["required"] === true,
        ...(fallback === undefined || fallback === null ? {} : { default: fallback }),
        ...(typeof json["builtIn"] === "string" ? { builtIn: json["builtIn"] } : {}),
        documentation: typeof json["documentation"] === "string" ? json["documentation"] : "",
      };
    });
  }

  rules(value: unknown, path: Path, scope: RuleScope): readonly Rule[] {
    return this.list(value, path).flatMap((one, index) => this.rule(one, [...path, index], scope) ?? []);
  }

  /** One rule with its conditions; `undefined` where it is of no kind. */
  rule(value: unknown, path: Path, outer: RuleScope): Rule | undefined {
    const json = this.object(value, path);
    const scope = new Map(outer);
    const conditions = this.list(json["conditions"] ?? [], [...path, "conditions"]).map((one, index) =>
      this.condition(one, [...path, "conditions", index], scope),
    );
    const said = json["documentation"];
    const base = { conditions, ...(typeof said === "string" ? { documentation: said } : {}) };
    switch (json["type"]) {
      case "tree":
        return { ...base, kind: "tree", rules: this.rules(json["rules"], [...path, "rules"], scope) };
      case "error":
        return { ...base, kind: "error", error: this.#value(json["error"], [...path, "error"], scope) };
      case "endpoint": {
        const at = [...path, "endpoint"];
        const endpoint = this.object(json["endpoint"], at);
        const headers = Object.entries(this.object(endpoint["headers"] ?? {}, [...at, "headers"])).map(
          ([name, list]) =>
            [
              name,
              this.list(list, [...at, "headers", name]).map((one, index) =>
                this.#value(one, [...at, "headers", name, index], scope),
              ),
            ] as const,
        );
        const properties = Object.entries(this.object(endpoint["properties"] ?? {}, [...at, "properties"])).map(
          ([name, one]) => [name, this.#property(one, [...at, "properties", name], scope)] as const,
        );
        return {
          ...base,
          kind: "endpoint",
          url: this.#string(endpoint["url"], [...at, "url"], scope),
          headers: Object.fromEntries(headers),
          properties: Object.fromEntries(properties),
        };
      }
      default:
        this.fault(
          [...path, "type"],
          `The rule type ${JSON.stringify(json["type"])} is unknown.`,
          "types are endpoint, error, tree",
        );
        return undefined;
    }
  }

  /** Reads a condition, and puts into `scope` what holds after it: a name assigned, a parameter known to be set. */
  condition(value: unknown, path: Path, scope: Map<string, RuleType>): Condition {
    const json = this.object(value, path);
    const test = this.#value(json, path, scope);
    const assign = json["assign"];
    if (assign === undefined) {
      const set = foundSet(test, true);
      if (set !== undefined) scope.set(keyOf(set), { ...set.type, optional: false });
      return { test };
    }
    const name = this.text(assign, [...path, "assign"], "A name");
    if (scope.has(name)) this.fault([...path, "assign"], `The name ${name} is taken.`, "a name stands for one value");
    scope.set(name, { ...test.type, optional: false });
    return { test, assign: name };
  }

  #string(value: unknown, path: Path, scope: RuleScope): Value {
    const read = this.#value(value, path, scope);
    if (read.type.name !== "string") this.fault(path, `A string is expected, not ${show(read.type)}.`);
    return read;
  }

  #property(value: unknown, path: Path, scope: RuleScope): Property {
    if (Array.isArray(value)) {
      const items = value.map((one, index) => this.#property(one, [...path, index], scope));
      return { kind: "list", items };
    }
    if (!isObject(value) || "ref" in value || "fn" in value)
      return { kind: "value", value: this.#value(value, path, scope) };
    const members = Object.entries(value).map(([name, one]) => [name, this.#property(one, [...path, name], scope)]);
    return { kind: "object", members: Object.fromEntries(members) };
  }

  #value(value: unknown, path: Path, scope: RuleScope): Value {
    if (typeof value === "string") return this.#template(value, path, scope);
    if (typeof value === "boolean") return { kind: "boolean", value, type: { name: "boolean", optional: false } };
    if (typeof value === "number") return { kind: "number", value, type: { name: "number", optional: false } };
    const json = this.object(value, path);
    if ("ref" in json)
      return this.#ref(this.text(json["ref"], [...path, "ref"], "A reference"), [...path, "ref"], scope);
    if (typeof json["fn"] === "string") return this.#call(json["fn"], json, path, scope);
    if (isObject(value)) this.fault(path, "A value has a `ref` or a `fn`.");
    return BROKEN;
  }

  #ref(name: string, path: Path, scope: RuleScope): Value {
    const type = scope.get(name);
    if (type !== undefined) return { kind: "ref", name, type };
    this.fault(
      path,
      `Nothing here is called ${name}.`,
      `in scope: ${[...scope.keys()].filter((one) => !/[.[]/.test(one)).join(", ")}`,
    );
    return BROKEN;
  }

  #call(fn: string, json: Json, path: Path, scope: RuleScope): Value {
    const argv = this.list(json["argv"], [...path, "argv"]);
    if (fn === "getAttr") {
      const of = this.#value(argv[0], [...path, "argv", 0], scope);
      return this.#attribute(of, this.text(argv[1], [...path, "argv", 1], "A path"), [...path, "argv", 1], scope);
    }
    const known = Object.hasOwn(FUNCTIONS, fn) ? FUNCTIONS[fn as FunctionName] : undefined;
    if (known === undefined) {
      this.fault(
        [...path, "fn"],
        `The function ${fn} is unknown.`,
        `functions are ${Object.keys(FUNCTIONS).join(", ")}, getAttr`,
      );
      return BROKEN;
    }
    const args = argv.map((one, index) => this.#value(one, [...path, "argv", index], scope));
    const checked = argumentsOf(
      fn as FunctionName,
      args.map((one) => one.type),
    );
    for (const { index, message, hint } of checked.faults)
      this.fault([...path, "argv", ...(index === undefined ? [] : [index])], message, hint);
    return { kind: "call", fn: fn as FunctionName, args, type: checked.result };
  }

  /** `name`, `a.b`, `parts[0]`, `[1]`, `[-1]`. */
  #attribute(of: Value, text: string, path: Path, scope: RuleScope): Value {
    const steps = [...text.matchAll(/([A-Za-z_]\w*)|\[(-?\d+)\]/g)].map(([, name, index]) => name ?? Number(index));
    let type = of.type;
    if (type.optional)
      this.fault(path, `The value may not be set, so it has no ${text}.`, "put an isSet condition before");
    for (const step of steps) {
      const found = attributeType(type, step);
      if (found === undefined) {
        const has = Object.keys(ATTRIBUTES[type.name] ?? {});
        this.fault(path, `${show(type)} has no ${step}.`, has.length === 0 ? undefined : `it has ${has.join(", ")}`);
        return BROKEN;
      }
      type = found;
    }
    if (steps.length === 0) this.fault(path, `${JSON.stringify(text)} is not a path.`);
    const attr: Value = { kind: "attr", of, path: steps, type };
    const narrowed = scope.get(keyOf(attr));
    return narrowed === undefined ? attr : { ...attr, type: narrowed };
  }

  /** Text with `{Name}` and `{Name#path}` in it; `{{` and `}}` are braces. */
  #template(text: string, path: Path, scope: RuleScope): Value {
    const parts: (string | Value)[] = [];
    let plain = "";
    for (const [piece, hole] of text.matchAll(/\{\{|\}\}|\{([^{}]*)\}|[^{}]+|[{}]/g)) {
      if (hole === undefined) {
        if (piece === "{" || piece === "}")
          this.fault(path, `A brace has no partner in ${JSON.stringify(text)}.`, "write {{ or }} for a brace");
        plain += piece === "{{" ? "{" : piece === "}}" ? "}" : piece;
        continue;
      }
      const [name = "", attribute] = hole.split("#", 2);
      const ref = this.#ref(name, path, scope);
      const value = attribute === undefined ? ref : this.#attribute(ref, attribute, path, scope);
      if (value.type.name !== "string") this.fault(path, `{${hole}} is ${show(value.type)}, and a string is expected.`);
      else if (value.type.optional)
        this.fault(path, `{${hole}} may not be set.`, "put an isSet condition before, or give the parameter a default");
      if (plain !== "") parts.push(plain);
      plain = "";
      parts.push(value);
    }
    const type: RuleType = { name: "string", optional: false };
    if (parts.length === 0) return { kind: "text", text: plain, type };
    return { kind: "template", parts: plain === "" ? parts : [...parts, plain], type };
  }
}

/** The value that is known to be there once a condition has come out as `outcome`. */
export function foundSet(test: Value, outcome: boolean): Value | undefined {
  if (test.kind === "call") {
    const [first, second] = test.args;
    if (first === undefined) return undefined;
    if (test.fn === "isSet") return outcome ? first : undefined;
    if (test.fn === "not") return foundSet(first, !outcome);
    if (test.fn === "booleanEquals" && second?.kind === "boolean") return foundSet(first, outcome === second.value);
  }
  return outcome && test.type.optional ? test : undefined;
}
