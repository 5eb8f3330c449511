/**
 * Timestamps as people type them, and as they are printed (C4.4, C12.6). Typed: ISO 8601, RFC 822, or seconds since 1970;
 * without a zone it is UTC. Printed: in the zone of this machine where the wire has a number, else in UTC.
 */
import { type Float, float, type NumberText } from "./number.ts";
import type { TimestampFormat } from "./table.ts";

const ISO =
  /^(\d{4})-?(\d\d)-?(\d\d)(?:[T ](\d\d)(?::?(\d\d)(?::?(\d\d)(?:[.,](\d+))?)?)?\s*(Z|[+-]\d\d(?::?\d\d)?)?)?$/i;
/** Seconds win over dates without hyphens: `20200101` is a number. */
const SECONDS = /^[+-]?\d+(?:\.\d*)?(?:e[+-]?\d+)?$/i;
/** RFC 822 and what people write like it: a month by name. */
const NAMED_MONTH = /\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b/i;

/** Undefined: no date. */
export function parseTimestampText(text: string): Date | undefined {
  const bare = text.trim();
  if (SECONDS.test(bare)) return dateOf(Number(bare) * 1000);
  const iso = ISO.exec(bare);
  if (iso !== null) return isoDate(iso);
  if (!NAMED_MONTH.test(bare)) return undefined;
  const zoned = /\d:\d\d(?::\d\d)?\s*(?:[A-Z]{1,4}|[+-]\d{4})$/i.test(bare);
  return dateOf(Date.parse(zoned ? bare : `${bare} GMT`));
}

function isoDate([, year, month, day, hour = "0", minute = "0", second = "0", fraction, zone]: RegExpExecArray) {
  const [y, mo, d, h, mi, s] = [year, month, day, hour, minute, second].map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  if (mo < 1 || mo > 12 || d < 1 || h > 24 || mi > 59 || s > 60) return undefined;
  const millis = fraction === undefined ? 0 : Math.round(Number(`0.${fraction}`) * 1000);
  const date = new Date(Date.UTC(y, mo - 1, d, h, mi, s, millis));
  if (y < 100) date.setUTCFullYear(y);
  // 30 February is no date, though JavaScript goes on counting.
  if (new Date(Date.UTC(y, mo - 1, d)).getUTCDate() !== d) return undefined;
  const shift = zone === undefined || /^z$/i.test(zone) ? 0 : offsetMinutes(zone);
  return dateOf(date.getTime() - shift * 60_000);
}

function offsetMinutes(zone: string): number {
  const [, sign, hours, minutes = "0"] = /^([+-])(\d\d):?(\d\d)?$/.exec(zone) ?? [];
  return (Number(hours) * 60 + Number(minutes)) * (sign === "-" ? -1 : 1);
}

function dateOf(millis: number): Date | undefined {
  const date = new Date(millis);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

export type TimestampStyle = "iso8601" | "wire";

/** `2023-11-14T22:13:20.500000+00:00`; in style `wire` what the service sent. */
export function printTimestamp(date: Date, format: TimestampFormat, style: TimestampStyle): string | number | Float {
  if (Number.isNaN(date.getTime())) return "Invalid Date";
  if (style === "wire") {
    if (format === "epoch-seconds") return wireNumber(date.getTime() / 1000);
    return format === "http-date" ? date.toUTCString() : date.toISOString().replace(".000Z", "Z");
  }
  const offset = format === "epoch-seconds" ? -date.getTimezoneOffset() : 0;
  const [day = "", time = ""] = new Date(date.getTime() + offset * 60_000).toISOString().slice(0, 23).split("T");
  const [clock = "", millis = "000"] = time.split(".");
  return `${day}T${clock}${millis === "000" ? "" : `.${millis}000`}${offsetText(offset)}`;
}

/** Seconds as the service writes them: an integer where there is no fraction. */
function wireNumber(seconds: number): number | Float {
  return Number.isInteger(seconds) ? seconds : float(seconds);
}

function offsetText(minutes: number): string {
  const absolute = Math.abs(minutes);
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${minutes < 0 ? "-" : "+"}${two(Math.floor(absolute / 60))}:${two(absolute % 60)}`;
}

/** Seconds since 1970 in an input file. */
export function timestampOfNumber(number: NumberText): Date | undefined {
  return dateOf(Number(number.text) * 1000);
}
