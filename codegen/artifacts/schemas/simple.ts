/**
 * The numbers that tables have for shapes of which only the type counts, and which shapes these are. Source:
 * `@smithy/types`, sentinels.
 */
import { membersOf } from "../../model/graph.ts";
import type { Shape, Traits } from "../../model/types.ts";
import { isBare } from "./traits.ts";

const NUMBER = {
  string: 0,
  enum: 0,
  number: 1,
  boolean: 2,
  timestamp: 4,
  document: 15,
  bigInteger: 17,
  bigDecimal: 19,
  blob: 21,
  streamingBlob: 42,
} as const;
const TIMESTAMP: Readonly<Record<string, number>> = { "date-time": 5, "http-date": 6, "epoch-seconds": 7 };

/** The type number of a shape that needs no table: a simple shape of which only the type counts. */
export function plainNumber(shape: Shape, memberTraits: Traits): number | undefined {
  if (
    membersOf(shape).length > 0 ||
    shape.kind === "structure" ||
    shape.kind === "union" ||
    shape.kind === "list" ||
    shape.kind === "map"
  )
    return undefined;
  if (shape.kind === "enum" || shape.kind === "intEnum") return undefined;
  return isBare(shape) ? simpleNumber(shape, memberTraits) : undefined;
}

export function simpleNumber(shape: Shape, memberTraits: Traits): number {
  switch (shape.kind) {
    case "string":
    case "enum":
      return NUMBER.string;
    case "boolean":
      return NUMBER.boolean;
    case "document":
      return NUMBER.document;
    case "bigInteger":
      return NUMBER.bigInteger;
    case "bigDecimal":
      return NUMBER.bigDecimal;
    case "blob":
      return "smithy.api#streaming" in shape.traits ? NUMBER.streamingBlob : NUMBER.blob;
    case "timestamp": {
      const format = memberTraits["smithy.api#timestampFormat"] ?? shape.traits["smithy.api#timestampFormat"];
      return TIMESTAMP[format as string] ?? NUMBER.timestamp;
    }
    default:
      return NUMBER.number;
  }
}
