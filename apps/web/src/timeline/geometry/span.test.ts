import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hour, minute } from "../../format/time.ts";
import {
  futureOf,
  loadWindow,
  longest,
  nameOf,
  panned,
  shortest,
  spanNamed,
  spanNames,
  windowOf,
  zoomed,
} from "./span.ts";

const ground = { anchor: 100 * hour, extent: { from: 0, to: 100 * hour } };

describe("spans", () => {
  it("have names that lead back to themselves", () => {
    for (const name of spanNames) expect(nameOf(spanNamed(name))).toBe(name);
    expect(nameOf({ kind: "follow", past: 5 * hour })).toBeNull();
  });
  it("show past up to the anchor and room for a forecast beyond it", () => {
    const { from, to } = windowOf(spanNamed("12h"), ground);
    expect(ground.anchor - from).toBe(12 * hour);
    expect(to - ground.anchor).toBe(5 * hour);
    expect(futureOf(minute)).toBe(hour);
  });
  it("keep the anchor in place when zoomed while following", () => {
    expect(zoomed(spanNamed("12h"), ground, 0.5, 0.1)).toEqual({ kind: "follow", past: 6 * hour });
  });
  it("keep the time under the pointer in place when zoomed while standing still", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.2, max: 5, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (factor, share) => {
          const before = { from: 0, to: 50 * hour };
          const span = zoomed({ kind: "fixed", window: before }, ground, factor, share);
          const after = windowOf(span, ground);
          const at = (window: typeof before) => window.from + (window.to - window.from) * share;
          expect(at(after)).toBeCloseTo(at(before), -1);
          expect(after.to - after.from).toBeGreaterThanOrEqual(shortest);
          expect(after.to - after.from).toBeLessThanOrEqual(longest);
        },
      ),
    );
  });
  it("stop following when they are moved", () => {
    const span = panned(spanNamed("3h"), ground, -hour);
    expect(windowOf(span, ground).from).toBe(96 * hour);
    expect(span.kind).toBe("fixed");
  });
});

describe("loadWindow", () => {
  it("covers what is seen with room to both sides", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e12 }),
        fc.integer({ min: minute, max: 1000 * hour }),
        (from, length) => {
          const window = loadWindow({ from, to: from + length });
          expect(window.from).toBeLessThanOrEqual(from);
          expect(window.to).toBeGreaterThanOrEqual(from + length);
        },
      ),
    );
  });
  it("stays the same for small moves", () => {
    const seen = { from: 100 * hour + 10 * minute, to: 110 * hour };
    expect(loadWindow({ from: seen.from + 5 * minute, to: seen.to + 5 * minute })).toEqual(loadWindow(seen));
  });
});
