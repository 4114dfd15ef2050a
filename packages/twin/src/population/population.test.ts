/** Ledoit & Wolf, J Multivar Anal 2004;88:365: the shrunk matrix is positive definite whatever the number of rows, and tends to the sample's. */
import { choleskyFactor, drawNormal, model, randomStream } from "@homeostat/engine";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fromSpreads, logNormalAround } from "./joint-draws.ts";
import { withinRanges } from "./rules.ts";
import { shrunkCorrelation } from "./shrinkage.ts";
import { simulatedRule } from "./simulated-rule.ts";
import { virtualPeople } from "./virtual-people.ts";

const stream = (member: number) => randomStream({ seed: 5, purpose: "population test", member });
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const sd = (values: readonly number[]) =>
  Math.sqrt(mean(values.map((value) => value ** 2)) - mean(values) ** 2);
const correlation = (a: readonly number[], b: readonly number[]) =>
  (mean(a.map((value, i) => value * b[i]!)) - mean(a) * mean(b)) / (sd(a) * sd(b));

/** Rows of correlated normals: the second column follows the first, the third stands alone. */
function rows(count: number, member: number): number[][] {
  const chance = stream(member);
  return Array.from({ length: count }, () => {
    const [x, e, z] = [drawNormal(chance), drawNormal(chance), drawNormal(chance)];
    return [1 + 0.1 * x, 2 + 0.5 * (0.8 * x + 0.6 * e), 3 + 2 * z];
  });
}

describe("shrinkage", () => {
  test("with many rows the correlation is the sample's, and columns keep their spread", () => {
    const { correlation: shrunk, shrinkage, sds, means } = shrunkCorrelation(rows(4000, 1));
    expect(shrinkage).toBeLessThan(0.01);
    expect(shrunk[0]![1]).toBeCloseTo(0.8, 1);
    expect(shrunk[0]![2]).toBeCloseTo(0, 1);
    expect(sds[0]).toBeCloseTo(0.1, 2);
    expect(sds[2]).toBeCloseTo(2, 1);
    expect(means[1]).toBeCloseTo(2, 1);
  });

  test("with fewer rows than columns it is still a correlation matrix", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 3, max: 9 }),
        fc.integer({ min: 3, max: 20 }),
        fc.nat(1e6),
        (count, size, seed) => {
          const chance = stream(seed);
          const few = Array.from({ length: count }, () =>
            Array.from({ length: size }, () => drawNormal(chance)),
          );
          const { correlation: shrunk, shrinkage } = shrunkCorrelation(few);
          expect(shrinkage).toBeGreaterThan(0);
          expect(shrinkage).toBeLessThanOrEqual(1);
          shrunk.forEach((row, i) => {
            expect(row[i]).toBe(1);
          });
          const lower = choleskyFactor(Float64Array.from(shrunk.flat()), size);
          for (let i = 0; i < size; i++) expect(lower[i * size + i]).toBeGreaterThan(0);
        },
      ),
      { numRuns: 60 },
    );
  });

  test("a column that never varies is allowed", () => {
    const { sds, correlation: shrunk } = shrunkCorrelation([
      [1, 5],
      [2, 5],
      [4, 5],
    ]);
    expect(sds[1]).toBe(0);
    expect(shrunk[0]![1]).toBe(0);
  });
});

test("people drawn around others are log-normal with their means, spreads and correlation", () => {
  const published = rows(2000, 7).map(([x, y]) => ({ small: Math.exp(x!), large: 100 * Math.exp(y!) }));
  const draw = logNormalAround(published);
  const chance = stream(8);
  const drawn = Array.from({ length: 4000 }, () => draw(chance));
  const [small, large] = [drawn.map((one) => Math.log(one.small!)), drawn.map((one) => Math.log(one.large!))];
  expect(mean(small)).toBeCloseTo(1, 2);
  expect(sd(small)).toBeCloseTo(0.1, 2);
  expect(mean(large)).toBeCloseTo(2 + Math.log(100), 1);
  expect(correlation(small, large)).toBeCloseTo(0.8, 1);
});

const decay = model({
  id: "decay",
  title: "decay",
  reference: { citation: "made for a test" },
  use: "a test",
  status: "unvalidated",
  time: "min",
  states: { mass: { is: "mass", unit: "mg", start: "dose" } },
  inputs: {},
  parameters: {
    dose: {
      is: "start",
      unit: "mg",
      value: 10,
      range: [5, 20],
      source: "test",
      spread: { kind: "logNormal", cv: 0.3 },
    },
    rate: {
      is: "rate",
      unit: "/min",
      value: 0.2,
      range: [0.01, 1],
      source: "test",
      spread: { kind: "uniform", low: 0.1, high: 0.5 },
    },
    share: {
      is: "share",
      unit: "1",
      value: 0.25,
      source: "test",
      spread: { kind: "logitNormal", sd: 1, low: 0, high: 1 },
    },
    shift: { is: "shift", unit: "1", value: -3, source: "test", spread: { kind: "normal", sd: 2 } },
    half: { is: "half-life", unit: "min", value: "log(2)/rate", source: "test" },
  },
  equations: "der(mass) = -rate*mass",
  outputs: { mass: { is: "mass", equals: "mass", unit: "mg" } },
});

test("people drawn from spreads have the model's value as their median", () => {
  const draw = fromSpreads(decay);
  const chance = stream(9);
  const drawn = Array.from({ length: 6000 }, () => draw(chance));
  const column = (name: string) => drawn.map((one) => one[name]!).sort((a, b) => a - b);
  const median = (name: string) => column(name)[3000]!;
  expect(Object.keys(drawn[0]!).sort()).toEqual(["dose", "rate", "share", "shift"]);
  expect(median("dose")).toBeCloseTo(10, 0);
  expect(sd(column("dose")) / mean(column("dose"))).toBeCloseTo(0.3, 1);
  expect(median("rate")).toBeCloseTo(0.3, 1);
  expect(median("share")).toBeCloseTo(0.25, 1);
  expect(column("share")[0]).toBeGreaterThan(0);
  expect(column("share").at(-1)).toBeLessThan(1);
  expect(sd(column("shift"))).toBeCloseTo(2, 0);
});

describe("virtual people", () => {
  const light = simulatedRule(
    "half gone in 5 min",
    decay,
    { schedule: [], to: 5, every: 5 },
    ({ outputs }) => {
      const [start, end] = outputs.mass! as unknown as [number, number];
      return end < start / 2;
    },
  );
  const request = {
    count: 50,
    draw: fromSpreads(decay),
    rules: [withinRanges(decay), light],
    mostTries: 100,
  };

  test("meet every rule, what is given stays, and refusals are counted", () => {
    const given = (index: number) => ({ shift: index });
    const { people, tried, refused, label } = virtualPeople({ ...request, given }, stream(10));
    expect(label).toBe("synthetic");
    people.forEach((person, index) => {
      expect(person.shift).toBe(index);
      expect(5 * person.rate!).toBeGreaterThan(Math.log(2));
      expect(person.dose).toBeGreaterThanOrEqual(5);
      expect(person.dose).toBeLessThanOrEqual(20);
    });
    expect(tried).toBe(50 + Object.values(refused).reduce((sum, count) => sum + count, 0));
    expect(refused["half gone in 5 min"]).toBeGreaterThan(0);
  });

  test("are the same for the same stream", () => {
    expect(virtualPeople(request, stream(11))).toEqual(virtualPeople(request, stream(11)));
  });

  test("that nobody can be end in an error that says which rule refused", () => {
    const never = { name: "never", accepts: () => false };
    expect(() => virtualPeople({ ...request, rules: [never] }, stream(12))).toThrow(/100 draws.*"never":100/);
  });
});
