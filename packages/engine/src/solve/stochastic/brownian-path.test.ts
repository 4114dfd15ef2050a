/** The law of (W, ∫W): variances h and h³/3, covariance h²/2, and additivity, exactly (Kloeden & Platen 1992, (10.4.3)). */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BrownianPath } from "./brownian-path.ts";

const cell = 2;
const path = () => new BrownianPath(5, "test", cell);

function over(one: BrownianPath, from: number, to: number) {
  one.over(from, to);
  return { increment: one.increment, area: one.area };
}

describe("a Brownian path", () => {
  it("adds up over any cut of an interval", () => {
    const times = fc.tuple(...[0, 1, 2].map(() => fc.double({ min: -9, max: 9, noNaN: true })));
    fc.assert(
      fc.property(times, fc.nat(1e6), (given, member) => {
        const [a, b, c] = [...given].sort((x, y) => x - y).map((t) => Math.round(t * 2 ** 19) / 2 ** 19) as [
          number,
          number,
          number,
        ];
        const one = path();
        one.take(member);
        const [left, right, whole] = [over(one, a, b), over(one, b, c), over(one, a, c)];
        expect(whole.increment).toBeCloseTo(left.increment + right.increment, 10);
        expect(whole.area).toBeCloseTo(left.area + right.area + (c - b) * left.increment, 9);
      }),
      { numRuns: 300, seed: 1 },
    );
  });

  it("is the same whatever was asked before", () => {
    const [fresh, used] = [path(), path()];
    used.take(3);
    over(used, 0, 5);
    used.take(0);
    over(used, 7.25, 9);
    expect(over(used, 1.5, 1.75)).toEqual(over(fresh, 1.5, 1.75));
  });

  it.each([
    [0, 2],
    [0.5, 1.25],
    [1.75, 4.5],
    [-1, 0.375],
  ])("has the moments of a Wiener process from %d to %d", (from, to) => {
    const [one, members, h] = [path(), 20_000, to - from];
    const sums = { w: 0, ww: 0, wa: 0, aa: 0 };
    for (let member = 0; member < members; member++) {
      one.take(member);
      const { increment, area } = over(one, from, to);
      sums.w += increment;
      sums.ww += increment ** 2;
      sums.wa += increment * area;
      sums.aa += area ** 2;
    }
    const apart = (sum: number, mean: number, sd: number) =>
      (sum / members - mean) / (sd / Math.sqrt(members));
    expect(Math.abs(apart(sums.w, 0, Math.sqrt(h)))).toBeLessThan(4);
    expect(Math.abs(apart(sums.ww, h, Math.SQRT2 * h))).toBeLessThan(4);
    expect(Math.abs(apart(sums.aa, h ** 3 / 3, (Math.SQRT2 * h ** 3) / 3))).toBeLessThan(4);
    expect(Math.abs(apart(sums.wa, h ** 2 / 2, Math.sqrt(h ** 4 / 3 + h ** 4 / 4)))).toBeLessThan(4);
  });

  it("has independent increments within a cell", () => {
    const [one, members] = [path(), 20_000];
    let product = 0;
    for (let member = 0; member < members; member++) {
      one.take(member);
      product += over(one, 0.5, 0.75).increment * over(one, 0.75, 1.5).increment;
    }
    expect(Math.abs(product / members / Math.sqrt((0.25 * 0.75) / members))).toBeLessThan(4);
  });
});
