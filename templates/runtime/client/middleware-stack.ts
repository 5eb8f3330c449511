/**
 * The middleware stack, to the letter of Smithy's (its behaviour is the test), at half its size: middleware that names a
 * step and a priority stands in that order, and middleware that names another one stands beside that.
 *
 *   step      initialize → serialize → build → finalizeRequest → deserialize
 *   priority  high → normal → low, and within one as added
 *
 * A name may be used once; with `override` the newcomer takes the place of whatever has the name, if it is the same place.
 */
import type { HandlerExecutionContext, MiddlewareOptions, MiddlewareStack } from "./middleware.ts";

const STEPS = ["initialize", "serialize", "build", "finalizeRequest", "deserialize"];
const PRIORITIES = ["high", "normal", "low"];

type Handler = (args: never) => Promise<unknown>;
type Middleware = (next: Handler, context: HandlerExecutionContext) => Handler;

interface Entry extends MiddlewareOptions {
  readonly middleware: Middleware;
  /** Of middleware with a place of its own. */
  readonly step?: string;
  /** Of middleware beside another. */
  readonly relation?: string;
  readonly toMiddleware?: string;
}

interface AnyStack {
  add(middleware: Middleware, options: object): void;
  addRelativeTo(middleware: Middleware, options: object): void;
  use(plugin: { applyToStack(stack: AnyStack): void }): void;
  identifyOnResolve?(toggle?: boolean): boolean;
}

const namesOf = ({ name, aliases = [] }: Entry): readonly string[] => (name ? [name, ...aliases] : aliases);
const titleOf = ({ name, aliases = [] }: Entry): string =>
  `${name || "anonymous"}${aliases.length > 0 ? ` (a.k.a. ${aliases.join(",")})` : ""}`;
const placeOf = ({ step, priority, relation, toMiddleware }: Entry): string =>
  step === undefined
    ? `middleware ${relation} "${toMiddleware}" middleware`
    : `middleware with ${priority} priority in ${step} step`;

export function constructStack(): MiddlewareStack<object, object> {
  let entries: Entry[] = [];
  let identifies = false;

  const insert = (entry: Entry): void => {
    const names = namesOf(entry);
    const isNamed = (other: Entry, name: string): boolean => namesOf(other).includes(name);
    const taken = names.some((name) => entries.some((other) => isNamed(other, name)));
    if (taken && !entry.override) throw new Error(`Duplicate middleware name '${titleOf(entry)}'`);
    for (const name of names) {
      // One beside another does not replace one with a place of its own, nor the other way round.
      const other = entries.find((one) => isNamed(one, name) && !one.step === !entry.step);
      if (other === undefined) continue;
      const [place, newPlace] = [placeOf(other), placeOf(entry)];
      if (place !== newPlace) {
        throw new Error(`"${titleOf(other)}" ${place} cannot be overridden by "${titleOf(entry)}" ${newPlace}.`);
      }
      entries = entries.filter((one) => one !== other);
    }
    entries = [...entries, entry];
  };

  const removeWhere = (isMeant: (entry: Entry) => boolean | undefined): boolean => {
    const kept = entries.filter((entry) => !isMeant(entry));
    const removed = kept.length < entries.length;
    entries = kept;
    return removed;
  };

  const copyTo = <Target extends AnyStack>(target: Target): Target => {
    // Those with a place of their own first: the others name them.
    for (const entry of entries) if (entry.step) target.add(entry.middleware, { ...entry });
    for (const entry of entries) if (!entry.step) target.addRelativeTo(entry.middleware, { ...entry });
    target.identifyOnResolve?.(identifies);
    return target;
  };

  /** All in order. `lenient` passes over what stands beside nothing. */
  const inOrder = (lenient: boolean): Entry[] => {
    const byName = new Map<string, Entry>();
    const beside = new Map<Entry | undefined, Entry[]>();
    const [own, relative] = [entries.filter(({ step }) => step), entries.filter(({ step }) => !step)];
    for (const entry of [...own, ...relative]) for (const name of namesOf(entry)) byName.set(name, entry);
    for (const entry of relative) {
      const target = byName.get(entry.toMiddleware as string);
      if (target) beside.set(target, [...(beside.get(target) ?? []), entry]);
      else if (!lenient) {
        const place = `${entry.relation} ${entry.toMiddleware}`;
        throw new Error(`${entry.toMiddleware} is not found when adding ${titleOf(entry)} middleware ${place}`);
      }
    }
    const expand = (entry: Entry): Entry[] => {
      const around = beside.get(entry) ?? [];
      const at = (relation: string): Entry[] => around.filter((one) => one.relation === relation);
      return [...at("before").flatMap(expand), entry, ...at("after").reverse().flatMap(expand)];
    };
    const rank = ({ step, priority }: Entry): number =>
      STEPS.indexOf(step as string) * 3 + PRIORITIES.indexOf(priority || "normal");
    return own.sort((a, b) => rank(a) - rank(b)).flatMap(expand);
  };

  const stack = {
    add: (middleware: Middleware, options: object = {}) =>
      insert({ step: "initialize", priority: "normal", middleware, ...options }),
    addRelativeTo: (middleware: Middleware, options: object) => insert({ middleware, ...options }),
    use: (plugin: { applyToStack(stack: AnyStack): void }) => plugin.applyToStack(stack),
    remove: (meant: string | Middleware) =>
      removeWhere((entry) => (typeof meant === "string" ? namesOf(entry).includes(meant) : entry.middleware === meant)),
    removeByTag: (tag: string) => removeWhere(({ tags }) => tags?.includes(tag)),
    applyToStack: copyTo,
    clone: () => copyTo(constructStack() as unknown as AnyStack),
    concat(from: AnyStack & { applyToStack(stack: AnyStack): void }) {
      const joined = stack.clone();
      joined.use(from);
      joined.identifyOnResolve?.(identifies || joined.identifyOnResolve() || (from.identifyOnResolve?.() ?? false));
      return joined;
    },
    identify: () =>
      inOrder(true).map((entry) => `${titleOf(entry)} - ${entry.step ?? `${entry.relation} ${entry.toMiddleware}`}`),
    identifyOnResolve(toggle?: boolean) {
      if (typeof toggle === "boolean") identifies = toggle;
      return identifies;
    },
    resolve(handler: Handler, context: HandlerExecutionContext) {
      const resolved = inOrder(false).reduceRight((next, { middleware }) => middleware(next, context), handler);
      if (identifies) console.log(stack.identify());
      return resolved;
    },
  };
  return stack as unknown as MiddlewareStack<object, object>;
}
