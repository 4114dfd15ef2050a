/** The rule as simglucose states it: carbs/CR, plus (G − 140)/CF above 150 mg/dL; insulin on board is ours. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { bolusAdvice, insulinOnBoard } from "./basal-bolus.ts";

const settings = { carbRatio: 10, correctionFactor: 20, correctAbove: 150, target: 140, insulinHours: 4 };

test.for([
  [{ carbs: 50, glucose: 120, past: [] }, 5],
  [{ carbs: 50, glucose: null, past: [] }, 5],
  [{ carbs: 50, glucose: 150, past: [] }, 5],
  [{ carbs: 50, glucose: 200, past: [] }, 8],
  [{ carbs: 0, glucose: 200, past: [{ minutesAgo: 120, units: 4 }] }, 1],
  [{ carbs: 0, glucose: 200, past: [{ minutesAgo: 0, units: 9 }] }, 0],
] as const)("%j needs %d U", ([question, units]) => {
  expect(bolusAdvice(settings, question)).toBeCloseTo(units, 12);
});

test("insulin on board never grows with time, and is gone after its hours", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 600 }), fc.integer({ min: 0, max: 600 }), (early, later) => {
      const at = (minutesAgo: number) => insulinOnBoard([{ minutesAgo, units: 3 }], 4);
      expect(at(early + later)).toBeLessThanOrEqual(at(early));
      expect(at(240 + early)).toBe(0);
    }),
  );
});
