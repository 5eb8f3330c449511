/**
 * The shapes of a service as the command line's lines of them (`templates/runtime/cli/table.ts`): types, what is required,
 * what help says of a value, and the comment that stands beside a member in a YAML skeleton. It knows nothing of options or
 * pages.
 */
import type * as Table from "../../../templates/runtime/cli/table.ts";
import type { Doc } from "../../../templates/runtime/doc/tree.ts";
import { documentationOf, rawDocumentationOf } from "../../doc/of.ts";
import { skeletonComment } from "../../doc/skeleton-comment.ts";
import type { Constraints, Deprecation, Member, Shape, ShapeId, StructureShape } from "../../model/types.ts";
import { type Plan, shapeOf } from "../../plan/plan.ts";
import { isJsonText, isStreaming } from "./shape-facts.ts";

export interface ShapeTable {
  /** The key of a shape, which is in the table from now on, with all that it reaches. */
  key(id: ShapeId): Table.Key;
}

/**
 * The table, empty. Shapes are put into it as they are asked for, so that what one command reaches is close together.
 * @param first the number of the first line.
 * @param put takes each line in turn: every shape that was asked for, and what these reach.
 */
export function shapeTable(plan: Plan, first: Table.Line, put: (row: Table.Shape) => void): ShapeTable {
  const { model } = plan;
  const body = bodyFormat(plan.protocol.id);
  const keys = new Map<ShapeId, Table.Key>();
  const waiting: ShapeId[] = [];
  let next = 0;
  const keyOf = (id: ShapeId): Table.Key => {
    const known = keys.get(id);
    if (known !== undefined) return known;
    const key = String(first + keys.size);
    keys.set(id, key);
    waiting.push(id);
    return key;
  };
  return {
    key(id) {
      const key = keyOf(id);
      for (; next < waiting.length; next += 1) {
        const one = waiting[next] as ShapeId;
        put(shapeRow(shapeOf(model, one), { plan, body, keyOf, asks: plan.usage(one).input }));
      }
      return key;
    },
  };
}

interface Facts {
  readonly plan: Plan;
  readonly body: Table.TimestampFormat;
  readonly keyOf: (id: ShapeId) => Table.Key;
  /** Whether callers send the shape: a comment is only for those who fill something in. */
  readonly asks: boolean;
}

function shapeRow(shape: Shape, facts: Facts): Table.Shape {
  const { name } = shape;
  const { keyOf, body } = facts;
  switch (shape.kind) {
    case "structure":
    case "union": {
      // Without a prototype: a member may be called `__proto__`, and V8 makes no hidden class for what is there once.
      const members: Record<string, Table.Member> = Object.create(null);
      for (const one of shape.members) members[one.name] = memberData(one, facts);
      const row: Draft<Table.StructureShape> = { name, type: shape.kind, members };
      const error = shape.kind === "structure" ? errorFacts(shape) : undefined;
      if (error !== undefined) row.error = error;
      return tell(row, shape);
    }
    case "list": {
      const row: Draft<Table.ListShape> = { name, type: "list", member: keyOf(shape.member.target) };
      const ofMember = partOf(shape.member);
      if (ofMember !== undefined) row.ofMember = ofMember;
      return tell(row, shape);
    }
    case "map": {
      const [key, value] = [keyOf(shape.key.target), keyOf(shape.value.target)];
      const row: Draft<Table.MapShape> = { name, type: "map", key, value };
      const ofKey = partOf(shape.key);
      if (ofKey !== undefined) row.ofKey = ofKey;
      const ofValue = partOf(shape.value);
      if (ofValue !== undefined) row.ofValue = ofValue;
      return tell(row, shape);
    }
    case "string":
      return tell<Table.StringShape>({ name, type: "string" }, shape);
    case "enum":
      return tell<Table.StringShape>({ name, type: "string", enum: shape.values.map(({ value }) => value) }, shape);
    case "byte":
    case "short":
    case "integer":
      return tell<Table.NumberShape>({ name, type: "integer" }, shape);
    case "intEnum":
      return tell<Table.NumberShape>({ name, type: "integer", values: shape.values.map(({ value }) => value) }, shape);
    case "long":
    case "bigInteger":
      return tell<Table.NumberShape>({ name, type: "long" }, shape);
    case "float":
      return tell<Table.NumberShape>({ name, type: "float" }, shape);
    case "double":
      return tell<Table.NumberShape>({ name, type: "double" }, shape);
    case "bigDecimal":
      return tell<Table.NumberShape>({ name, type: "double", exact: true }, shape);
    case "timestamp":
      return tell<Table.TimestampShape>({ name, type: "timestamp", format: formatOf(shape) ?? body }, shape);
    case "blob": {
      const row: Draft<Table.BlobShape> = { name, type: "blob" };
      if (isStreaming(shape)) row.streaming = true;
      return tell(row, shape);
    }
    case "boolean":
    case "document":
      return tell<Table.PlainShape>({ name, type: shape.kind }, shape);
    default:
      return shape satisfies never;
  }
}

function memberData(member: Member, { plan, keyOf, body, asks }: Facts): Table.Member {
  const target = shapeOf(plan.model, member.target);
  const data: Draft<Table.Member> = { shape: keyOf(member.target) };
  if (member.required) data.required = true;
  const format = target.kind === "timestamp" ? placeFormat(member, target, body) : undefined;
  if (format !== undefined) data.format = format;
  if (isJsonText(target, member)) data.jsonvalue = true;
  const comment = asks ? skeletonComment(rawDocumentationOf(member, target)) : "";
  if (comment !== "") data.comment = comment;
  return tell(data, member);
}

/** What a list or map itself says of what it holds, if anything. Keys and values may be called otherwise in XML; AWS shows that name. */
function partOf(member: Member): Table.Part | undefined {
  const part: Draft<Table.Part> = {};
  const label = member.name === "member" ? undefined : member.traits["smithy.api#xmlName"];
  if (typeof label === "string") part.label = label;
  if (member.required) part.required = true;
  tell(part, member);
  return Object.keys(part).length === 0 ? undefined : part;
}

/** A shape or member as help describes it. */
interface Speaking {
  readonly documentation: string;
  readonly deprecated?: Deprecation | undefined;
  readonly constraints: Constraints;
}

/** Data while it is made. A large service has ten thousand members, and most facts are of few of them. */
type Draft<T> = { -readonly [K in keyof T]: T[K] };

/** Adds what help says of it. */
function tell<T extends Table.Told>(data: Draft<T>, own: Speaking): Draft<T>;
function tell(data: Draft<Table.Told>, own: Speaking): Draft<Table.Told> {
  // A text without any words still is the member's own.
  if (own.documentation !== "") data.doc = textOf(documentationOf(own));
  if (own.deprecated !== undefined) data.deprecated = own.deprecated;
  const { length, range, pattern } = own.constraints;
  const min = range?.min ?? length?.min;
  if (min !== undefined) data.min = min;
  const max = range?.max ?? length?.max;
  if (max !== undefined) data.max = max;
  if (pattern !== undefined) data.pattern = pattern;
  return data;
}

/** One plain paragraph as its words. */
export function textOf(doc: Doc): Table.Text {
  const block = doc[0];
  if (block === undefined || doc.length > 1 || block.kind !== "paragraph" || block.text.length !== 1) return doc;
  const inline = block.text[0];
  return inline?.kind === "text" ? inline.text : doc;
}

function errorFacts({ name, error, traits }: StructureShape): Table.ErrorFacts | undefined {
  if (error === undefined) return undefined;
  const query = traits["aws.protocols#awsQueryError"] as { readonly code: string } | undefined;
  return {
    ...(query === undefined || query.code === name ? {} : { code: query.code }),
    ...(error.status === undefined ? {} : { status: error.status }),
    ...(error.retryable ? { retryable: true } : {}),
  };
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
