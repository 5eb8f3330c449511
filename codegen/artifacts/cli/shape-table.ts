/**
 * The shapes of a service as the command line's lines of them (`templates/runtime/cli/table.ts`): types, what is required,
 * what help says of a value, and the comment that stands beside a member in a YAML skeleton. It knows nothing of options or
 * pages.
 */
import type * as Table from "../../../templates/runtime/cli/table.ts";
import { documentationOf, rawDocumentationOf } from "../../doc/of.ts";
import { skeletonComment } from "../../doc/skeleton-comment.ts";
import type { Doc } from "../../doc/tree.ts";
import type { Constraints, Deprecation, Member, Shape, ShapeId, StructureShape } from "../../model/types.ts";
import type { Plan } from "../../plan/plan.ts";
import { isJsonText, isStreaming, targetOf } from "./type-label.ts";

export interface ShapeTable {
  /** The key of a shape, which is in the table from now on, with all that it reaches. */
  key(id: ShapeId): Table.Key;
  /** Every shape that was asked for, and what these reach; each the line that its key names. */
  readonly rows: readonly Table.Shape[];
}

/**
 * The table, empty. Shapes are put into it as they are asked for, so that what one command reaches is close together.
 * @param first the number of the first line.
 */
export function shapeTable(plan: Plan, first: Table.Line): ShapeTable {
  const { model } = plan;
  const body = bodyFormat(plan.protocol.id);
  const keys = new Map<ShapeId, Table.Key>();
  const waiting: ShapeId[] = [];
  const rows: Table.Shape[] = [];
  const keyOf = (id: ShapeId): Table.Key => {
    const known = keys.get(id);
    if (known !== undefined) return known;
    const key = String(first + keys.size);
    keys.set(id, key);
    waiting.push(id);
    return key;
  };
  return {
    rows,
    key(id) {
      const key = keyOf(id);
      for (let next = rows.length; next < waiting.length; next += 1) {
        const one = waiting[next] as ShapeId;
        rows.push(shapeRow(targetOf(model, one), { plan, body, keyOf, asks: plan.usage(one).input }));
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
  const named = { name: shape.name };
  const told = toldOf(shape);
  const { keyOf, body } = facts;
  switch (shape.kind) {
    case "structure":
    case "union": {
      const members: Record<string, Table.Member> = {};
      for (const one of shape.members) members[one.name] = memberData(one, facts);
      const error = shape.kind === "structure" ? errorFacts(shape) : undefined;
      return { ...named, type: shape.kind, members, ...(error === undefined ? {} : { error }), ...told };
    }
    case "list": {
      const ofMember = partOf(shape.member);
      const part = ofMember === undefined ? {} : { ofMember };
      return { ...named, type: "list", member: keyOf(shape.member.target), ...part, ...told };
    }
    case "map": {
      const ofKey = partOf(shape.key);
      const ofValue = partOf(shape.value);
      const key = keyOf(shape.key.target);
      const value = keyOf(shape.value.target);
      const parts = { ...(ofKey === undefined ? {} : { ofKey }), ...(ofValue === undefined ? {} : { ofValue }) };
      return { ...named, type: "map", key, value, ...parts, ...told };
    }
    case "string":
      return { ...named, type: "string", ...told };
    case "enum":
      return { ...named, type: "string", enum: shape.values.map(({ value }) => value), ...told };
    case "byte":
    case "short":
    case "integer":
      return { ...named, type: "integer", ...told };
    case "intEnum":
      return { ...named, type: "integer", values: shape.values.map(({ value }) => value), ...told };
    case "long":
    case "bigInteger":
      return { ...named, type: "long", ...told };
    case "float":
      return { ...named, type: "float", ...told };
    case "double":
    case "bigDecimal":
      return { ...named, type: "double", ...told };
    case "timestamp":
      return { ...named, type: "timestamp", format: formatOf(shape) ?? body, ...told };
    case "blob":
      return { ...named, type: "blob", ...(isStreaming(shape) ? { streaming: true } : {}), ...told };
    case "boolean":
    case "document":
      return { ...named, type: shape.kind, ...told };
    default:
      return shape satisfies never;
  }
}

function memberData(member: Member, { plan, keyOf, body, asks }: Facts): Table.Member {
  const target = targetOf(plan.model, member.target);
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
  const label = member.name === "member" ? undefined : member.traits["smithy.api#xmlName"];
  const part: Table.Part = {
    ...(typeof label === "string" ? { label } : {}),
    ...(member.required ? { required: true } : {}),
    ...toldOf(member),
  };
  return Object.keys(part).length === 0 ? undefined : part;
}

/** A shape or member as help describes it. */
interface Speaking {
  readonly documentation: string;
  readonly deprecated?: Deprecation;
  readonly constraints: Constraints;
}

/** Data while it is made. A large service has ten thousand members, and most facts are of few of them. */
type Draft<T> = { -readonly [K in keyof T]: T[K] };

function tell<T extends Draft<Table.Told>>(data: T, own: Speaking): T {
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

const toldOf = (own: Speaking): Table.Told => tell({}, own);

/** One plain paragraph as its words. */
export function textOf(doc: Doc): Table.Text {
  const [block] = doc;
  if (block === undefined || doc.length > 1 || block.kind !== "paragraph" || block.text.length !== 1) return doc;
  const [inline] = block.text;
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
