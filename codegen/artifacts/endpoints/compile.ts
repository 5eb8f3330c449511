/**
 * Compiles an endpoint rule set to the bodies of functions: conditions become ifs, the first rule that applies returns or
 * throws. A tree of rules decides finally: where none of them applies, resolving fails. Trees that would nest too deep
 * become functions of their own, and equal ones become one. It knows nothing of files and exports.
 */
import type { RuleType, RuleTypeName } from "../../model/rule-types.ts";
import type { Condition, Rule, RuleScope, RuleSet } from "../../model/rules.ts";
import { access, literal, text } from "../../ts/literal.ts";
import {
  condition,
  expression,
  isSet,
  type Mentions,
  property,
  RUNTIME_NAMES,
  source,
  type Test,
} from "./expression.ts";
import { destructure, WIDTH, when } from "./lines.ts";
import { constantName, functionName } from "./names.ts";
import { type Constant, type Fact, isSetKey, isTrueKey, Scope } from "./scope.ts";

export interface CompiledFunction {
  readonly name: string;
  readonly parameters: readonly { readonly name: string; readonly type: RuleType }[];
  readonly body: readonly string[];
}

export interface CompiledRules {
  /** The body of the resolver, over `params`. */
  readonly body: readonly string[];
  readonly functions: readonly CompiledFunction[];
  /** Names of runtime functions that the code calls. */
  readonly imports: readonly string[];
}

/** True of every value of a type: all partitions that the runtime knows have both, as a test of it makes sure. */
const ALWAYS: Readonly<Partial<Record<RuleTypeName, readonly string[]>>> = {
  partition: ["supportsFIPS", "supportsDualStack"],
};

/** Blocks inside blocks up to here; what is deeper moves out. */
const DEEPEST = 5;

interface Block {
  readonly lines: readonly string[];
  /** One of the rules applies in any case. */
  readonly final: boolean;
}

export interface CompileRequest {
  readonly ruleSet: RuleSet;
  /** The local name of the error class. */
  readonly error: string;
  /** The expression that the parameters are taken from: `params`. */
  readonly params: string;
}

export function compileRules(request: CompileRequest): CompiledRules {
  return new Compiler(request).run();
}

/** One function in the making: which constants it mentions, and which names are taken at this point of it. */
interface Frame {
  readonly mentioned: Map<string, Constant>;
  own: Set<string>;
}

class Compiler {
  readonly #error: string;
  readonly #ruleSet: RuleSet;
  readonly #params: string;
  #imports: Set<string> = new Set();
  readonly #functions: CompiledFunction[] = [];
  readonly #byText: Map<string, string> = new Map();
  readonly #trees: Map<readonly Rule[], SharedFunction> = new Map();
  /** Function names may not meet constants, wherever these are. */
  readonly #constants: Set<string> = new Set();
  #frame: Frame = { mentioned: new Map(), own: new Set() };

  constructor({ error, ruleSet, params }: CompileRequest) {
    this.#error = error;
    this.#ruleSet = ruleSet;
    this.#params = params;
  }

  readonly #mentions: Mentions = {
    runtime: (name) => {
      this.#imports.add(name);
      return name;
    },
    constant: (constant) => {
      this.#frame.mentioned.set(constant.js, constant);
      return constant.js;
    },
  };

  run(): CompiledRules {
    const scope = new Scope();
    const made = this.#ruleSet.parameters.map((one) => {
      const optional = one.default === undefined;
      const constant: Constant = { js: this.#fresh(one.name), type: { name: one.type, optional } };
      scope.name(one.name, constant);
      if (!optional) scope.learn([isSetKey(constant.js), true]);
      return { parameter: one, js: constant.js };
    });
    const checks = made
      .filter(({ parameter }) => parameter.required && parameter.default === undefined)
      .map(({ parameter, js }) => {
        this.#frame.mentioned.set(js, scope.constant(parameter.name));
        scope.learn([isSetKey(js), true]);
        return `if (${js} === undefined) throw new ${this.#error}(${text(`The endpoint needs a ${parameter.name}.`)});`;
      });
    const block = this.#rules(this.#ruleSet.rules, scope, 0);
    const taken = made
      .filter(({ js }) => this.#frame.mentioned.has(js))
      .map(({ parameter, js }) => {
        const fallback = parameter.default === undefined ? "" : ` = ${literal(parameter.default)}`;
        return `${parameter.name === js ? js : `${parameter.name}: ${js}`}${fallback}`;
      });
    return {
      body: [...destructure(taken, this.#params), ...checks, ...block.lines],
      functions: this.#functions,
      imports: [...this.#imports].sort(),
    };
  }

  #fresh(name: string): string {
    const js = constantName(name, (one) => RUNTIME_NAMES.has(one) || one === "params" || this.#frame.own.has(one));
    this.#frame.own.add(js);
    this.#constants.add(js);
    return js;
  }

  #rules(rules: readonly Rule[], scope: Scope, depth: number): Block {
    const lines: string[] = [];
    for (const rule of rules) {
      const block = this.#rule(rule, scope, depth);
      lines.push(...block.lines);
      if (block.final) return { lines, final: true };
    }
    lines.push(`throw new ${this.#error}("No endpoint rule applies.");`);
    return { lines, final: true };
  }

  /** One rule; `outer` learns what is known where the rule did not apply. */
  #rule(rule: Rule, outer: Scope, depth: number): Block {
    const before = {
      mentioned: [...this.#frame.mentioned],
      own: new Set(this.#frame.own),
      imports: [...this.#imports],
    };
    const steps = this.#conditions(rule.conditions, outer);
    if (steps === undefined) {
      this.#frame = { mentioned: new Map(before.mentioned), own: before.own };
      this.#imports = new Set(before.imports);
      return { lines: [], final: false };
    }
    const { scope, segments, held } = steps;
    for (const [printed, constant] of held) {
      outer.hold(printed, constant);
      before.own.add(constant.js);
    }
    const tests = segments.filter((one) => one.tests.length > 0).length;
    const body = this.#outcome(rule, scope, depth + tests);
    const lines = segments.reduceRight<readonly string[]>(
      (inside, segment) => [
        ...segment.constants,
        ...(segment.tests.length === 0 ? inside : when(segment.tests, inside)),
      ],
      body,
    );
    if (steps.opposite !== undefined) outer.learn(...steps.opposite);
    this.#frame.own = before.own;
    return { lines, final: tests === 0 };
  }

  /**
   * The conditions in order, as runs of tests between which constants are declared; `undefined` where one is known to
   * fail. `opposite` is what holds if a single test fails, `held` the constants that stand before any test.
   */
  #conditions(conditions: readonly Condition[], outer: Scope): Steps | undefined {
    const scope = new Scope(outer);
    const segments: Segment[] = [];
    const opposites: (readonly Fact[])[] = [];
    const held: (readonly [string, Constant])[] = [];
    const last = (): Segment => {
      const found = segments.at(-1);
      if (found !== undefined) return found;
      const made: Segment = { constants: [], tests: [] };
      segments.push(made);
      return made;
    };
    for (const { test, assign } of conditions) {
      let outcome = assign === undefined ? condition(test, true, scope, this.#mentions) : undefined;
      if (assign !== undefined) {
        const printed = expression(test, scope, this.#mentions);
        let constant = scope.held(printed);
        if (constant === undefined) {
          constant = { js: this.#fresh(assign), type: test.type };
          if (last().tests.length > 0) segments.push({ constants: [], tests: [] });
          last().constants.push(`const ${constant.js} = ${printed};`);
          scope.hold(printed, constant);
          if (segments.length === 1) held.push([printed, constant]);
        }
        const { js } = constant;
        scope.name(assign, constant);
        for (const attribute of ALWAYS[test.type.name] ?? [])
          scope.learn([isTrueKey(`${js}${access(attribute)}`), true]);
        if (test.type.optional) outcome = isSet(constant.js, true, scope);
        else if (test.type.name === "boolean") outcome = truth(constant.js);
      }
      if (outcome === undefined) continue;
      if ("known" in outcome) {
        if (outcome.known) continue;
        return undefined;
      }
      scope.learn(...outcome.facts);
      opposites.push(outcome.opposite);
      last().tests.push(outcome);
    }
    const [only, more] = opposites;
    return { scope, segments, held, opposite: more === undefined ? only : undefined };
  }

  #outcome(rule: Rule, scope: Scope, depth: number): readonly string[] {
    const comment = rule.documentation === undefined ? [] : [`// ${rule.documentation.replaceAll(/\s+/g, " ")}`];
    switch (rule.kind) {
      case "error":
        return [...comment, `throw new ${this.#error}(${expression(rule.error, scope, this.#mentions)});`];
      case "endpoint": {
        const headers = Object.entries(rule.headers).map(
          ([name, values]) => [name, values.map((one) => source(one, scope, this.#mentions))] as const,
        );
        const properties = Object.entries(rule.properties).map(
          ([name, one]) => [name, property(one, scope, this.#mentions)] as const,
        );
        const endpoint = {
          url: source(rule.url, scope, this.#mentions),
          ...(properties.length === 0 ? {} : { properties: Object.fromEntries(properties) }),
          ...(headers.length === 0 ? {} : { headers: Object.fromEntries(headers) }),
        };
        return [...comment, ...`return ${literal(endpoint, 0, WIDTH - 2 * depth - 8)};`.split("\n")];
      }
      case "tree":
        if (rule.shared !== undefined) return [`return ${this.#shared(rule, rule.shared, scope)};`];
        return depth < DEEPEST || !branches(rule)
          ? [...comment, ...this.#rules(rule.rules, scope, depth).lines]
          : [`return ${this.#call(rule, scope)};`];
      default:
        return rule satisfies never;
    }
  }

  /** Moves the rules of a tree into a function, and gives the call of it. */
  #call(rule: Tree, scope: Scope): string {
    const outside = this.#frame;
    this.#frame = { mentioned: new Map(), own: new Set(outside.own) };
    const inner = scope.forFunction();
    const { lines } = this.#rules(rule.rules, inner, 0);
    const mentioned = [...this.#frame.mentioned.values()].filter((one) => outside.own.has(one.js));
    this.#frame = outside;
    const parameters = mentioned.map(({ js, type }) => ({
      name: js,
      type: { name: type.name, optional: type.optional && scope.fact(isSetKey(js)) !== true },
    }));
    for (const one of mentioned) outside.mentioned.set(one.js, one);
    return `${this.#function(rule, parameters, lines)}(${parameters.map((one) => one.name).join(", ")})`;
  }

  /** The call of the function that a shared tree is, which is made where the tree is first reached. */
  #shared(rule: Tree, known: RuleScope, scope: Scope): string {
    const made = this.#trees.get(rule.rules) ?? this.#sharedFunction(rule, known);
    this.#trees.set(rule.rules, made);
    const given = made.takes.map((name) => this.#mentions.constant(scope.constant(name)));
    return `${made.name}(${given.join(", ")})`;
  }

  #sharedFunction(rule: Tree, known: RuleScope): SharedFunction {
    const outside = this.#frame;
    this.#frame = { mentioned: new Map(), own: new Set() };
    const inner = new Scope();
    const names = [...known].flatMap(([name, type]) => {
      if (!isName(name)) return [];
      const constant = { js: this.#fresh(name), type };
      inner.name(name, constant);
      if (!type.optional) inner.learn([isSetKey(constant.js), true]);
      return [{ name, constant }];
    });
    const { lines } = this.#rules(rule.rules, inner, 0);
    const taken = names.filter(({ constant }) => this.#frame.mentioned.has(constant.js));
    this.#frame = outside;
    const parameters = taken.map(({ constant }) => ({ name: constant.js, type: constant.type }));
    const [first] = rule.rules;
    return {
      name: this.#function({ ...rule, conditions: first?.conditions ?? [] }, parameters, lines),
      takes: taken.map(({ name }) => name),
    };
  }

  /** The name of the function with a body; there is one of equal ones. */
  #function(rule: Rule, parameters: CompiledFunction["parameters"], body: readonly string[]): string {
    const same = JSON.stringify([parameters, body]);
    const known = this.#byText.get(same);
    if (known !== undefined) return known;
    const names = new Set([...this.#functions.map((one) => one.name), ...this.#constants]);
    const name = functionName(rule, (one) => names.has(one));
    this.#byText.set(same, name);
    this.#functions.push({ name, parameters, body });
    return name;
  }
}

type Tree = Rule & { readonly kind: "tree" };

interface SharedFunction {
  readonly name: string;
  /** What the rules call the values that it takes. */
  readonly takes: readonly string[];
}

/** Beside names, what is known holds attributes: `url.scheme`. */
const isName = (key: string): boolean => /^\w+$/.test(key);

interface Steps {
  readonly scope: Scope;
  readonly segments: readonly Segment[];
  readonly opposite: readonly Fact[] | undefined;
  readonly held: readonly (readonly [printed: string, constant: Constant])[];
}

/** Constants, and then the tests that all must hold. */
interface Segment {
  readonly constants: string[];
  readonly tests: Test[];
}

/** The value of an assigned boolean decides the condition. */
const truth = (js: string): Test => ({
  text: js,
  facts: [[isTrueKey(js), true]],
  opposite: [[isTrueKey(js), false]],
});

/** Whether anything below the tree is decided at all. */
const branches = (rule: Rule): boolean =>
  rule.kind === "tree" &&
  (rule.rules.length > 1 || rule.rules.some((one) => one.conditions.length > 0 || branches(one)));
