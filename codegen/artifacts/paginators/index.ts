/** `src/paginators.ts`: a paginator for each operation that pages, over pages and over items. */
import { paragraph } from "../../../templates/runtime/doc/text.ts";
import type { Model, Operation, Pagination, ShapeId } from "../../model/types.ts";
import { serviceName, upperFirst } from "../../plan/case.ts";
import type { Declaration } from "../../plan/names.ts";
import type { Plan } from "../../plan/plan.ts";
import type { TsFile } from "../../ts/file.ts";
import { literal, raw } from "../../ts/literal.ts";
import { runtime, runtimeType } from "../../ts/runtime.ts";
import { seeTags } from "../../ts/tags.ts";
import { typeOf } from "../../ts/types.ts";
import type { Artifact } from "../artifact.ts";

const MODULE = "src/paginators";

export const paginators: Artifact = {
  name: "paginators",
  needs: ["client"],
  *declare(model: Model): Iterable<Declaration> {
    const paged = model.operations.filter((one) => one.pagination !== undefined);
    if (paged.length === 0) return;
    const config = `${serviceName(model.service.sdkId)}PaginationConfiguration`;
    yield { facet: "paginationConfig", id: model.service.id, wish: config, module: MODULE, typeOnly: true };
    for (const one of paged)
      yield { facet: "paginator", id: one.id, wish: `paginate${upperFirst(one.name)}`, module: MODULE };
  },
  *emit(plan: Plan) {
    const paged = plan.model.operations.filter((one) => one.pagination !== undefined);
    if (paged.length === 0) return;
    const file = plan.file(`${MODULE}.ts`, "Lists that come in pages, page by page or item by item.");
    file.add({
      kind: "interface",
      name: plan.ref("paginationConfig", plan.model.service.id).name,
      extends: [
        `${file.use(runtimeType("client", "PaginationConfiguration"))}<${file.useType(plan.ref("client", plan.model.service.id))}>`,
      ],
      docs: paragraph(
        "What a paginator takes beside the operation's input: the client, page size, where to start, how many items in all.",
      ),
    });
    for (const one of paged) if (one.pagination !== undefined) addPaginator(one, one.pagination, plan, file);
    yield file;
  },
};

function addPaginator(operation: Operation, pagination: Pagination, plan: Plan, file: TsFile): void {
  const { name } = plan.ref("paginator", operation.id);
  const input = file.useType(plan.ref("commandInput", operation.id));
  const output = file.useType(plan.ref("commandOutput", operation.id));
  const config = plan.ref("paginationConfig", plan.model.service.id).name;
  const item = itemType(operation, pagination, plan, file);
  const result = `${file.use(runtimeType("client", "Paginator"))}<${output}, ${item}>`;
  file.add({
    kind: "const",
    name,
    docs: paragraph("Pages through ", { kind: "code", text: operation.name }, "."),
    tags: [
      `@example\n\`\`\`ts\nfor await (const item of ${name}({ client }, input).items()) console.log(item);\n\`\`\``,
      ...seeTags(plan, "", `docs/paginators/${operation.name}.md`),
    ],
    type: `(config: ${config}, input: ${input}, ...rest: unknown[]) => ${result}`,
    value: `/* @__PURE__ */ ${file.use(runtime("client", "createPaginator"))}(${literal({
      operation: operation.name,
      command: raw(file.use(plan.ref("command", operation.id))),
      inputToken: pagination.inputToken,
      outputToken: pagination.outputToken,
      resultKeys: pagination.items,
      limitKey: pagination.pageSize,
      moreResults: pagination.moreResults,
      nonAggregateKeys: pagination.nonAggregateKeys,
    })})`,
  });
}

/** The type of one item of the first result key; `unknown` where the path is more than names. */
function itemType(operation: Operation, pagination: Pagination, plan: Plan, file: TsFile): string {
  const [path] = pagination.items;
  if (operation.output === undefined || path === undefined) return "unknown";
  let id: ShapeId = operation.output;
  for (const step of path.split(".")) {
    const shape = plan.shape(id);
    const member = shape.kind === "structure" ? shape.members.find((one) => one.name === step) : undefined;
    if (member === undefined) return "unknown";
    id = member.target;
  }
  const found = plan.shape(id);
  if (found.kind === "list") return typeOf(found.member.target, "read", plan, file);
  return found.kind === "map" ? `[string, ${typeOf(found.value.target, "read", plan, file)}]` : "unknown";
}
