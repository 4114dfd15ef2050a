/**
 * Pairs read off the published grids: Clarke et al. 1987 (doi:10.2337/diacare.10.5.622) and the corners in
 * Pfützner et al. 2013 (doi:10.1177/193229681300700517).
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { clarkeZone } from "./clarke-grid.ts";
import { errorGridShares } from "./error-grid.ts";
import { parkesZone } from "./parkes-grid.ts";

const glucose = fc.double({ min: 20, max: 550, noNaN: true });

describe("Clarke's grid", () => {
  test.each([
    [100, 120, "A"],
    [100, 80, "A"],
    [60, 65, "A"],
    [100, 121, "B"],
    [200, 150, "B"],
    [100, 211, "C"],
    [160, 40, "C"],
    [60, 100, "D"],
    [300, 150, "D"],
    [60, 190, "E"],
    [200, 60, "E"],
  ] as const)("reference %d, estimate %d: %s", (reference, estimate, zone) => {
    expect(clarkeZone(reference, estimate)).toBe(zone);
  });
});

describe("the consensus grid", () => {
  test.each([
    [100, 120, "A", "A"],
    [100, 130, "B", "A"],
    [20, 51, "B", "B"],
    [100, 160, "B", "B"],
    [200, 100, "B", "B"],
    [60, 120, "C", "C"],
    [180, 50, "C", "C"],
    [40, 120, "D", "D"],
    [300, 40, "D", "D"],
    [20, 160, "E", "D"],
    [20, 210, "E", "E"],
  ] as const)("reference %d, estimate %d: %s (type 1), %s (type 2)", (reference, estimate, one, two) => {
    expect(parkesZone(reference, estimate, "type 1")).toBe(one);
    expect(parkesZone(reference, estimate, "type 2")).toBe(two);
  });

  test("gets no milder as the estimate moves away from the reference", () => {
    const types = fc.constantFrom("type 1" as const, "type 2" as const);
    fc.assert(
      fc.property(
        glucose,
        glucose,
        fc.double({ min: 0, max: 1, noNaN: true }),
        types,
        (x, y, share, type) => {
          expect(parkesZone(x, x + share * (y - x), type) <= parkesZone(x, y, type)).toBe(true);
        },
      ),
    );
  });
});

test("a hit is in zone A everywhere, and shares make up the whole", () => {
  fc.assert(
    fc.property(glucose, (x) => {
      expect([clarkeZone(x, x), parkesZone(x, x), parkesZone(x, x, "type 2")]).toEqual(["A", "A", "A"]);
    }),
  );
  expect(errorGridShares(clarkeZone, [100, 100, 60, 60], [100, 121, 190, 100])).toEqual({
    A: 0.25,
    B: 0.25,
    C: 0,
    D: 0.25,
    E: 0.25,
  });
});

test("a reading that is missing is in no zone", () => {
  for (const missing of [Number.NaN, Number.POSITIVE_INFINITY, 0, -3]) {
    expect(() => clarkeZone(100, missing)).toThrowError(expect.objectContaining({ code: "HS1681" }));
    expect(() => parkesZone(missing, 100)).toThrowError(expect.objectContaining({ code: "HS1681" }));
  }
  expect(() => errorGridShares(clarkeZone, [100, 100], [100])).toThrowError(/lists of 2 and 1/);
  expect(errorGridShares(clarkeZone, [], []).A).toBeNaN();
});
