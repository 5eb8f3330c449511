/**
 * The views of errors: the lines that an operation's page has for what it throws, and a page for each. Source: spec-docs D8.
 */
import { documentationOf } from "../../doc/of.ts";
import { isRetried } from "../../model/retried.ts";
import type { ShapeId, StructureShape } from "../../model/types.ts";
import { exceptionLink, operationLink, type Site } from "./site.ts";
import { membersSyntax } from "./syntax.ts";
import type { ErrorView, ExceptionView } from "./view.ts";
import { memberViews } from "./view-members.ts";

export function errorView(site: Site, id: ShapeId): ErrorView {
  const shape = site.plan.shape(id);
  const error = shape.kind === "structure" ? shape.error : undefined;
  return {
    link: exceptionLink(site, id),
    doc: documentationOf(shape),
    ...(error?.status === undefined ? {} : { status: error.status }),
    fault: error?.fault ?? "client",
    retried: isRetried(error),
  };
}

export function exceptionView(site: Site, shape: StructureShape): ExceptionView {
  const { plan } = site;
  const view = errorView(site, shape.id);
  // The runtime gives every error its text as `message`, whatever the wire calls it.
  const members = shape.members.filter((member) => member.name !== "message");
  return {
    ...view,
    path: view.link.path,
    name: view.link.text,
    guard: plan.ref("guard", shape.id).name,
    base: plan.ref("serviceException", plan.model.service.id).name,
    ...(shape.deprecated === undefined ? {} : { deprecated: shape.deprecated }),
    members: memberViews(members, shape.id, "error", { site, direction: "read", depth: "all" }),
    syntax: membersSyntax(members, shape.id, "read", plan, [
      `name: ${JSON.stringify(shape.name)}`,
      'message: "string"',
      `$fault: ${JSON.stringify(view.fault)}`,
      `$metadata: { httpStatusCode: ${view.status ?? (view.fault === "client" ? 400 : 500)}, requestId: "string", attempts: 1, totalRetryDelay: 0 }`,
    ]),
    thrownBy: plan.model.operations
      .filter((one) => one.errors.includes(shape.id))
      .map((one) => operationLink(site, one)),
  };
}
