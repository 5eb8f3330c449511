/** The middleware stack against Smithy's own: any sequence of changes gives the same order, the same errors, the same answers. */
import { constructStack as smithyStack } from "@smithy/core/client";
import fc from "fast-check";
import { expect, test } from "vitest";
import { constructStack } from "../../templates/runtime/client/middleware-stack.ts";

interface AnyStack {
  add(middleware: object, options?: object): void;
  addRelativeTo(middleware: object, options: object): void;
  remove(meant: unknown): boolean;
  removeByTag(tag: string): boolean;
  use(plugin: { applyToStack(stack: AnyStack): void }): void;
  clone(): AnyStack;
  concat(other: AnyStack): AnyStack;
  identify(): string[];
  resolve(handler: unknown, context: object): (args: object) => string[];
}

const name = fc.constantFrom("a", "b", "c", "d");
/** Aliases go with a name: Smithy's stack keeps those of what was replaced as taken, which nobody can rely on. */
const named = fc.constantFrom(
  { name: "a", aliases: ["e", "f"] },
  { name: "b", aliases: [] },
  { name: "c" },
  { name: "d" },
  {},
);
const common = {
  named,
  tags: fc.option(fc.uniqueArray(fc.constantFrom("t", "u")), { nil: undefined }),
  override: fc.option(fc.boolean(), { nil: undefined }),
};
const priority = fc.constantFrom("high", "normal", "low");
const step = fc.constantFrom("initialize", "serialize", "build", "finalizeRequest", "deserialize");
const absolute = fc.record({ ...common, step, priority }, { requiredKeys: [] });
const relative = fc.record(
  { ...common, relation: fc.constantFrom("before", "after"), toMiddleware: name },
  { requiredKeys: ["relation", "toMiddleware"] },
);
/** Options with name and aliases at their places. */
const options = <T extends { readonly named?: object }>(record: fc.Arbitrary<T>): fc.Arbitrary<object> =>
  record.map(({ named, ...rest }) => ({ ...named, ...rest }));
const change = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant("add" as const), options: options(absolute) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("addRelativeTo" as const), options: options(relative) }) },
  fc.record({
    do: fc.constant("remove" as const),
    meant: fc.oneof(fc.constantFrom("a", "b", "c", "d", "e"), fc.nat({ max: 5 })),
  }),
  fc.record({ do: fc.constant("removeByTag" as const), meant: fc.constantFrom("t", "u", "v") }),
  fc.record({ do: fc.constant("clone" as const) }),
);

type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;

/** What a stack answers to each change, and what it is in the end. */
function outcome(make: () => AnyStack, changes: readonly Change[], others: readonly Change[]): unknown[] {
  const seen: unknown[] = [];
  const tried = (run: () => unknown): void => {
    try {
      seen.push(run());
    } catch (error) {
      seen.push((error as Error).message);
    }
  };
  const filled = (list: readonly Change[], mark: string): AnyStack => {
    let stack = make();
    const given: object[] = [];
    list.forEach((one, index) => {
      const middleware = (next: (args: object) => string[]) => (args: object) => [`${mark}${index}`, ...next(args)];
      tried(() => {
        switch (one.do) {
          case "add":
          case "addRelativeTo":
            given.push(middleware);
            return stack[one.do](middleware, one.options);
          case "remove":
            return stack.remove(typeof one.meant === "number" ? (given[one.meant] ?? (() => {})) : one.meant);
          case "removeByTag":
            return stack.removeByTag(one.meant);
          case "clone":
            stack = stack.clone();
            return undefined;
          default:
            return one satisfies never;
        }
      });
    });
    return stack;
  };
  const stack = filled(changes, "x");
  const other = filled(others, "y");
  for (const one of [() => stack, () => stack.concat(other)]) {
    tried(() => one().identify());
    tried(() => one().resolve(() => [], {})({}));
  }
  return seen;
}

test("does what Smithy's does", () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 8 }), fc.array(change, { maxLength: 3 }), (changes, others) => {
      expect(outcome(constructStack as unknown as () => AnyStack, changes, others)).toEqual(
        outcome(smithyStack as unknown as () => AnyStack, changes, others),
      );
    }),
    { numRuns: 2000 },
  );
});
