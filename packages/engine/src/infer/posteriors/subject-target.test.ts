/** The posterior of a straight line's effects is known in closed form: map/test/line.ts. */
import { expect, test } from "vitest";
import { drawMultivariateNormal } from "../../ensemble/draw.ts";
import { randomStream } from "../../ensemble/random-stream.ts";
import { factorise } from "../map/symmetric.ts";
import { closedForm, mixed, subject } from "../map/test/line.ts";
import { prepareModel } from "../map/prepare-model.ts";
import { checkGradient } from "../samplers/check-gradient.ts";
import { summarise } from "../samplers/diagnostics/summary.ts";
import { nuts } from "../samplers/nuts/nuts.ts";
import { runSampler } from "../samplers/run-sampler.ts";
import { temperedParticles } from "../samplers/tempered-particles.ts";
import { subjectLeaveOneOut, subjectTarget } from "./subject-target.ts";

const points = [
  [1, 12.1],
  [2, 13.9],
  [4, 18.8],
] as const;
const options = { seed: 4, draws: 400, warmUp: 300 };

test("draws of a line have its mean and covariance", () => {
  const target = subjectTarget(prepareModel(mixed), subject(points));
  const { mean, covariance } = closedForm(points);
  summarise(runSampler(target, nuts(), options)).forEach((found, k) => {
    expect(Math.abs(found.mean - mean[k]!) / found.error.mean).toBeLessThan(4);
    expect(Math.abs(found.sd - Math.sqrt(covariance[3 * k]!)) / found.error.sd).toBeLessThan(4);
  });
});

test("the evidence of one value is its marginal density: normal, of variance 2 + 6·0.3 + 9·0.4 + 0.5", () => {
  const target = subjectTarget(prepareModel(mixed), subject([[3, 17]]));
  const variance = 2 + 6 * 0.3 + 9 * 0.4 + 0.5;
  const exact = -0.5 * (Math.log(2 * Math.PI * variance) + 4 ** 2 / variance);
  for (const { logEvidence } of runSampler(target, temperedParticles(), { seed: 4, draws: 1000 }).chains)
    expect(Math.abs(logEvidence! - exact)).toBeLessThan(0.2);
});

test.each(["below", "above"] as const)("values known to lie %s a limit have their gradient too", (limit) => {
  const target = subjectTarget(prepareModel(mixed), subject(points, limit));
  checkGradient(target, Float64Array.of(0.7, -0.4));
});

test("the density is the same with slopes and without", () => {
  const target = subjectTarget(prepareModel(mixed), subject(points));
  const at = Float64Array.of(0.7, -0.4);
  expect(target.logDensity(at)).toBeCloseTo(target.logDensity(at, new Float64Array(2)), 10);
});

test("without data the posterior is the prior", () => {
  const target = subjectTarget(prepareModel(mixed), subject([]));
  const sds = summarise(runSampler(target, nuts(), options)).map(
    ({ sd, error }, k) => (sd - Math.sqrt([2, 0.4][k]!)) / error.sd,
  );
  for (const off of sds) expect(Math.abs(off)).toBeLessThan(4);
});

test("leaving one value of a line out is what the closed form without it predicts", () => {
  const noise = [0.4, -0.6, 0.2, 0.9, -0.3, 0.1, -0.8, 0.5];
  const many = noise.map((off, i) => [i / 2, 11 + i / 2 + off] as const);
  const { mean, covariance } = closedForm(many);
  const stream = randomStream({ seed: 6, member: 0, purpose: "draws" });
  const lower = factorise(
    Float64Array.from(covariance, (value) => value!),
    2,
  )!;
  const centre = Float64Array.from(mean, (value) => value!);
  const draws = Array.from({ length: 4000 }, () => drawMultivariateNormal(stream, centre, lower));
  const found = subjectLeaveOneOut(prepareModel(mixed), subject(many), draws);
  many.forEach(([time, value], i) => {
    const others = closedForm(many.filter((_, k) => k !== i));
    const [a, b, , c] = others.covariance as [number, number, number, number];
    const expected = 10 + others.mean[0]! + (1 + others.mean[1]!) * time;
    const variance = a + 2 * time * b + time * time * c + 0.5;
    const exact = -0.5 * (Math.log(2 * Math.PI * variance) + (value - expected) ** 2 / variance);
    expect(Math.abs(found.pointwise[i]! - exact)).toBeLessThan(0.1);
  });
});
