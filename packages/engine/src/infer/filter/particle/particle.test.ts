import { expect, test } from "vitest";
import { drawNormal } from "../../../ensemble/draw.ts";
import { randomStream } from "../../../ensemble/random-stream.ts";
import { equalWeights } from "../ensemble/ensemble.ts";
import { momentsOf } from "../ensemble/moments.ts";
import { kernelJitter, shrunkKernel } from "./regularise.ts";
import { effectiveSize, systematicResampling } from "./resample.ts";

const stream = (purpose = "jitter") => randomStream({ seed: 7, purpose, member: 0 });
const members = 4000;
const cloud = () => {
  const chance = stream("cloud");
  const x = new Float64Array(2 * members);
  for (let m = 0; m < members; m++) {
    x[2 * m] = drawNormal(chance, 1, 2);
    x[2 * m + 1] = 0.5 * x[2 * m]! + drawNormal(chance);
  }
  return { size: 2, x, weights: equalWeights(members) };
};

test("each member is chosen as often as its weight says, rounded up or down", () => {
  const weights = Float64Array.of(0.05, 0.4, 0, 0.3, 0.25);
  const counts = new Float64Array(5);
  for (const from of systematicResampling(weights, stream())) counts[from]!++;
  counts.forEach((count, m) => {
    expect(count).toBeGreaterThanOrEqual(Math.floor(5 * weights[m]!));
    expect(count).toBeLessThanOrEqual(Math.ceil(5 * weights[m]!));
  });
  expect(counts[2]).toBe(0);
});

test("effective size runs from one to all", () => {
  expect(effectiveSize(equalWeights(8))).toBeCloseTo(8, 12);
  expect(effectiveSize(Float64Array.of(1, 0, 0))).toBe(1);
});

test("a kernel about shrunk members keeps mean and covariance, however often", () => {
  const before = cloud();
  const after = cloud();
  const chosen = Uint32Array.from({ length: members }, (_, m) => m);
  const wanted = momentsOf(before);
  const chance = stream();
  for (let i = 0; i < 20; i++) shrunkKernel(1)(after, chosen, { ...after, x: after.x.slice() }, chance);
  const { mean, covariance } = momentsOf(after);
  // Twenty times noise of variance (1 − a²)/members a time: three of their deviations.
  for (const i of [0, 1])
    expect(Math.abs(mean[i]! - wanted.mean[i]!)).toBeLessThan(
      3 * Math.sqrt((20 * wanted.covariance[3 * i]!) / members),
    );
  for (const at of [0, 1, 3])
    expect(Math.abs(covariance[at]! / wanted.covariance[at]! - 1)).toBeLessThan(0.15);
  const jittered = cloud();
  for (let i = 0; i < 20; i++)
    kernelJitter(1)(jittered, chosen.fill(0), { ...jittered, x: jittered.x.slice() }, chance);
  expect(momentsOf(jittered).covariance[0]! / wanted.covariance[0]!).toBeGreaterThan(1.5);
});

test("a kernel sets copies apart by its bandwidth and leaves single members", () => {
  const before = cloud();
  const after = cloud();
  after.x.copyWithin(2, 0, 2);
  const chosen = Uint32Array.from({ length: members }, (_, m) => (m === 1 ? 0 : m));
  kernelJitter(1)(after, chosen, before, stream());
  expect(after.x.subarray(0, 2)).not.toEqual(after.x.subarray(2, 4));
  expect(after.x.subarray(4)).toEqual(before.x.subarray(4));
});
