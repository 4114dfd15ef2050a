/** Summaries of members that come one by one: moments and quantiles against all numbers at once, and how far ranks are off. */
import { describe, expect, it } from "vitest";
import { normalQuantile } from "../normal-quantile.ts";
import { randomStream } from "../random-stream.ts";
import { EnsembleSummariser } from "./ensemble-summary.ts";
import { exactCount, QuantileSketch } from "./quantile-sketch.ts";

const probabilities = [0, 0.05, 0.25, 0.5, 0.75, 0.95, 1];
const drawn = (count: number, seed: number) => {
  const stream = randomStream({ seed, purpose: "sketch", member: 0 });
  return Float64Array.from({ length: count }, () => stream.uniform());
};
function sketchOf(values: Float64Array) {
  const sketch = new QuantileSketch();
  for (const value of values) sketch.take(value);
  return sketch;
}

describe("quantiles", () => {
  it.each([1, 2, 7, 100, exactCount])("of %i numbers are exact", (count) => {
    const values = drawn(count, count);
    const sketch = sketchOf(values);
    const sorted = values.toSorted();
    expect(sketch.mostRanksOff).toBe(0);
    sketch.quantiles(probabilities).forEach((found, i) => {
      const place = probabilities[i]! * (count - 1);
      const [low, high] = [sorted[Math.floor(place)]!, sorted[Math.ceil(place)]!];
      expect(found).toBeCloseTo(low + (place % 1) * (high - low), 14);
    });
  });

  it.each([
    ["drawn", (values: Float64Array) => values],
    ["ascending", (values: Float64Array) => values.toSorted()],
    ["descending", (values: Float64Array) => values.toSorted().reverse()],
    ["of five values", (values: Float64Array) => values.map((value) => Math.floor(5 * value))],
  ] as const)("of 60,000 numbers, %s, stand at ranks within the bound that they claim", (_, order) => {
    const values = order(drawn(60_000, 3));
    const sketch = sketchOf(values);
    const sorted = values.toSorted();
    expect(sketch.mostRanksOff / values.length).toBeLessThan(0.006);
    sketch.quantiles(probabilities).forEach((found, i) => {
      const wanted = probabilities[i]! * (values.length - 1);
      const below = sorted.findIndex((value) => value >= found);
      const notAbove = sorted.findLastIndex((value) => value <= found);
      expect(below).toBeLessThanOrEqual(wanted + sketch.mostRanksOff + 1);
      expect(notAbove).toBeGreaterThanOrEqual(wanted - sketch.mostRanksOff - 1);
    });
  });

  it("keep a hundredth of 10⁶ numbers, and are right for a normal law", () => {
    const values = drawn(1_000_000, 9).map(normalQuantile);
    const sketch = sketchOf(values);
    const kept = (sketch as unknown as { lists: { used: number }[] }).lists.reduce(
      (sum, { used }) => sum + used,
      0,
    );
    expect(kept).toBeLessThan(11 * exactCount);
    sketch.quantiles([0.05, 0.5, 0.95]).forEach((found, i) => {
      expect(Math.abs(found - [-1.6449, 0, 1.6449][i]!)).toBeLessThan(0.01);
    });
  });

  it("of nothing are no number", () => {
    expect(new QuantileSketch().quantiles([0.5])).toEqual([Number.NaN]);
  });
});

describe("a summary", () => {
  const times = Float64Array.of(0, 1, 2);
  const block = (first: number, values: readonly number[]) => ({
    first,
    members: values.length / 3,
    times,
    outputs: { x: Float64Array.from(values) },
    failures: [],
    ranBy: { wasm: 0, javascript: values.length / 3 },
  });
  const values = [1, 4, 2, 3, 8, 9, 5, 3, 1, 7, 5, 4];

  it("has mean, sd and quantiles at each time, however it was cut", () => {
    const whole = new EnsembleSummariser([0.5]);
    whole.take(block(0, values));
    const parts = new EnsembleSummariser([0.5]);
    parts.take(block(0, values.slice(0, 3)));
    parts.take(block(1, values.slice(3)));
    expect(parts.summary).toEqual(whole.summary);
    const { outputs, members, rankError } = whole.summary;
    expect([members, rankError]).toEqual([4, 0]);
    expect([...outputs.x!.mean]).toEqual([4, 5, 4]);
    expect(outputs.x!.sd[0]).toBeCloseTo(Math.sqrt(20 / 3), 14);
    expect([...outputs.x!.quantiles[0]!]).toEqual([4, 4.5, 3]);
  });

  it("leaves out what a member that stopped has not, and says how many are left", () => {
    const summariser = new EnsembleSummariser([0.5]);
    summariser.take(block(0, [1, 2, 3, 5, Number.NaN, Number.NaN]));
    const { counts, outputs } = summariser.summary;
    expect([...counts]).toEqual([2, 1, 1]);
    expect([...outputs.x!.mean]).toEqual([3, 2, 3]);
    expect(outputs.x!.sd[1]).toBeNaN();
  });

  it("is refused for what is no probability", () => {
    for (const odd of [-0.1, 1.5, Number.NaN])
      expect(() => new EnsembleSummariser([odd])).toThrow(expect.objectContaining({ code: "HS1419" }));
  });
});
