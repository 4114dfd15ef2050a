import * as fc from "fast-check";
import { expect, test } from "vitest";
import { timesRootOfWeights } from "./root-of-weights.ts";

/** diag(w) − w·wᵀ, row by row; w·(1 − w) as w times the others, so that a weight near 1 loses no digits. */
const covarianceOf = (w: Float64Array) =>
  Float64Array.from({ length: w.length ** 2 }, (_, at) => {
    const [i, j] = [Math.floor(at / w.length), at % w.length];
    const others = w.reduce((sum, weight, k) => sum + (k === i ? 0 : weight), 0);
    return w[i]! * (i === j ? others : -w[j]!);
  });

test("twice the root of the weights' covariance is that covariance, also where one weight has nearly all", () => {
  const shares = fc.array(fc.double({ min: -30, max: 0, noNaN: true }), { minLength: 2, maxLength: 8 });
  fc.assert(
    fc.property(shares, (logs) => {
      const raw = logs.map(Math.exp);
      const sum = raw.reduce((total, value) => total + value, 0);
      const w = Float64Array.from(raw, (value) => value / sum);
      const n = w.length;
      const x = Float64Array.from({ length: n * n }, (_, at) => (at % (n + 1) === 0 ? 1 : 0));
      timesRootOfWeights(w, x, n);
      const once = x.slice();
      timesRootOfWeights(w, x, n);
      const wanted = covarianceOf(w);
      const greatest = Math.max(...wanted);
      for (let at = 0; at < x.length; at++) {
        expect(Math.abs(x[at]! - wanted[at]!)).toBeLessThan(1e-7 * greatest + 1e-16);
        const turned = once[(at % n) * n + Math.floor(at / n)]!;
        expect(Math.abs(once[at]! - turned)).toBeLessThan(1e-7 * Math.sqrt(greatest) + 1e-12);
      }
    }),
    { numRuns: 200, seed: 1 },
  );
});
