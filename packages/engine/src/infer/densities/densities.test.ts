/** Laws by their published values and by their sums; gradients by differences; what is refused. */
import { describe, expect, test } from "vitest";
import { randomStream } from "../../ensemble/random-stream.ts";
import { model } from "../../model/model.ts";
import { logGamma } from "../priors/log-gamma.ts";
import { checkGradient } from "../samplers/check-gradient.ts";
import type { DensityData, DensitySpec, DensityTerm } from "./density-spec.ts";
import { densityTarget } from "./density-target.ts";

const reference = { citation: "none" };
const density = (parts: Pick<DensitySpec, "parameters" | "terms"> & Partial<DensitySpec>): DensitySpec => ({
  id: "test",
  title: "test",
  reference,
  ...parts,
});
const coded = (code: string) => expect.objectContaining({ code });

/** ln density at x of a law that is written with x. */
function law(text: string, x: number, bounds: { above?: number; below?: number } = {}): number {
  const target = densityTarget(density({ parameters: { x: bounds }, terms: [{ log: text }] }));
  const plain = densityTarget(density({ parameters: { x: bounds }, terms: [{ log: "0*x" }] }));
  const scale =
    bounds.above === undefined ? x : bounds.below === undefined ? Math.log(x) : Math.log(x / (1 - x));
  const at = Float64Array.of(scale);
  return target.logDensity(at) - plain.logDensity(at);
}

test.each([
  ["normal(x, 1, 2)", 0.3, -0.5 * 0.35 ** 2 - Math.log(2) - 0.5 * Math.log(2 * Math.PI)],
  ["cauchy(x, 0, 5)", 5, -Math.log(2) - Math.log(5) - Math.log(Math.PI)],
  // Student's density with 4 degrees at 0 is 3/8.
  ["student(x, 4, 0, 1)", 0, Math.log(0.375)],
  ["laplace(x, 0, 2)", 2, -1 - Math.log(4)],
  ["logistic(x, 0, 1)", 0, Math.log(0.25)],
  ["exponential(x, 3)", 2, Math.log(3) - 6],
  ["poissonLog(4, x)", 1, 4 - Math.E - Math.log(24)],
  ["bernoulliLogit(1, x)", -800, -800],
  ["binomialLogit(2, 5, x)", 0, Math.log(10 / 32)],
  // Mean 1 and size 1 is the geometric law: 1/2^(y + 1).
  ["negativeBinomialLog(3, x, 1)", 0, -4 * Math.log(2)],
  ["mixture(0.3, normal(x, -1, 1), normal(x, 1, 1))", 0, -0.5 - 0.5 * Math.log(2 * Math.PI)],
])("%s at %d", (text, x, expected) => {
  expect(law(text, x)).toBeCloseTo(expected, 10);
});

test.each([
  ["gammaLaw(x, 3, 2)", 1.5, 3 * Math.log(2) - logGamma(3) + 2 * Math.log(1.5) - 3, {}],
  ["inverseGamma(x, 3, 2)", 1.5, 3 * Math.log(2) - logGamma(3) - 4 * Math.log(1.5) - 2 / 1.5, {}],
  ["logNormal(x, 0.5, 2)", 1, -0.5 * 0.0625 - Math.log(2) - 0.5 * Math.log(2 * Math.PI), {}],
  ["betaLaw(x, 2, 5)", 0.25, Math.log(30) + Math.log(0.25) + 4 * Math.log(0.75), { below: 1 }],
])("%s at %d", (text, x, expected, bounds) => {
  expect(law(text, x, { above: 0, ...bounds })).toBeCloseTo(expected, 10);
});

test.each([{}, { above: 2 }, { below: 2 }, { above: -1, below: 3 }])(
  "a law within the bounds %j keeps its sum on the line",
  (bounds) => {
    const target = densityTarget(density({ parameters: { x: bounds }, terms: [{ log: "normal(x, 1, 2)" }] }));
    const sums = [target.logDensity, (u: Float64Array) => target.report(u)[0]!].map(() => 0);
    for (let u = -12; u <= 12; u += 1 / 64) {
      const at = Float64Array.of(u);
      const weight = Math.exp(target.logDensity(at)) / 64;
      sums[0]! += weight;
      sums[1]! += weight * target.report(at)[0]!;
    }
    // Share and mean of N(1, 2) within the bounds, by sums over the values themselves.
    let [share, first] = [0, 0];
    for (let x = -23; x <= 25; x += 1 / 512) {
      if (x < (bounds.above ?? -99) || x > (bounds.below ?? 99)) continue;
      const weight = Math.exp(-0.125 * (x - 1) ** 2) / (2 * Math.sqrt(2 * Math.PI)) / 512;
      share += weight;
      first += weight * x;
    }
    expect(sums[0]).toBeCloseTo(share, 2);
    expect(sums[1]).toBeCloseTo(first, 2);
  },
);

const decay = model({
  id: "decay",
  title: "Decay",
  reference,
  use: "tests",
  status: "unvalidated",
  time: "h",
  states: { A: { is: "amount", unit: "1", start: "A0" } },
  inputs: {},
  parameters: {
    k: { is: "rate", unit: "/h", value: 1, source: "chosen" },
    A0: { is: "amount at first", unit: "1", value: 1, source: "chosen" },
    V: { is: "volume", unit: "1", value: 1, source: "chosen" },
  },
  equations: "der(A) = -k*A*(1 + 0.1*A)",
  outputs: { level: { is: "level", equals: "A/V", unit: "1" } },
});

test("a model that is solved has its inputs at their defaults, which follow its parameters", () => {
  const fed: typeof decay = {
    ...decay,
    inputs: { feed: { is: "inflow", unit: "/h", default: "2*k" } },
    equations: "der(A) = feed - k*A",
  };
  const terms = [{ over: "levels", solves: { model: fed, at: "t", parameters: { V: 2 } }, log: "level" }];
  const target = densityTarget(density({ parameters: { k: {}, A0: {} }, terms }), { levels: { t: [1.5] } });
  const gradient = new Float64Array(2);
  const value = target.logDensity(Float64Array.of(0.7, 5), gradient);
  const left = Math.exp(-0.7 * 1.5);
  expect(value).toBeCloseTo((2 + 3 * left) / 2, 9);
  expect(gradient[0]).toBeCloseTo((-1.5 * 3 * left) / 2, 8);
  expect(gradient[1]).toBeCloseTo(left / 2, 8);
});

const rich = density({
  parameters: {
    mu: {},
    tau: { above: 0 },
    effect: { each: "groups" },
    k: { above: 0 },
    A0: { above: 0, below: 10 },
    share: { above: 0, below: 0.9 },
  },
  terms: [
    { log: "normal(mu, 0, 1) + cauchy(tau, 0, 1) + uniform(share, 0, 0.9)" },
    { over: "groups", log: "student(effect, 3, 0, 1) + 0.01*row*effect" },
    {
      over: "values",
      equations: "centre = mu + tau*effect",
      log: "normal(y, centre, 1.5)",
      index: { effect: "group" },
    },
    { over: "levels", solves: { model: decay, at: "t", parameters: { V: 2 } }, log: "normal(c, level, 0.3)" },
    {
      over: "series",
      carries: {
        h: { first: "tau^2", next: "0.1 + share*(r - mu)^2 + 0.1*h" },
        m: { first: "mu", next: "0.5*m" },
      },
      log: "normal(r, m, sqrt(h))",
    },
  ],
});
const data: DensityData = {
  groups: { size: [2, 3] },
  values: { y: [1, 2, 0.5, -1, 0], group: [1, 1, 2, 2, 2] },
  levels: { t: [0.5, 1, 4], c: [2, 1, 0.1] },
  series: { r: [0.3, -0.8, 1.9, 0.1] },
};

describe("rows, lists, solutions and carried values", () => {
  const target = densityTarget(rich, data);

  test("are differentiated exactly", () => {
    expect(target.coordinates).toEqual(["mu", "tau", "effect[1]", "effect[2]", "k", "A0", "share"]);
    for (let member = 0; member < 20; member++) {
      const at = target.start.sample(randomStream({ seed: 1, member, purpose: "points" }));
      checkGradient(target, at);
    }
  });

  test("carried values are what a loop makes of them", () => {
    const one = density({ parameters: rich.parameters, terms: [rich.terms.at(-1)!] });
    const at = Float64Array.of(0.4, 0, 0, 0, 0, 0, 0);
    let [h, m, sum] = [1, 0.4, 0];
    for (const r of data.series!.r as number[]) {
      sum += -0.5 * ((r - m) ** 2 / h) - 0.5 * Math.log(2 * Math.PI * h);
      h = 0.1 + 0.45 * (r - 0.4) ** 2 + 0.1 * h;
      m *= 0.5;
    }
    const jacobian = densityTarget(density({ parameters: rich.parameters, terms: [{ log: "0" }] }), data);
    const [has, owes] = [densityTarget(one, data), jacobian].map((part) => part.logDensity(at)) as [
      number,
      number,
    ];
    expect(has - owes).toBeCloseTo(sum, 10);
  });
});

describe("what does not fit is refused", () => {
  const bind =
    (term: DensityTerm, tables: DensityData = data) =>
    () =>
      densityTarget(density({ parameters: rich.parameters, terms: [term] }), tables);

  test("bounds that leave nothing, a start outside", () => {
    const of = (parameter: DensitySpec["parameters"][string]) => () =>
      densityTarget(density({ parameters: { x: parameter }, terms: [{ log: "x" }] }));
    expect(of({ above: 2, below: 1 })).toThrowError(coded("HS1671"));
    expect(of({ above: 2, start: { at: 1, spread: 1 } })).toThrowError(coded("HS1671"));
  });

  test("tables, columns, lengths, times and indices", () => {
    expect(bind({ over: "nothing", log: "mu" })).toThrowError(coded("HS1672"));
    expect(bind({ over: "values", log: "mu" }, { ...data, values: { y: [1], group: [1, 2] } })).toThrowError(
      coded("HS1672"),
    );
    const solves = { model: decay, at: "t" };
    expect(bind({ over: "levels", solves: { ...solves, at: "when" }, log: "level" })).toThrowError(
      coded("HS1672"),
    );
    expect(bind({ over: "levels", solves: { ...solves, from: 1 }, log: "level" })).toThrowError(
      coded("HS1672"),
    );
    const values = { y: [1], group: [3] };
    expect(
      bind({ over: "values", index: { effect: "group" }, log: "effect" }, { ...data, values }),
    ).toThrowError(coded("HS1672"));
  });

  test("an unknown name, with a suggestion and the place", () => {
    expect(bind({ log: "normal(mu, 0, taw)" })).toThrowError(
      expect.objectContaining({ code: "HS1103", place: expect.objectContaining({ source: "test" }) }),
    );
  });
});
