import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { day, hour, minute } from "../../format/time.ts";
import { timeTicks } from "./time-ticks.ts";

const start = new Date(2026, 10, 22, 10, 7).getTime();

describe("timeTicks", () => {
  it("are round hours for half a day, with the date at midnight", () => {
    const ticks = timeTicks({ from: start, to: start + 17 * hour }, 900);
    expect(ticks[0]?.label).toBe("12:00");
    expect(ticks.find(({ major }) => major)?.label).toBe("Mon 23 Nov");
    expect(ticks.every(({ at }) => new Date(at).getMinutes() === 0)).toBe(true);
  });
  it("are years for a life", () => {
    const labels = timeTicks({ from: start - 60 * 365.25 * day, to: start }, 900).map(({ label }) => label);
    expect(labels).toContain("2000");
    expect(labels.every((label) => /^\d{4}$/.test(label))).toBe(true);
  });
  it("keep their distance, stay inside, and stand still when the window moves", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 3e12 }),
        fc.integer({ min: 30 * minute, max: 40 * 365 * day }),
        (from, length) => {
          const window = { from, to: from + length };
          const ticks = timeTicks(window, 900).map(({ at }) => at);
          const closest = (60 / 900) * length;
          ticks.forEach((at, index) => {
            expect(at).toBeGreaterThanOrEqual(from);
            expect(at).toBeLessThanOrEqual(window.to);
            const before = ticks[index - 1];
            if (before !== undefined) expect(at - before).toBeGreaterThan(closest * 0.45);
          });
          const inside = ticks.filter((at) => at >= from + length / 10);
          const moved = timeTicks({ from: from + length / 10, to: window.to + length / 10 }, 900);
          const later = moved.map(({ at }) => at).filter((at) => at <= window.to);
          expect(later).toEqual(inside);
        },
      ),
      { numRuns: 200 },
    );
  });
});
