/**
 * The shapes of one command as the command line's table of them (`templates/runtime/cli/table.ts`): types, bounds, what is
 * required, and the comment that stands beside a member in a YAML skeleton. It knows nothing of options or pages.
 */
import type * as Table from "../../../templates/runtime/cli/table.ts";
import { rawDocumentationOf } from "../../doc/of.ts";
import { skeletonComment } from "../../doc/skeleton-comment.ts";
import { reach } from "../../model/graph.ts";
import type { Bounds, Constraints, Member, Model, Shape, ShapeId } from "../../model/types.ts";
import type { Plan } from "../../plan/plan.ts";
import { isJsonText, isStreaming, targetOf } from "./type-label.ts";

export interface ShapeTable {
  /** The key of a shape in the table: its name, which skeletons show; its id where two have one name. */
  key(id: ShapeId): string;
  /** What some shapes reach, by key. */
  reachedBy(ids: readonly ShapeId[]): Readonly<Record<string, Table.Shape>>;
}

/** The table of the whole service, of which each command takes what it needs; a shape is worked out once. */
export function shapeTable(plan: Plan): ShapeTable {
  const { model } = plan;
  const body = bodyFormat(plan.protocol.id);
  const owners = new Map<string, number>();
  for (const { name } of Object.values(model.shapes)) owners.set(name, (owners.get(name) ?? 0) + 1);
  const key = (id: ShapeId): string => {
    const { name } = targetOf(model, id);
    return owners.get(name) === 1 ? name : id;
  };
  const rows = new Map<ShapeId, Rows>();
  const rowsOf = (id: ShapeId): Rows => {
    const known = rows.get(id) ?? shapeRows(targetOf(model, id), { model, body, key, asks: plan.usage(id).input });
    rows.set(id, known);
    return known;
  };
  return {
    key,
    reachedBy(ids) {
      const all = [...reach(model, ids)].flatMap(rowsOf);
      return Object.fromEntries(all.sort(([a], [b]) => (a < b ? -1 : 1)));
    },
  };
}

/** A shape, and beside it those that differ from a target of it in the bounds that a member has of its own. */
type Rows = readonly (readonly [key: string, shape: Table.Shape])[];

interface Facts {
  readonly model: Model;
  readonly body: Table.TimestampFormat;
  readonly key: (id: ShapeId) => string;
  /** Whether callers send the shape: a comment is only for those who fill something in. */
  readonly asks: boolean;
}

function shapeRows(shape: Shape, facts: Facts): Rows {
  const { model, body, key } = facts;
  const own: (readonly [string, Table.Shape])[] = [];
  const keyOf = (member: Member): string => {
    const target = targetOf(model, member.target);
    const bounds = boundsOf(target, member.constraints);
    if (Object.keys(bounds).length === 0) return key(target.id);
    const name = `${key(shape.id)}$${member.name}`;
    own.push([name, { ...plainShape(target, body, (one) => key(one.target)), ...bounds }]);
    return name;
  };
  const members = (list: readonly Member[]): Readonly<Record<string, Table.Member>> =>
    Object.fromEntries(list.map((one) => [one.name, tableMember(one, keyOf(one), facts)]));
  const row: Table.Shape =
    shape.kind === "structure" || shape.kind === "union"
      ? { type: shape.kind, members: members(shape.members) }
      : plainShape(shape, body, keyOf);
  return [[key(shape.id), row], ...own];
}

/** A list that a member bounds keeps its element; `keyOf` says what an element or value is called. */
function plainShape(shape: Shape, body: Table.TimestampFormat, keyOf: (member: Member) => string): Table.Shape {
  const bounds = boundsOf(shape, shape.constraints);
  switch (shape.kind) {
    case "structure":
    case "union":
      // Structures have no bounds, so no member can give one other bounds.
      throw new Error(`${shape.id} is not a plain shape`);
    case "list":
      return { type: "list", member: keyOf(shape.member), ...bounds };
    case "map":
      return { type: "map", key: keyOf(shape.key), value: keyOf(shape.value) };
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
}

function tableMember(member: Member, shape: string, { model, body, asks }: Facts): Table.Member {
  const target = targetOf(model, member.target);
  const comment = asks ? skeletonComment(rawDocumentationOf(member, target)) : "";
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
function bodyFormat(protocol: ShapeId): Table.TimestampFormat {
  return TEXT_TIMES.has(protocol) ? "date-time" : "epoch-seconds";
}

const TEXT_TIMES: ReadonlySet<string> = new Set([
  "aws.protocols#restXml",
  "aws.protocols#awsQuery",
  "aws.protocols#ec2Query",
  "alloy#simpleRestJson",
]);
