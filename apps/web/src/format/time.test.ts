import { describe, expect, it } from "vitest";
import {
  ageOrDate,
  dateOf,
  day,
  duration,
  hour,
  minute,
  moment,
  relative,
  timeOfDay,
  utc,
  weekdayAndDate,
  zoneName,
} from "./time.ts";

describe("times in words", () => {
  it("say how long", () => {
    expect(duration(25 * minute)).toBe("25 min");
    expect(duration(3 * hour + 20 * minute)).toBe("3 h 20 min");
    expect(duration(30 * hour)).toBe("1 day");
    expect(duration(4 * 366 * day)).toBe("4 years");
  });
  it("say when, seen from now", () => {
    expect(relative(0, 10_000)).toBe("just now");
    expect(relative(0, 2 * minute)).toBe("2 min ago");
    expect(relative(25 * minute, 0)).toBe("in 25 min");
  });
  it("give an age beside a live clock, a date in a record that has ended", () => {
    const at = Date.UTC(2026, 10, 22, 14, 0);
    expect(ageOrDate(at, at + 5 * minute, true, utc)).toBe("5 min ago");
    expect(ageOrDate(at, at + 5 * minute, false, utc)).toBe("22 Nov 2026");
    expect(ageOrDate(at, at + 3 * day, true, utc)).toBe("Sun 14:00");
  });
  it("give as much of the date as is needed", () => {
    const now = Date.UTC(2026, 10, 22, 14, 0);
    expect(moment(now - hour, now, utc)).toBe("13:00");
    expect(moment(now - day, now, utc)).toBe("Sat 14:00");
    expect(moment(now - 30 * day, now, utc)).toBe("23 Oct 14:00");
    expect(moment(now - 400 * day, now, utc)).toBe("18 Oct 2025");
  });
  it("are those of the clock that is asked for", () => {
    const at = Date.UTC(2026, 10, 22, 20, 45);
    expect([timeOfDay(at, 330), dateOf(at, 330)]).toEqual(["02:15", "23 Nov 2026"]);
    expect([timeOfDay(at, -300), dateOf(at, -300)]).toEqual(["15:45", "22 Nov 2026"]);
    expect(weekdayAndDate(at, 330)).toBe("Mon 23 Nov");
    expect(moment(at, at + day, 330)).toBe("Mon 02:15");
    expect(moment(at, at + 30 * day, -1260)).toBe("21 Nov 23:45");
    expect(ageOrDate(at, at, false, 330)).toBe("23 Nov 2026");
  });
  it("come with the name of their clock", () => {
    expect([0, 60, -300, 330, -210].map(zoneName)).toEqual(["UTC", "UTC+1", "UTC−5", "UTC+5:30", "UTC−3:30"]);
  });
});
