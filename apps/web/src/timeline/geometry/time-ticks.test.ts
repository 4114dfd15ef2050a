import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { day, hour, minute, timeOfDay, utc } from "../../format/time.ts";
import { timeTicks } from "./time-ticks.ts";

const start = Date.UTC(2026, 10, 22, 10, 7);

describe("timeTicks", () => {
  it("are round hours for half a day, with the date at midnight", () => {
    const ticks = timeTicks({ from: start, to: start + 17 * hour }, utc, 900);
    expect(ticks[0]?.label).toBe("12:00");
    expect(ticks.find(({ major }) => major)?.label).toBe("Mon 23 Nov");
    expect(ticks.every(({ at }) => at % hour === 0)).toBe(true);
  });
  it("are years for a life", () => {
    const labels = timeTicks({ from: start - 60 * 365.25 * day, to: start }, utc, 900).map(
      ({ label }) => label,
    );
    expect(labels).toContain("2000");
    expect(labels.every((label) => /^\d{4}$/.test(label))).toBe(true);
  });
  it("are round on the person's clock, wherever that is", () => {
    const window = { from: start, to: start + 18 * hour };
    for (const offset of [330, -300, -210]) {
      const ticks = timeTicks(window, offset, 900);
      const times = ticks.filter(({ major }) => !major);
      expect(times.map(({ label }) => label)).toEqual(times.map(({ at }) => timeOfDay(at, offset)));
      expect(times.every(({ label }) => /^(0|1|2)[02468]:00$/.test(label))).toBe(true);
    }
    const [first] = timeTicks(window, 330, 900);
    expect(first).toEqual({ at: Date.UTC(2026, 10, 22, 10, 30), label: "16:00", major: false });
    const midnight = (offset: number) => timeTicks(window, offset, 900).find(({ major }) => major);
    expect(midnight(330)).toMatchObject({ at: Date.UTC(2026, 10, 22, 18, 30), label: "Mon 23 Nov" });
    expect(midnight(-210)?.at).toBe(Date.UTC(2026, 10, 23, 3, 30));
  });
  it("begin months and years at the person's midnight", () => {
    const ticks = timeTicks({ from: start, to: start + 300 * day }, -300, 900);
    expect(ticks.find(({ label }) => label === "2027")?.at).toBe(Date.UTC(2027, 0, 1, 5));
  });
  it("keep their distance, stay inside, and stand still when the window moves", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 3e12 }),
        fc.integer({ min: 30 * minute, max: 40 * 365 * day }),
        fc.integer({ min: -12 * 60, max: 14 * 60 }),
        (from, length, offset) => {
          const window = { from, to: from + length };
          const ticks = timeTicks(window, offset, 900).map(({ at }) => at);
          const closest = (60 / 900) * length;
          ticks.forEach((at, index) => {
            expect(at).toBeGreaterThanOrEqual(from);
            expect(at).toBeLessThanOrEqual(window.to);
            const before = ticks[index - 1];
            if (before !== undefined) expect(at - before).toBeGreaterThan(closest * 0.45);
          });
          const inside = ticks.filter((at) => at >= from + length / 10);
          const moved = timeTicks({ from: from + length / 10, to: window.to + length / 10 }, offset, 900);
          const later = moved.map(({ at }) => at).filter((at) => at <= window.to);
          expect(later).toEqual(inside);
        },
      ),
      { numRuns: 200 },
    );
  });
});
