import { expect, test } from "vitest";
import { happened, readMoment } from "./date-time.ts";

const at = (text: string) => new Date(readMoment(text, "date").instant).toISOString();

test.each([
  ["2020-02-29T10:15:30.250+02:00", "2020-02-29T08:15:30.250Z", 120, "time"],
  ["2020-02-29T10:15:30-05:30", "2020-02-29T15:45:30.000Z", -330, "time"],
  ["2020-02-29T10:15:30Z", "2020-02-29T10:15:30.000Z", 0, "time"],
  ["2016-12-31T23:59:60Z", "2017-01-01T00:00:00.000Z", 0, "time"],
  ["2020-02-29", "2020-02-29T12:00:00.000Z", null, "day"],
  ["2020-02", "2020-02-01T12:00:00.000Z", null, "month"],
  ["0099", "0099-01-01T12:00:00.000Z", null, "year"],
])("%s is %s, offset %s, known to the %s", (text, instant, offsetMinutes, precision) => {
  expect(at(text)).toBe(instant);
  expect(readMoment(text, "date")).toMatchObject({ offsetMinutes, precision });
});

test.each([
  "2021-02-29",
  "2020-13-01",
  "2020-00-10",
  "2020-02-30T10:00:00Z",
  "2020-02-29T10:15:30",
  "2020-02-29T10:15Z",
  "2020-02-29T24:00:00Z",
  "2020-02-29T10:00:00+15:00",
  "29.02.2020",
  "yesterday",
  "",
])("'%s' is refused", (text) => {
  expect(() => readMoment(text, "effectiveDateTime")).toThrow(
    expect.objectContaining({ code: "HS4004", place: { path: "effectiveDateTime" } }),
  );
});

test("a day that has begun somewhere has happened by now; a later day has not", () => {
  const now = Date.parse("2026-11-22T08:00:00Z");
  expect(happened(readMoment("2026-11-22", "d"), now)).toBe(now);
  expect(happened(readMoment("2026-11-21", "d"), now)).toBe(Date.parse("2026-11-21T12:00:00Z"));
  expect(happened(readMoment("2026-11-23", "d"), now)).toBeGreaterThan(now);
});
