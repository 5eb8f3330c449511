/** A path into an operation's input as a TypeScript expression, so that no path is read when a client runs. */
import type { ContextPath } from "../../model/context-path.ts";
import { access } from "../../ts/literal.ts";

/**
 * The expression over `base`: `input.TransactItems?.map((item) => item.Get?.TableName)`. What is not there is undefined
 * where JMESPath says null, and stands in no list.
 */
export function pathExpression(path: ContextPath, base: string): string {
  switch (path.kind) {
    case "current":
      return base;
    case "member": {
      const name = access(path.name);
      if (path.of.kind === "current") return `${base}${name}`;
      return `${pathExpression(path.of, base)}?.${name.replace(/^\./, "")}`;
    }
    case "index":
      return `${pathExpression(path.of, base)}?.at(${path.index})`;
    case "each": {
      const list = pathExpression(path.of, base);
      const items =
        path.item.kind === "current" ? list : `${list}?.map((item) => ${pathExpression(path.item, "item")})`;
      return present(items, path.of.kind === "flatten" && path.item.kind === "current");
    }
    case "flatten":
      return present(`${pathExpression(path.of, base)}?.flat()`);
    case "keys":
      return `Object.keys(${pathExpression(path.of, base)} ?? {})`;
    case "several": {
      const of = pathExpression(path.of, base);
      return `[${path.items.map((one) => pathExpression(one, of)).join(", ")}]`;
    }
    default:
      return path satisfies never;
  }
}

const present = (list: string, already = false): string =>
  already ? list : `${list}?.filter((one) => one !== undefined && one !== null)`;
