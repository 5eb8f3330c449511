/** `src/waiters.ts`: `waitUntilX` for each waiter, and the quiet `waitForX` that the official client keeps. */

import { paragraph } from "../../../templates/runtime/doc/text.ts";
import { documentationOf } from "../../doc/of.ts";
import type { Model, Operation, Waiter } from "../../model/types.ts";
import type { Declaration } from "../../plan/names.ts";
import type { Plan } from "../../plan/plan.ts";
import type { TsFile } from "../../ts/file.ts";
import { literal, raw } from "../../ts/literal.ts";
import { runtime, runtimeType } from "../../ts/runtime.ts";
import { seeTags } from "../../ts/tags.ts";
import type { Artifact } from "../artifact.ts";

const MODULE = "src/waiters";

export const waiters: Artifact = {
  name: "waiters",
  needs: ["client"],
  *declare(model: Model): Iterable<Declaration> {
    for (const operation of model.operations) {
      for (const { name } of operation.waiters) {
        yield { facet: `waiter:${name}`, id: operation.id, wish: `waitUntil${name}`, module: MODULE };
        yield { facet: `waiterQuiet:${name}`, id: operation.id, wish: `waitFor${name}`, module: MODULE };
      }
    }
  },
  *emit(plan: Plan) {
    const waiting = plan.model.operations.filter((one) => one.waiters.length > 0);
    if (waiting.length === 0) return;
    const file = plan.file(`${MODULE}.ts`, "Polling until something has come about.");
    for (const operation of waiting) for (const waiter of operation.waiters) addWaiter(operation, waiter, plan, file);
    yield file;
  },
};

function addWaiter(operation: Operation, waiter: Waiter, plan: Plan, file: TsFile): void {
  const until = plan.ref(`waiter:${waiter.name}`, operation.id).name;
  const quiet = plan.ref(`waiterQuiet:${waiter.name}`, operation.id).name;
  const input = file.useType(plan.ref("commandInput", operation.id));
  const output = file.useType(plan.ref("commandOutput", operation.id));
  const client = file.useType(plan.ref("client", plan.model.service.id));
  const type = `(params: ${file.use(runtimeType("client", "WaiterConfiguration"))}<${client}>, input: ${input}) => Promise<${file.use(runtimeType("client", "WaiterResult"))}<${output}>>`;
  const facts = literal({
    name: waiter.name,
    command: raw(file.use(plan.ref("command", operation.id))),
    minDelay: waiter.minDelay,
    maxDelay: waiter.maxDelay,
    acceptors: waiter.acceptors,
  });
  file.add(
    {
      kind: "const",
      name: until,
      docs: documentationOf(waiter),
      tags: [
        `@throws when the wait fails, runs out of time or is aborted.`,
        `@example\n\`\`\`ts\nawait ${until}({ client, maxWaitTime: 300 }, input);\n\`\`\``,
        ...seeTags(plan, `${plan.package.bin} wait`, `docs/waiters/${waiter.name}.md`),
      ],
      type,
      value: `/* @__PURE__ */ ${file.use(runtime("client", "createWaiter"))}(${facts})`,
    },
    {
      kind: "const",
      name: quiet,
      docs: paragraph("The same, but a failure is a result and not an error."),
      tags: [`@deprecated Use {@link ${until}}.`],
      type,
      value: `/* @__PURE__ */ ${file.use(runtime("client", "createQuietWaiter"))}(${facts})`,
    },
  );
}
