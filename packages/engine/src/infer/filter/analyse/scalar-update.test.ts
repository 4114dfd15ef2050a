import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Ensemble } from "../ensemble/ensemble.ts";
import { holdSpread, meansOf, relaxToPriorSpread, spreadsOf } from "../inflate/spread.ts";
import { chanceTaper } from "./chance-taper.ts";
import { squareRootUpdate, stochasticUpdate } from "./scalar-update.ts";

const number = fc.double({ min: -3, max: 3, noNaN: true });
const members = 7;
const size = 3;

/** Seven members of three numbers; the third number plays the measured output. */
const ensembles = fc
  .tuple(
    fc.array(number, { minLength: members * size, maxLength: members * size }),
    fc.array(fc.double({ min: 0.1, max: 1, noNaN: true }), { minLength: members, maxLength: members }),
  )
  .map(([x, raw]): Ensemble => {
    const total = raw.reduce((sum, w) => sum + w, 0);
    return { size, x: Float64Array.from(x), weights: Float64Array.from(raw, (w) => w / total) };
  });

const column = ({ x }: Ensemble, i: number) =>
  Float64Array.from({ length: members }, (_, m) => x[m * size + i]!);

function covarianceOf(ensemble: Ensemble): number[][] {
  const means = meansOf(ensemble);
  const free = 1 - ensemble.weights.reduce((sum, w) => sum + w * w, 0);
  const entry = (i: number, j: number) => {
    const [a, b] = [column(ensemble, i), column(ensemble, j)];
    return ensemble.weights.reduce((s, w, m) => s + w * (a[m]! - means[i]!) * (b[m]! - means[j]!), 0) / free;
  };
  return [0, 1, 2].map((i) => [0, 1, 2].map((j) => entry(i, j)));
}

/** Kalman's posterior for a measurement of the last number (Kalman 1960, doi:10.1115/1.3662552). */
function kalman(prior: Ensemble, observed: number, variance: number) {
  const p = covarianceOf(prior);
  const mean = meansOf(prior);
  const total = p[2]![2]! + variance;
  return {
    mean: mean.map((value, i) => value + (p[i]![2]! / total) * (observed - mean[2]!)),
    covariance: p.map((row, i) => row.map((value, j) => value - (p[i]![2]! * p[2]![j]!) / total)),
  };
}

describe("square-root update", () => {
  test("is Kalman's update, exactly, whatever the ensemble and its weights", () => {
    fc.assert(
      fc.property(
        ensembles,
        number,
        fc.double({ min: 0.01, max: 4, noNaN: true }),
        (prior, seen, variance) => {
          const expected = kalman(prior, seen, variance);
          const posterior = { ...prior, x: prior.x.slice() };
          squareRootUpdate(posterior, { observed: seen, variance, predicted: column(prior, 2) });
          meansOf(posterior).forEach((value, i) => {
            expect(value).toBeCloseTo(expected.mean[i]!, 9);
          });
          covarianceOf(posterior).forEach((row, i) => {
            row.forEach((value, j) => {
              expect(value).toBeCloseTo(expected.covariance[i]![j]!, 8);
            });
          });
        },
      ),
      { numRuns: 200 },
    );
  });

  test("in doubt is the mixture of a measurement believed and one left out, exactly", () => {
    const chances = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(ensembles, fc.double({ min: -9, max: 9, noNaN: true }), chances, (prior, seen, chance) => {
        const believed = kalman(prior, seen, 0.5);
        const [before, mean] = [covarianceOf(prior), meansOf(prior)];
        const posterior = { ...prior, x: prior.x.slice() };
        const measured = { observed: seen, variance: 0.5, predicted: column(prior, 2) };
        squareRootUpdate(posterior, measured, undefined, chance);
        const moved = believed.mean.map((value, i) => value - mean[i]!);
        const after = covarianceOf(posterior);
        meansOf(posterior).forEach((value, i) => {
          expect(value).toBeCloseTo(mean[i]! + chance * moved[i]!, 9);
          for (const j of [0, 1, 2]) {
            const within = chance * believed.covariance[i]![j]! + (1 - chance) * before[i]![j]!;
            expect(after[i]![j]).toBeCloseTo(within + chance * (1 - chance) * moved[i]! * moved[j]!, 7);
          }
        });
      }),
      { numRuns: 100 },
    );
  });

  test("a taper of nought keeps a number as it was", () => {
    const x = Float64Array.from({ length: members * size }, (_, i) => Math.sin(i * i));
    const ensemble = { size, x: x.slice(), weights: new Float64Array(members).fill(1 / members) };
    const predicted = column(ensemble, 2);
    squareRootUpdate(ensemble, { observed: 5, variance: 1, predicted }, Float64Array.of(0, 1, 1));
    expect(column(ensemble, 0)).toEqual(column({ ...ensemble, x }, 0));
    expect(column(ensemble, 1)).not.toEqual(column({ ...ensemble, x }, 1));
  });
});

test("stochastic update has Kalman's mean exactly, and his spread as members grow", () => {
  const many = 4000;
  const noise = (k: number) =>
    Float64Array.from({ length: many }, (_, m) => {
      const u = ((m * 2 + 1) / (2 * many) + k * 0.618034) % 1;
      return Math.sqrt(-2 * Math.log(u)) * Math.cos(2 * Math.PI * ((m * 0.754877666 * (k + 1)) % 1));
    });
  const a = noise(0);
  const x = new Float64Array(many * 2);
  for (let m = 0; m < many; m++) x.set([a[m]!, 2 * a[m]! + 1], m * 2);
  const ensemble = { size: 2, x, weights: new Float64Array(many).fill(1 / many) };
  const predicted = Float64Array.from({ length: many }, (_, m) => x[m * 2 + 1]!);
  const [before] = spreadsOf(ensemble);
  stochasticUpdate(ensemble, { observed: 4, variance: 2, predicted }, noise(1));
  const p = 4 * before! ** 2;
  expect(meansOf(ensemble)[1]).toBeCloseTo(1 + (p / (p + 2)) * 3, 1);
  expect(spreadsOf(ensemble)[1]! ** 2).toBeCloseTo((p * 2) / (p + 2), 0);
});

test("relaxation gives back its share of the lost spread and keeps the mean", () => {
  const x = Float64Array.from({ length: members * size }, (_, i) => Math.cos(3 * i));
  const ensemble = { size, x, weights: new Float64Array(members).fill(1 / members) };
  const before = spreadsOf(ensemble);
  squareRootUpdate(ensemble, { observed: 0, variance: 0.1, predicted: column(ensemble, 2) });
  const after = spreadsOf(ensemble);
  const means = meansOf(ensemble);
  relaxToPriorSpread(ensemble, before, Float64Array.of(0.5, 0, 1));
  const relaxed = spreadsOf(ensemble);
  expect(relaxed[0]).toBeCloseTo((before[0]! + after[0]!) / 2, 12);
  expect(relaxed[1]).toBe(after[1]);
  expect(relaxed[2]).toBeCloseTo(before[2]!, 12);
  meansOf(ensemble).forEach((mean, i) => {
    expect(mean).toBeCloseTo(means[i]!, 12);
  });
});

test("between unrelated numbers the chance taper is nought, between bound ones nearly all", () => {
  const many = 80;
  const x = new Float64Array(many * 2);
  const predicted = new Float64Array(many);
  for (let m = 0; m < many; m++) {
    predicted[m] = Math.sin(12.9898 * m);
    x.set([Math.sin(78.233 * m + 1), 3 * predicted[m]! + 1], m * 2);
  }
  const ensemble = { size: 2, x, weights: new Float64Array(many).fill(1 / many) };
  const [unrelated, bound] = chanceTaper(ensemble, predicted, 0, 2, 3);
  expect(unrelated).toBe(0);
  expect(bound).toBeCloseTo(1 - 3 / 79, 10);
});

test("a floor widens what has collapsed about its mean, and nothing else", () => {
  const x = Float64Array.from(
    { length: members * size },
    (_, i) => Math.cos(3 * i) * (i % size === 0 ? 0.01 : 1),
  );
  const ensemble = { size, x: x.slice(), weights: new Float64Array(members).fill(1 / members) };
  const means = meansOf(ensemble);
  holdSpread(ensemble, Float64Array.of(0.3, 0.3, 0));
  expect(spreadsOf(ensemble)[0]).toBeCloseTo(0.3, 12);
  expect(meansOf(ensemble)[0]).toBeCloseTo(means[0]!, 12);
  expect(column(ensemble, 1)).toEqual(column({ ...ensemble, x }, 1));
});
