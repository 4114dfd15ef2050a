/** People drawn from the model itself: npde are independent standard normal numbers, npd are so one by one. */
import { expect, test } from "vitest";
import { randomStream } from "../../ensemble/random-stream.ts";
import { predictionErrors } from "./prediction-errors.ts";
import { prepareModel } from "./prepare-model.ts";
import { DataSimulator } from "./simulate-data.ts";
import { mixed as lineModel, subject as lineSubject } from "./test/line.ts";

const prepared = prepareModel(lineModel);
const times = [1, 2, 4, 7];
const people = 250;
const design = lineSubject(times.map((time) => [time, 0] as const));

function drawn(member: number) {
  const stream = randomStream({ seed: 3, member, purpose: "npde" });
  const values = new DataSimulator(prepared, design).draw(stream);
  const subject = lineSubject(times.map((time, i) => [time, values[i]!] as const));
  return predictionErrors(prepared, subject, 400, stream);
}

const all = Array.from({ length: people }, (_, i) => drawn(i));
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const correlation = (kind: "npd" | "npde", i: number, j: number) =>
  mean(all.map((one) => one[i]![kind] * one[j]![kind]));

test("mean 0, variance 1, and as many in each tenth (χ² with 9 degrees; 27.9 once in a thousand times)", () => {
  const values = all.flatMap((one) => one.map(({ npde }) => npde));
  expect(Math.abs(mean(values))).toBeLessThan(3.3 / Math.sqrt(values.length));
  expect(Math.abs(mean(values.map((z) => z * z)) - 1)).toBeLessThan(3.3 * Math.sqrt(2 / values.length));
  const edges = [-1.2816, -0.8416, -0.5244, -0.2533, 0, 0.2533, 0.5244, 0.8416, 1.2816];
  const counts = new Array<number>(10).fill(0);
  for (const z of values) counts[edges.filter((edge) => edge < z).length]!++;
  const usual = values.length / 10;
  expect(counts.reduce((sum, count) => sum + (count - usual) ** 2 / usual, 0)).toBeLessThan(27.9);
});

test("a person's values go together before they are decorrelated, and no more after it", () => {
  expect(correlation("npd", 2, 3)).toBeGreaterThan(0.7);
  for (const i of [0, 1, 2])
    expect(Math.abs(correlation("npde", i, i + 1))).toBeLessThan(3.3 / Math.sqrt(people));
});

test("data of another model stand out", () => {
  const stream = randomStream({ seed: 4, member: 0, purpose: "npde" });
  const far = lineSubject(times.map((time) => [time, 10 + 3 * time] as const));
  const [, , , last] = predictionErrors(prepared, far, 400, stream);
  expect(last!.npd).toBeGreaterThan(2.3);
});
