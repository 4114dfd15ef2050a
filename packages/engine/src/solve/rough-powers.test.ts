/** The powers of the step control keep to the errors that they promise, over all that a step can ask. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { roughLogarithm, roughPower } from "./rough-powers.ts";

it("log₂ is within 1.2e-4 for every normal number", () => {
  fc.assert(
    fc.property(fc.double({ min: 2 ** -1022, max: Number.MAX_VALUE, noNaN: true }), (x) => {
      expect(Math.abs(roughLogarithm(x) - Math.log2(x))).toBeLessThan(1.2e-4);
    }),
    { numRuns: 2000, seed: 1 },
  );
});

it("powers of 2 are within 1e-4 of their size, and bounded", () => {
  fc.assert(
    fc.property(fc.double({ min: -8, max: 8, noNaN: true }), (x) => {
      expect(Math.abs(roughPower(x) / 2 ** x - 1)).toBeLessThan(1e-4);
    }),
    { numRuns: 2000, seed: 2 },
  );
  expect(roughPower(300) / 256).toBeCloseTo(1, 3);
  expect(roughPower(Number.NEGATIVE_INFINITY) * 256).toBeCloseTo(1, 3);
});
