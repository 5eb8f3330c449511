import { describe, expect, it } from "vitest";
import { parseTimestampText, printTimestamp } from "../../templates/runtime/cli/timestamp-text.ts";

describe("timestamps as they are typed", () => {
  it.each([
    ["2020-01-01", "2020-01-01T00:00:00.000Z"],
    ["2020-01-01T01:02:03Z", "2020-01-01T01:02:03.000Z"],
    ["2020-01-01 01:02", "2020-01-01T01:02:00.000Z"],
    ["2020-01-01T01:02:03.25+02:00", "2019-12-31T23:02:03.250Z"],
    ["20200101T010203Z", "2020-01-01T01:02:03.000Z"],
    ["1577836800", "2020-01-01T00:00:00.000Z"],
    ["1577836800.5", "2020-01-01T00:00:00.500Z"],
    ["20200101", "1970-08-22T19:08:21.000Z"],
    ["Wed, 01 Jan 2020 01:02:03 GMT", "2020-01-01T01:02:03.000Z"],
    ["Wed, 01 Jan 2020 01:02:03 +0100", "2020-01-01T00:02:03.000Z"],
    ["1 Jan 2020 01:02:03", "2020-01-01T01:02:03.000Z"],
    ["Jan 1 2020", "2020-01-01T00:00:00.000Z"],
  ])("%s", (text, date) => {
    expect(parseTimestampText(text)?.toISOString()).toBe(date);
  });

  it.each(["garbage", "", "2020-13-01", "2020-02-30", "2020-01-01T25:00:00", "tomorrow", "9".repeat(30)])(
    "%j is none",
    (text) => {
      expect(parseTimestampText(text)).toBeUndefined();
    },
  );
});

describe("timestamps as they are printed", () => {
  const date = new Date("2023-11-14T22:13:20.500Z");

  it("of a number on the wire: in the zone of this machine", () => {
    const printed = printTimestamp(date, "epoch-seconds", "iso8601");
    expect(printed).toMatch(/^2023-11-1[45]T\d\d:\d\d:20\.500000[+-]\d\d:\d\d$/);
    expect(new Date(String(printed)).getTime()).toBe(date.getTime());
  });

  it("of a text on the wire: in UTC; no fraction where there is none", () => {
    expect(printTimestamp(date, "date-time", "iso8601")).toBe("2023-11-14T22:13:20.500000+00:00");
    expect(printTimestamp(new Date(1_700_000_000_000), "http-date", "iso8601")).toBe("2023-11-14T22:13:20+00:00");
  });

  it("in style wire: as the service writes them", () => {
    expect(printTimestamp(date, "epoch-seconds", "wire")).toBe(1_700_000_000.5);
    expect(printTimestamp(date, "date-time", "wire")).toBe("2023-11-14T22:13:20.500Z");
    expect(printTimestamp(date, "http-date", "wire")).toBe("Tue, 14 Nov 2023 22:13:20 GMT");
  });
});
