/** `src/endpoint-discovery.ts`: which operations have discovered endpoints, as the runtime's feature takes it. */
import { paragraph } from "../../../templates/runtime/doc/text.ts";
import { discoveryOf } from "../../model/discovery.ts";
import type { Plan } from "../../plan/plan.ts";
import type { TsFile } from "../../ts/file.ts";
import { literal, raw } from "../../ts/literal.ts";

/** The file, for services that discover endpoints. */
export function* discoveryFile(plan: Plan): Iterable<TsFile> {
  const discovery = discoveryOf(plan.model);
  if (discovery === undefined) return;
  const { describe, ...facts } = discovery;
  const file = plan.file("src/endpoint-discovery.ts", "Operations whose requests go where the service says.");
  const schema = file.use(plan.ref("schema", describe.id));
  const type = file.use({ name: "DiscoveryFacts", module: "runtime/client/endpoint-discovery", typeOnly: true });
  file.add({
    kind: "const",
    name: "discovery",
    type,
    value: literal({ describe: raw(`() => ${schema}`), ...facts }),
    docs: paragraph("By operation: whether it needs a discovered endpoint, and the members that this depends on."),
  });
  yield file;
}
