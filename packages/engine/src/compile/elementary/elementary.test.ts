/**
 * Exponentials, logarithms, tangents and powers against values to 90 digits: within the bounds that they claim (goal:
 * 2 ulp) over their whole range, at arguments that are hard for them, and with JavaScript's own special values.
 */
import { describe, expect, it } from "vitest";
import { randomStream } from "../../ensemble/random-stream.ts";
import { exponentialKnots } from "./exponential.ts";
import { logarithmKnots, logarithmScale } from "./logarithm-knots.ts";
import { power } from "./power.ts";
import { cases, worstOf } from "./test/cases.ts";
import { exactExponential, exactLogarithm, exactly } from "./test/high-precision.ts";

describe.each(cases)("$name", (one) => {
  it(`is within ${one.bound} ulp`, () => {
    expect(
      worstOf(one, 1000, randomStream({ seed: 3, purpose: one.name, member: 0 })).ulps,
    ).toBeLessThanOrEqual(one.bound);
  });
});

const asNumber = (value: bigint) => Number(value) / 2 ** 320;

describe("knots", () => {
  it("of the exponential are powers of two in two parts, right to 2⁻¹⁰⁵", () => {
    const ln2 = exactLogarithm(2);
    for (let j = 0; j < 128; j++) {
      const [value, missing] = [exponentialKnots[2 * j]!, exponentialKnots[2 * j + 1]!];
      const { mantissa } = exactExponential((BigInt(j) * ln2) / 128n);
      const off = mantissa - exactly(value) - ((mantissa * exactly(missing)) >> 320n);
      expect(Math.abs(asNumber(off))).toBeLessThan(2 ** -105);
    }
  });

  it("of the logarithm are factors of 10 bits with their logarithms in two parts, right to 2⁻⁹⁵", () => {
    for (let j = 0; j < logarithmScale.knots; j++) {
      const [factor, first, rest] = logarithmKnots.subarray(4 * j, 4 * j + 3) as unknown as [
        number,
        number,
        number,
      ];
      expect(Number.isInteger(1024 * factor)).toBe(true);
      expect(Number.isInteger(2 ** 42 * first)).toBe(true);
      const off = exactLogarithm(factor) + exactly(first) + exactly(rest);
      expect(Math.abs(asNumber(off))).toBeLessThan(2 ** -95);
    }
    expect(logarithmKnots.subarray(4 * 75, 4 * 76)).toEqual(Float64Array.of(1, 0, 0, 0));
  });
});

describe("pow", () => {
  const sizes = [
    0,
    5e-324,
    1e-310,
    2 ** -1022,
    0.3,
    0.5,
    1 - 2 ** -53,
    1,
    1 + 2 ** -52,
    2,
    3,
    1e300,
    Number.MAX_VALUE,
    Number.POSITIVE_INFINITY,
  ];
  const bases = [...sizes.flatMap((x) => [x, -x]), Number.NaN];
  const powers = [
    ...sizes,
    1.5,
    4,
    5,
    1023,
    1024,
    1074,
    1075,
    2 ** 52 + 0.5,
    2 ** 53 - 1,
    2 ** 53 + 2,
    2 ** 64,
    2 ** 70,
  ].flatMap((y) => [y, -y]);

  it("has the special values of JavaScript, and its signs of zero", () => {
    for (const x of bases) {
      for (const y of [...powers, Number.NaN]) {
        const [ours, theirs] = [power(x, y), x ** y];
        const special = theirs === 0 || !Number.isFinite(theirs) || Math.abs(theirs) === 1;
        if (special) expect([x, y, ours]).toEqual([x, y, theirs]);
        else expect(Math.abs(ours - theirs)).toBeLessThanOrEqual(Math.abs(theirs) * 2 ** -52 + 5e-324);
      }
    }
  });

  it("is exact where whole numbers are", () => {
    for (let x = -30; x <= 30; x++) {
      for (let y = 0; Math.abs(x) ** y < 2 ** 53 && y < 60; y++) {
        const product = Array.from({ length: y }, () => x).reduce((a, b) => a * b, 1);
        expect(power(x, y)).toBe(product);
      }
    }
  });
});
