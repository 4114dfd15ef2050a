import { expect, test } from "vitest";
import { drawNormal } from "../../../ensemble/draw.ts";
import { randomStream } from "../../../ensemble/random-stream.ts";
import { equalWeights } from "../ensemble/ensemble.ts";
import { momentsOf } from "../ensemble/moments.ts";
import { kernelJitter, shrunkJitter } from "./regularise.ts";
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

test("shrinking keeps mean and covariance of parameters, and leaves states alone", () => {
  const before = cloud();
  const after = cloud();
  const chosen = Uint32Array.from({ length: members }, (_, m) => m);
  shrunkJitter(0.95, 1, 2)(after, chosen, before, stream());
  const [wanted, found] = [momentsOf(before), momentsOf(after)];
  expect(found.mean[0]).toBe(wanted.mean[0]);
  expect(Math.abs(found.mean[1]! - wanted.mean[1]!)).toBeLessThan(0.05);
  expect(found.covariance[3]! / wanted.covariance[3]!).toBeGreaterThan(0.93);
  expect(found.covariance[3]! / wanted.covariance[3]!).toBeLessThan(1.07);
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
