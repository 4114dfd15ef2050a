/** A straight line's posterior is normal; one that bends, or has another top, is not (map/test/line.ts, modes.test.ts). */
import { expect, test } from "vitest";
import { randomStream } from "../../ensemble/random-stream.ts";
import { findingsOf } from "./findings.ts";
import { judgePosterior } from "./judge-posterior.ts";
import { mapEstimate } from "./map-estimate.ts";
import { prepareModel } from "./prepare-model.ts";
import { SubjectPosterior } from "./subject-posterior.ts";
import { mixed, subject } from "./test/line.ts";
import { measuredOnce, prepared as bent } from "./test/parabola.ts";

const stream = () => randomStream({ seed: 2, member: 0, purpose: "judge" });
const points = [
  [1, 12.1],
  [2, 13.9],
  [4, 18.8],
] as const;
const prepared = prepareModel(mixed);

test("a posterior that is normal is judged so: its distances are rounding", () => {
  const person = subject(points);
  const { enough, distance, drawn } = judgePosterior(
    prepared,
    person,
    mapEstimate(prepared, person),
    stream(),
  );
  expect(enough).toBe("normal");
  for (const value of distance) expect(value).toBeLessThan(1e-6);
  expect(drawn.k).toBeLessThan(0.5);
});

test("draws are weighed by the value that a search reads, without its derivatives", () => {
  const person = subject(points);
  const posterior = new SubjectPosterior(prepared, person);
  for (const x of [-2, 0, 0.3]) {
    const at = new Float64Array(mixed.effects.length).fill(x);
    expect(posterior.value(at)).toBeCloseTo(posterior.landscape(at).value, 10);
  }
});

test("without data the posterior is the prior, which is normal", () => {
  const person = subject([]);
  expect(judgePosterior(prepared, person, mapEstimate(prepared, person), stream()).enough).toBe("normal");
});

test.each([0.5, 6])(
  "a normal posterior that stands %d deviations beside the mode is judged wrong, and what is right is found",
  (off) => {
    const person = subject(points);
    const right = mapEstimate(prepared, person);
    const sd = Math.sqrt(right.covariance[0]!);
    const effects = right.effects.slice();
    effects[0]! += off * sd;
    const wrong = { ...right, effects };
    const judgement = judgePosterior(prepared, person, wrong, stream());
    expect(judgement.enough).toBe("skewed");
    expect(judgement.distance[0]).toBeGreaterThan(0.1);
    expect(judgement.law!.shareBelow(0, right.effects[0]!)).toBeCloseTo(0.5, 1);
    expect(findingsOf(wrong, judgement).find(({ kind }) => kind === "not normal")).toMatchObject({
      enough: "skewed",
    });
  },
);

/** The posterior of two effects over a grid, as weighted draws. */
function gridOf(posterior: SubjectPosterior) {
  const line = Array.from({ length: 81 }, (_, i) => (i - 40) / 10);
  const draws = line.flatMap((a) => line.map((b) => Float64Array.of(a, b)));
  const densities = draws.map((draw) => Math.exp(-0.5 * posterior.value(draw)));
  const all = densities.reduce((a, b) => a + b, 0);
  return { draws, weights: Float64Array.from(densities, (density) => density / all) };
}

test.each([-1, 1, 3])("draws tell a bent posterior, and one of two tops: measured %d", (value) => {
  const person = measuredOnce(value);
  const { enough, drawn } = judgePosterior(bent, person, mapEstimate(bent, person), stream());
  expect(enough).toBe("draws");
  const exact = gridOf(new SubjectPosterior(bent, person));
  for (const k of [0, 1])
    for (const at of [-0.75, 0.05, 0.75]) {
      const [found, wanted] = [drawn, exact].map(({ draws, weights }) =>
        draws.reduce((sum, draw, i) => sum + (draw[k]! < at ? weights[i]! : 0), 0),
      ) as [number, number];
      const error = Math.abs(found - wanted);
      expect(error, `effect ${k} below ${at}`).toBeLessThan(1.5 / Math.sqrt(drawn.effectiveSize) + 0.01);
    }
});

test("a search that ended at no top, and too few draws, are not judged away", () => {
  const person = subject(points);
  const right = mapEstimate(prepared, person);
  expect(judgePosterior(prepared, person, { ...right, converged: false }, stream()).enough).toBe("sampler");
  const other = measuredOnce(3);
  const few = { mode: 50, ridges: 60 };
  expect(judgePosterior(bent, other, mapEstimate(bent, other), stream(), few).enough).toBe("sampler");
});
