import { describe, expect, it } from "vitest";
import { ageOrDate, day, duration, hour, minute, moment, relative } from "./time.ts";

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
    const at = new Date(2026, 10, 22, 14, 0).getTime();
    expect(ageOrDate(at, at + 5 * minute, true)).toBe("5 min ago");
    expect(ageOrDate(at, at + 5 * minute, false)).toBe("22 Nov 2026");
    expect(ageOrDate(at, at + 3 * day, true)).toBe("Sun 14:00");
  });
  it("give as much of the date as is needed", () => {
    const now = new Date(2026, 10, 22, 14, 0).getTime();
    expect(moment(now - hour, now)).toBe("13:00");
    expect(moment(now - day, now)).toBe("Sat 14:00");
    expect(moment(now - 30 * day, now)).toBe("23 Oct 14:00");
    expect(moment(now - 400 * day, now)).toBe("18 Oct 2025");
  });
});
