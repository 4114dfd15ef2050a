import { describe, expect, it } from "vitest";
import { day, duration, hour, minute, moment, relative } from "./time.ts";

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
  it("give as much of the date as is needed", () => {
    const now = new Date(2026, 10, 22, 14, 0).getTime();
    expect(moment(now - hour, now)).toBe("13:00");
    expect(moment(now - day, now)).toBe("Sat 14:00");
    expect(moment(now - 30 * day, now)).toBe("23 Oct 14:00");
    expect(moment(now - 400 * day, now)).toBe("18 Oct 2025");
  });
});
