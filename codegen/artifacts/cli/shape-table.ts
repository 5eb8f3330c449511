/**
 * The shapes of one command as the command line's table of them (`templates/runtime/cli/table.ts`): types, bounds, what is
 * required, and the comment that stands beside a member in a YAML skeleton. It knows nothing of options or pages.
 */
import type * as Table from "../../../templates/runtime/cli/table.ts";
import { rawDocumentationOf } from "../../doc/of.ts";
import { skeletonComment } from "../../doc/skeleton-comment.ts";
import { reach } from "../../model/graph.ts";
import type { Bounds, Constraints, Member, Model, Shape, ShapeId } from "../../model/types.ts";
import { isJsonText, isStreaming, targetOf } from "./type-label.ts";

export interface ShapeTable {
  readonly shapes: Readonly<Record<string, Table.Shape>>;
  /** The key of a shape in the table. */
  key(id: ShapeId): string;
}

/** Everything that some shapes reach, by name. Keys are names, which skeletons show; ids where two have one name. */
export function shapeTable(model: Model, from: readonly ShapeId[], body: Table.TimestampFormat): ShapeTable {
  const ids = [...reach(model, from)].sort();
  const names = new Map<string, number>();
  for (const id of ids) names.set(targetOf(model, id).name, (names.get(targetOf(model, id).name) ?? 0) + 1);
  const key = (id: ShapeId): string => (names.get(targetOf(model, id).name) === 1 ? targetOf(model, id).name : id);
  const shapes: Record<string, Table.Shape> = {};

  /** The key of a member's target, or of that target with the bounds that only this member has. */
  const keyOf = (owner: ShapeId, member: Member): string => {
    const target = targetOf(model, member.target);
    const bounds = boundsOf(target, member.constraints);
    if (Object.keys(bounds).length === 0) return key(target.id);
    const own = `${key(owner)}$${member.name}`;
    shapes[own] = { ...tableShape(target), ...bounds };
    return own;
  };

  const tableShape = (shape: Shape): Table.Shape => {
    const bounds = boundsOf(shape, shape.constraints);
    switch (shape.kind) {
      case "structure":
      case "union": {
        const members = shape.members.map(
          (one) => [one.name, tableMember(model, one, keyOf(shape.id, one), body)] as const,
        );
        return { type: shape.kind, members: Object.fromEntries(members) };
      }
      case "list":
        return { type: "list", member: keyOf(shape.id, shape.member), ...bounds };
      case "map":
        return { type: "map", key: keyOf(shape.id, shape.key), value: keyOf(shape.id, shape.value) };
      case "string":
        return { type: "string", ...bounds };
      case "enum":
        return { type: "string", enum: shape.values.map(({ value }) => value), ...bounds };
      case "byte":
      case "short":
      case "integer":
      case "intEnum":
        return { type: "integer", ...bounds };
      case "long":
      case "bigInteger":
        return { type: "long", ...bounds };
      case "float":
        return { type: "float", ...bounds };
      case "double":
      case "bigDecimal":
        return { type: "double", ...bounds };
      case "timestamp":
        return { type: "timestamp", format: formatOf(shape) ?? body };
      case "blob":
        return { type: "blob", ...(isStreaming(shape) ? { streaming: true } : {}) };
      case "boolean":
      case "document":
        return { type: shape.kind };
      default:
        return shape satisfies never;
    }
  };

  for (const id of ids) shapes[key(id)] = tableShape(targetOf(model, id));
  return { shapes: Object.fromEntries(Object.entries(shapes).sort(([a], [b]) => (a < b ? -1 : 1))), key };
}

function tableMember(model: Model, member: Member, shape: string, body: Table.TimestampFormat): Table.Member {
  const target = targetOf(model, member.target);
  const comment = skeletonComment(rawDocumentationOf(member, target));
  const format = target.kind === "timestamp" ? placeFormat(member, target, body) : undefined;
  return {
    shape,
    ...(member.required ? { required: true } : {}),
    ...(member.idempotencyToken ? { idempotencyToken: true } : {}),
    ...(member.sensitive || target.sensitive ? { sensitive: true } : {}),
    ...(format === undefined ? {} : { format }),
    ...(isJsonText(target, member) ? { jsonvalue: true } : {}),
    ...(comment === "" ? {} : { comment }),
  };
}

/** Bounds that mean something for the type: a number's range, the length of a text or a list. */
function boundsOf(shape: Shape, { length, range }: Constraints): Bounds {
  switch (shape.kind) {
    case "byte":
    case "short":
    case "integer":
    case "intEnum":
    case "long":
    case "bigInteger":
    case "float":
    case "double":
    case "bigDecimal":
      return range ?? {};
    case "string":
    case "enum":
    case "list":
      return length ?? {};
    default:
      return {};
  }
}

const formatOf = (of: Pick<Member, "traits">): Table.TimestampFormat | undefined =>
  of.traits["smithy.api#timestampFormat"] as Table.TimestampFormat | undefined;

/**
 * The form at this place, where it is another than the shape's: the member's own, else what headers and URIs have for a
 * shape that states none. Source: Smithy 2.0, HTTP bindings.
 */
function placeFormat(member: Member, target: Shape, body: Table.TimestampFormat): Table.TimestampFormat | undefined {
  const shape = formatOf(target);
  const here = formatOf(member) ?? shape ?? DEFAULTS[member.wire.location] ?? body;
  return here === (shape ?? body) ? undefined : here;
}

const DEFAULTS: Readonly<Partial<Record<Member["wire"]["location"], Table.TimestampFormat>>> = {
  header: "http-date",
  prefixHeaders: "http-date",
  label: "date-time",
  query: "date-time",
  queryParams: "date-time",
};

/** How a protocol writes timestamps in bodies. Source: the protocols' specifications. */
export function bodyFormat(protocol: ShapeId): Table.TimestampFormat {
  return TEXT_TIMES.has(protocol) ? "date-time" : "epoch-seconds";
}

const TEXT_TIMES: ReadonlySet<string> = new Set([
  "aws.protocols#restXml",
  "aws.protocols#awsQuery",
  "aws.protocols#ec2Query",
]);
