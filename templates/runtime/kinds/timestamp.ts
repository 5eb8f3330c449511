/** Points in time: a `Date`; callers may also give epoch seconds or ISO text. */

import { DATE_TIME, EPOCH_SECONDS, HTTP_DATE, type Shape } from "../schema/shape.ts";
import type { JsonRules, Kind } from "./kind.ts";
import { formatTimestamp, parseTimestamp, type TimestampFormat, timestampFormat, toDate } from "./timestamp-format.ts";

const formatOf = (shape: Shape, position: TimestampFormat): TimestampFormat => timestampFormat(shape.type, position);

const inJson = (shape: Shape, { timestamps, timestampDefault = EPOCH_SECONDS }: JsonRules): TimestampFormat =>
  timestamps ? EPOCH_SECONDS : formatOf(shape, timestampDefault);

export const timestamps: Kind = {
  of: [4, 5, 6, 7],
  fits(value) {
    if (typeof value === "number") return Number.isFinite(value);
    if (value instanceof Date) return !Number.isNaN(value.getTime());
    // 30 February is no date, though JavaScript goes on counting.
    return (
      typeof value === "string" &&
      /^\d{4}-\d\d-\d\d/.test(value) &&
      new Date(value.slice(0, 10)).getUTCDate() === Number(value.slice(8, 10)) &&
      !Number.isNaN(Date.parse(value))
    );
  },
  expected: () => "Date, number, ISO string",
  json(shape, { rules }) {
    const format = inJson(shape, rules);
    const mark = format === EPOCH_SECONDS ? "" : '"';
    return {
      write: (value) => mark + formatTimestamp(toDate(value), format) + mark,
      read: (value) => parseTimestamp(value, format),
    };
  },
  text(shape, position) {
    const format = formatOf(shape, position === "header" ? HTTP_DATE : DATE_TIME);
    return (value) => formatTimestamp(toDate(value), format);
  },
  fromText(shape) {
    const format = formatOf(shape, HTTP_DATE);
    return (text) => parseTimestamp(text, format);
  },
  defaultValue: (json) => new Date(typeof json === "number" ? json * 1000 : String(json)),
};
