/** A straight line's posterior is normal; one that bends, or has another top, is not (map/test/line.ts, modes.test.ts). */
import { expect, test } from "vitest";
import { randomStream } from "../../ensemble/random-stream.ts";
import { findingsOf } from "./findings.ts";
import { judgeNormal } from "./judge-normal.ts";
import { mapEstimate } from "./map-estimate.ts";
import { prepareModel } from "./prepare-model.ts";
import { SubjectPosterior } from "./subject-posterior.ts";
import { mixed, subject } from "./test/line.ts";

const stream = () => randomStream({ seed: 2, member: 0, purpose: "judge" });
const points = [
  [1, 12.1],
  [2, 13.9],
  [4, 18.8],
] as const;
const prepared = prepareModel(mixed);

test("a posterior that is normal is judged so: its distances are rounding", () => {
  const person = subject(points);
  const { enough, distance, drawn } = judgeNormal(prepared, person, mapEstimate(prepared, person), stream());
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
  expect(judgeNormal(prepared, person, mapEstimate(prepared, person), stream()).enough).toBe("normal");
});

test.each([
  ["a little beside the mode", 0.5, "draws"],
  ["far from the mode", 6, "sampler"],
])(
  "a normal posterior that stands %s is judged wrong, and the finding says what is enough",
  (_, off, expected) => {
    const person = subject(points);
    const right = mapEstimate(prepared, person);
    const sd = Math.sqrt(right.covariance[0]!);
    const effects = right.effects.slice();
    effects[0]! += off * sd;
    const wrong = { ...right, effects };
    const judgement = judgeNormal(prepared, person, wrong, stream());
    expect(judgement.enough).toBe(expected);
    expect(judgement.distance[0]).toBeGreaterThan(0.1);
    expect(findingsOf(wrong, judgement).find(({ kind }) => kind === "not normal")).toMatchObject({
      enough: expected,
    });
  },
);

test("other tops, and a search that ended at none, are not judged away", () => {
  const person = subject(points);
  const right = mapEstimate(prepared, person);
  const top = {
    effects: right.effects,
    minimum: right.minimum + 1,
    objective: right.objective + 1,
    share: 0.3,
  };
  expect(judgeNormal(prepared, person, { ...right, otherModes: [top] }, stream()).enough).toBe("sampler");
  expect(judgeNormal(prepared, person, { ...right, converged: false }, stream()).enough).toBe("sampler");
});
