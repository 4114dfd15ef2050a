/**
 * Contract of every scheme: the order of convergence that it promises, strong on shared paths and weak in the mean, and the
 * moments of processes with exact laws. Geometric Brownian motion x = x₀·exp((μ − σ²/2)·t + σ·W) and the
 * Ornstein–Uhlenbeck process as in Kloeden & Platen 1992, section 4.4.
 */
import { describe, expect, it } from "vitest";
import { simulateEnsemble } from "../../ensemble/simulate-ensemble.ts";
import { type Model, model } from "../../model/model.ts";
import { BrownianPath } from "./brownian-path.ts";
import type { SchemeName } from "./noise-options.ts";
import { schemes } from "./schemes.ts";

const frame = {
  reference: { citation: "made for a test" },
  use: "a test",
  status: "unvalidated",
  time: "h",
} as const;
const source = "test";
const output = { x: { is: "x", equals: "x", unit: "1" } } as const;

const geometric = model({
  ...frame,
  id: "geometric",
  title: "geometric Brownian motion",
  states: { x: { is: "x", unit: "1", start: 1 } },
  inputs: {},
  parameters: {
    mu: { is: "growth", unit: "/h", value: 0.5, source },
    q: { is: "variance of the noise", unit: "/h", value: 0.36, source },
  },
  equations: "der(x) = mu*x",
  noise: { x: "sqrt(q)*x" },
  outputs: output,
});

/** Additive noise whose strength changes with time, and a drift that is not linear. */
const swinging = model({
  ...frame,
  id: "swinging",
  title: "wells in a row",
  states: { x: { is: "x", unit: "1", start: 1 } },
  inputs: {},
  parameters: {
    mu: { is: "rate", unit: "/h", value: 1, source },
    q: { is: "variance of the noise", unit: "/h", value: 1, source },
  },
  equations: "der(x) = mu*sin(3*x)",
  noise: { x: "sqrt(q)*(1 + mu*time/2)" },
  outputs: output,
});

const [end, cell, seed] = [1, 1 / 8, 3];

interface Strength {
  readonly mu: number;
  readonly q: number;
}

function ends(
  of: Model<string, string, "mu" | "q", "x">,
  parameters: Strength,
  scheme: SchemeName,
  step: number,
  members: number,
) {
  const { outputs } = simulateEnsemble(of, {
    members,
    parameters: { ...parameters },
    to: end,
    noise: { seed, step, cell, scheme },
  });
  return outputs.x.filter((_, i) => i % 2 === 1);
}

function exactGeometric({ mu, q }: Strength, members: number): Float64Array {
  const path = new BrownianPath(seed, "noise x", cell);
  return Float64Array.from({ length: members }, (_, member) => {
    path.take(member);
    path.over(0, end);
    return Math.exp((mu - q / 2) * end + Math.sqrt(q) * path.increment);
  });
}

const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
/** The slope of log error against log step. */
function observedOrder(steps: readonly number[], errors: readonly number[]): number {
  const [x, y] = [steps.map(Math.log2), errors.map(Math.log2)];
  const [mx, my] = [x, y].map((values) => values.reduce((a, b) => a + b, 0) / values.length) as [
    number,
    number,
  ];
  const top = x.reduce((sum, value, i) => sum + (value - mx) * (y[i]! - my), 0);
  return top / x.reduce((sum, value) => sum + (value - mx) ** 2, 0);
}

const steps = [1 / 8, 1 / 16, 1 / 32, 1 / 64];

describe.each(Object.values(schemes))("$name", ({ name, noise, strongOrder, weakOrder }) => {
  const additive = noise === "additive";
  const problem = additive ? swinging : geometric;
  const members = 400;
  const errorsOf = (strength: Strength) => {
    const exact = additive
      ? ends(swinging, strength, name, 1 / 1024, members)
      : exactGeometric(strength, members);
    return steps.map((step) =>
      ends(problem, strength, name, step, members).map((value, i) => value - exact[i]!),
    );
  };

  it(`has strong order ${strongOrder}`, () => {
    const errors = errorsOf({ mu: 0.5, q: 0.36 });
    const strong = errors.map((error) => Math.sqrt(mean(error.map((value) => value * value))));
    const order = observedOrder(steps, strong);
    expect(order).toBeGreaterThan(strongOrder - 0.1);
    expect(order).toBeLessThan(strongOrder + 0.25);
  });

  it(`has weak order ${weakOrder}`, () => {
    // Much drift and little noise: the error of the mean stands out from the chance in it.
    const errors = errorsOf({ mu: 1.5, q: 0.01 });
    const order = observedOrder(
      steps,
      errors.map((error) => Math.abs(mean(error))),
    );
    expect(Math.abs(order - weakOrder)).toBeLessThan(0.3);
  });

  it("moves an Ornstein–Uhlenbeck process to its exact mean and variance", () => {
    const count = 4000;
    const values = simulateEnsemble(relaxing, {
      members: count,
      to: 2,
      noise: { seed: 9, step: 1 / 64, scheme: name },
    }).outputs.x.filter((_, i) => i % 2 === 1);
    const [m, variance] = [3 + (1 - 3) * Math.exp(-2), (0.5 / 2) * (1 - Math.exp(-4))];
    const found = mean(values);
    const spread = mean(values.map((value) => (value - found) ** 2));
    expect(Math.abs(found - m)).toBeLessThan(4 * Math.sqrt(variance / count) + 0.01);
    expect(Math.abs(spread / variance - 1)).toBeLessThan(4 * Math.sqrt(2 / count) + 0.02);
  });
});

const relaxing = model({
  ...frame,
  id: "relaxing",
  title: "Ornstein–Uhlenbeck process",
  states: { x: { is: "x", unit: "1", start: 1 } },
  inputs: {},
  parameters: {
    k: { is: "rate", unit: "/h", value: 1, source },
    q: { is: "variance of the noise", unit: "/h", value: 0.5, source },
  },
  equations: "der(x) = k*(3 - x)",
  noise: { x: "sqrt(q)" },
  outputs: output,
});

it("gives geometric Brownian motion its mean and variance", () => {
  const count = 20_000;
  const values = ends(geometric, { mu: 0.5, q: 0.36 }, "milstein", 1 / 32, count);
  const [m, second] = [Math.exp(0.5), Math.exp(1 + 0.36)];
  const found = mean(values);
  const [variance, fourth] = [second - m * m, Math.exp(4 * 0.5 + 6 * 0.36)];
  expect(Math.abs(found - m)).toBeLessThan(4 * Math.sqrt(variance / count) + 0.01);
  expect(Math.abs(mean(values.map((value) => value * value)) - second)).toBeLessThan(
    4 * Math.sqrt((fourth - second ** 2) / count) + 0.05,
  );
});
