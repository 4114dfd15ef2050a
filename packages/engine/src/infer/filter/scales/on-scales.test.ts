import { expect, test } from "vitest";
import { distributionOf } from "../../../ensemble/distribution.ts";
import { randomStream } from "../../../ensemble/random-stream.ts";
import { squareRoot } from "../analyse/ensemble-update.ts";
import { together } from "../analyse/together.ts";
import { ensembleFilter } from "../ensemble/ensemble-filter.ts";
import { onScales } from "./on-scales.ts";

const members = 200;
const plain = ensembleFilter({ members, scheme: together(squareRoot) });
const stream = () => randomStream({ seed: 3, purpose: "scales", member: 0 });
const share = distributionOf({ kind: "logitNormal", sd: 1, low: 0, high: 1 }, 0.9);
const scaled = onScales(plain, [share]);
const seen = (value: number, predict: (share: number) => number) => ({
  at: 0,
  values: Float64Array.of(value),
  error: Float64Array.of(0.01),
  predict: (x: Float64Array, into: Float64Array) => void into.fill(predict(x[0]!)),
});

test("a bounded number stays within its bounds where the plain update leaves them", () => {
  const free = plain.begin({ mean: Float64Array.of(0), factor: Float64Array.of(1) }, stream());
  const prior = { ...free, x: free.x.map(share.fromFree) };
  const high = seen(1.4, (value) => value);
  expect(Math.max(...plain.analyse(prior, high, stream()).posterior.x)).toBeGreaterThan(1);
  const { x } = scaled.analyse(prior, high, stream()).posterior;
  expect(Math.max(...x)).toBeLessThan(1);
  expect(Math.min(...x)).toBeGreaterThan(Math.min(...prior.x));
});

test("what is linear on the free scale is Kalman's update there", () => {
  const free = plain.begin({ mean: Float64Array.of(0), factor: Float64Array.of(1) }, stream());
  const found = scaled.analyse({ ...free, x: free.x.map(share.fromFree) }, seen(0.5, share.toFree), stream());
  const wanted = plain.analyse(
    free,
    seen(0.5, (z) => z),
    stream(),
  );
  found.posterior.x.forEach((value, m) => {
    expect(value).toBeCloseTo(share.fromFree(wanted.posterior.x[m]!), 8);
  });
  expect(found.logEvidence).toBeCloseTo(wanted.logEvidence, 8);
});
