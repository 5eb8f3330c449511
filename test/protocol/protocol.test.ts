/**
 * The Smithy protocol tests, requests and answers of clients, against generated clients. What is known to fail stands in
 * `expected/`, by protocol, with the reason; a listed case that passes fails the run. At the end the count of each protocol
 * is printed.
 */
import { readdirSync } from "node:fs";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { describeWithShared, readShared, sharedPath } from "../support/shared-folder.ts";
import { type ClientConfig, type Package, packageOf } from "./client.ts";
import { endpointRules } from "./endpoint-rules.ts";
import { expectedFailures } from "./expected/index.ts";
import { expectMembers, expectRequest } from "./message.ts";
import { Suite, shortName, type Task } from "./suite.ts";

/** All cases for clients in the folder, and how many of them may be known to fail. */
const CASES = 917;
const MOST_FAILURES = 20;

interface Count {
  cases: number;
  passed: number;
  expected: number;
}

const counts = new Map<string, Count>();

function countOf({ test }: Task): Count {
  const name = shortName(test.protocol);
  const count = counts.get(name) ?? { cases: 0, passed: 0, expected: 0 };
  counts.set(name, count);
  return count;
}

/** Some ids name a request and an answer; the lists then say which. */
const keyOf = ({ kind, test }: Task): string => `${test.id} (${kind === "request" ? "request" : "response"})`;
const reasonFor = (task: Task): string | undefined => expectedFailures[keyOf(task)] ?? expectedFailures[task.test.id];

async function check(task: Task, suite: Suite, made: Package, config: ClientConfig = {}): Promise<void> {
  const { test, operation, shape } = task;
  const wanted = suite.value(shape, test.params ?? {}) as object;
  switch (task.kind) {
    case "request":
      vi.spyOn(crypto, "randomUUID").mockReturnValue("00000000-0000-4000-8000-000000000000");
      return expectRequest(await made.request(operation, wanted, task.test, config), task.test);
    case "response":
      return expectMembers(await made.answer(operation, task.test, config), wanted, suite.absences(shape));
    case "error": {
      const error = await made.answer(operation, task.test, config).then(
        () => new Error("the answer was taken for an output"),
        (thrown: Error) => thrown,
      );
      expect(error).toBeInstanceOf(made.error(shortName(shape)));
      const { code, type } = test.vendorParams ?? {};
      if (code !== undefined) expect(error).toHaveProperty("code", code);
      if (type !== undefined) expect(error).toHaveProperty("Type", type);
      // What the answer says beside its members is on the error as well, under its own names.
      const members = Object.fromEntries(
        suite.members(shape).map((name) => [name, (error as Error & Record<string, unknown>)[name]]),
      );
      // Every error has a message, however the model spells it.
      const said = Object.keys(members).find((one) => one.toLowerCase() === "message");
      const found = said === undefined || !(said in wanted) ? {} : { [said]: error.message };
      return expectMembers({ ...members, ...found }, wanted, suite.absences(shape));
    }
    default:
      return task satisfies never;
  }
}

function run(task: Task, suite: Suite, made: () => Package): void {
  const reason = reasonFor(task);
  const count = countOf(task);
  count.cases++;
  if (reason === undefined) {
    it(keyOf(task), async () => {
      await check(task, suite, made());
      count.passed++;
    });
    return;
  }
  count.expected++;
  it(`${keyOf(task)}: ${reason}`, async () => {
    const package_ = made();
    const fails = async (config: ClientConfig, message: string): Promise<void> =>
      expect(check(task, suite, package_, config), message).rejects.toThrow();
    await fails({}, `${keyOf(task)} passes now: take it off the list`);
    await fails(package_.officially(task.test.protocol), `${keyOf(task)} passes with the official class`);
  });
}

/** The cases that ask for defaults are those of another package: filling them in is an option of the generator. */
const asksForDefaults = ({ test }: Task): boolean => test.tags?.includes("defaults") === true;

describeWithShared("Smithy protocol tests", () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  for (const file of readdirSync(sharedPath("protocol-tests")).sort()) {
    const path = `protocol-tests/${file}`;
    const ast = JSON.parse(readShared(path));
    const suite = new Suite(ast);
    const tasks = suite.tasks();
    const filled = tasks.filter(asksForDefaults);
    const groups = [
      { name: file, tasks: tasks.filter((one) => !asksForDefaults(one)), options: {} },
      { name: `${file}, defaults filled in`, tasks: filled, options: { defaults: "fill" } as const },
    ];
    for (const { name, tasks, options } of groups.filter((group) => group.tasks.length > 0)) {
      describe(name, () => {
        let made: Package | string;
        beforeAll(async () => {
          made = await packageOf(sharedPath(path), endpointRules(ast), options);
        });
        const package_ = (): Package => {
          if (typeof made === "string") throw new Error(made);
          return made;
        };
        for (const task of tasks) run(task, suite, package_);
      });
    }
  }

  it("are all there, and nearly all pass", () => {
    const sum = (key: keyof Count): number => [...counts.values()].reduce((all, one) => all + one[key], 0);
    expect(sum("cases")).toBe(CASES);
    expect(sum("expected")).toBeLessThanOrEqual(MOST_FAILURES);
  });

  it("has no reason for a case that is not there", () => {
    const known = new Set<string>();
    for (const file of readdirSync(sharedPath("protocol-tests"))) {
      for (const task of new Suite(JSON.parse(readShared(`protocol-tests/${file}`))).tasks())
        for (const key of [keyOf(task), task.test.id]) known.add(key);
    }
    expect(Object.keys(expectedFailures).filter((key) => !known.has(key))).toEqual([]);
  });

  afterAll(() => {
    for (const [name, { cases, passed, expected }] of counts)
      console.info(`${name}: ${passed} of ${cases} pass, ${expected} are known to fail`);
  });
});
