/**
 * Timestamps as text and numbers, in Smithy's three formats, and back. Stricter than `Date.parse` and the same in every
 * engine. Knows nothing of where a timestamp stands; the caller picks the format.
 */
import { DATE_TIME, EPOCH_SECONDS, HTTP_DATE } from "../schema/shape.ts";

export type TimestampFormat = typeof DATE_TIME | typeof HTTP_DATE | typeof EPOCH_SECONDS;

/** The format that the shape fixes (types 5 to 7), else the one of the position. */
export function timestampFormat(type: number, position: TimestampFormat): TimestampFormat {
  return type >= DATE_TIME && type <= EPOCH_SECONDS ? (type as TimestampFormat) : position;
}

/** What callers may give for a timestamp: a `Date`, epoch seconds, or ISO text. Throws on anything else. */
export function toDate(value: unknown): Date {
  if (value instanceof Date) return value;
  const date = new Date(typeof value === "number" ? value * 1000 : String(value));
  if (Number.isNaN(date.getTime())) throw new TypeError(`Expected a Date, received ${typeof value}`);
  return date;
}

/** The text of a timestamp. Epoch seconds keep their milliseconds, date-times only when there are some. */
export function formatTimestamp(date: Date, format: TimestampFormat): string {
  switch (format) {
    case DATE_TIME:
      return date.toISOString().replace(".000Z", "Z");
    case HTTP_DATE:
      return date.toUTCString();
    case EPOCH_SECONDS:
      return String(date.getTime() / 1000);
  }
}

/** Reads a timestamp; throws a `TypeError` when the text is not in the format. */
export function parseTimestamp(value: unknown, format: TimestampFormat): Date {
  switch (format) {
    case DATE_TIME:
      return parseDateTime(value);
    case HTTP_DATE:
      return parseHttpDate(value);
    case EPOCH_SECONDS:
      return parseEpochSeconds(value);
  }
}

// Written out: what is put together when a module is loaded stays in the bundles of services that have no times.
const RFC_3339 = /^(\d{4})-(\d\d)-(\d\d)[tT](\d?\d):(\d\d):(\d\d)(?:\.(\d+))?(?:([-+])(\d\d):(\d\d)|[zZ])$/;
const IMF_FIXDATE = /^\w{3,9}, (\d?\d) (\w{3}) (\d{4}) (\d?\d):(\d\d):(\d\d)(?:\.(\d+))? GMT$/;
const RFC_850 = /^\w{3,9}, (\d?\d)-(\w{3})-(\d\d) (\d?\d):(\d\d):(\d\d)(?:\.(\d+))? GMT$/;
const ASCTIME = /^\w{3,9} (\w{3}) ( [1-9]|\d\d) (\d?\d):(\d\d):(\d\d)(?:\.(\d+))? (\d{4})$/;
const MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";

function invalid(value: unknown, format: string): TypeError {
  return new TypeError(`Invalid ${format} timestamp: ${String(value)}`);
}

function parseEpochSeconds(value: unknown): Date {
  const seconds = typeof value === "string" && /^-?\d*\.?\d+$/.test(value) ? Number(value) : value;
  if (typeof seconds !== "number" || !Number.isFinite(seconds)) throw invalid(value, "epoch-seconds");
  return new Date(Math.round(seconds * 1000));
}

function parseDateTime(value: unknown): Date {
  const match = typeof value === "string" ? RFC_3339.exec(value) : null;
  if (!match) throw invalid(value, "date-time");
  const [, year, month, day, hour, minute, second, fraction, sign, hours, minutes] = match;
  const date = utc(value, year, Number(month), day, hour, minute, second, fraction);
  if (sign) date.setTime(date.getTime() - Number(`${sign}1`) * (Number(hours) * 60 + Number(minutes)) * 60_000);
  return date;
}

function parseHttpDate(value: unknown): Date {
  if (typeof value !== "string") throw invalid(value, "http-date");
  const month = (name: string | undefined): number => MONTHS.indexOf(name as string) / 3 + 1;
  let match = IMF_FIXDATE.exec(value);
  if (match) return utc(value, match[3], month(match[2]), match[1], match[4], match[5], match[6], match[7]);
  match = RFC_850.exec(value);
  if (match) return utc(value, `19${match[3]}`, month(match[2]), match[1], match[4], match[5], match[6], match[7]);
  match = ASCTIME.exec(value);
  if (match) return utc(value, match[7], month(match[1]), match[2], match[3], match[4], match[5], match[6]);
  throw invalid(value, "http-date");
}

type Part = string | undefined;

/** `month` counts from 1. A second may be 60: leap seconds are told, and fall on the next minute. */
function utc(
  value: unknown,
  year: Part,
  month: number,
  day: Part,
  hour: Part,
  minute: Part,
  second: Part,
  ms: Part,
): Date {
  const fits = (part: Part | number, min: number, max: number): boolean => Number(part) >= min && Number(part) <= max;
  if (!fits(month, 1, 12) || !fits(day, 1, 31) || !fits(hour, 0, 23) || !fits(minute, 0, 59) || !fits(second, 0, 60)) {
    throw invalid(value, "calendar");
  }
  const millis = ms ? Math.round(Number(`0.${ms}`) * 1000) : 0;
  const date = new Date(
    Date.UTC(Number(year), month - 1, Number(day), Number(hour), Number(minute), Number(second), millis),
  );
  // Date.UTC takes years below 100 for the 20th century.
  if (Number(year) < 100) date.setUTCFullYear(Number(year));
  return date;
}
