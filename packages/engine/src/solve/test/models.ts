import { model } from "../../model/model.ts";

const frame = {
  reference: { citation: "made for a test" },
  use: "a test",
  status: "unvalidated",
  time: "h",
} as const;
const pure = (is: string, value: number) => ({ is, unit: "1", value, source: "test" }) as const;

/** One compartment with first-order absorption: everything about it has an exact solution. */
export const oral = model({
  ...frame,
  id: "oral",
  title: "oral",
  states: {
    gut: { is: "amount in the gut", unit: "mg", start: 0 },
    body: { is: "amount in the body", unit: "mg", start: 0 },
  },
  inputs: { drip: { is: "infusion", unit: "mg/h", default: 0 } },
  parameters: {
    ka: { is: "absorption", unit: "/h", value: 1.2, source: "test" },
    ke: { is: "elimination", unit: "/h", value: 0.15, source: "test" },
    V: { is: "volume", unit: "L", value: 30, source: "test" },
  },
  equations: `
    der(gut) = -ka*gut
    der(body) = ka*gut + drip - ke*body
  `,
  events: { wash: { is: "half of the gut is emptied", assign: "gut = gut/2 + 0 'mg'*(drip/drip)" } },
  doses: {
    slow: { is: "over two hours", unit: "mg", into: "drip", over: 2 },
    steady: { is: "at 10 mg/h", unit: "mg", into: "drip", rate: 10 },
  },
  outputs: { level: { is: "concentration", equals: "body/V", unit: "mg/L" } },
});

/** Lotka–Volterra: x − ln x + y − ln y is conserved. */
export const predators = model({
  ...frame,
  id: "predators",
  title: "predators",
  states: { x: { is: "prey", unit: "1", start: 0.8 }, y: { is: "predators", unit: "1", start: 2 } },
  inputs: { fed: { is: "feeding", unit: "/h", default: 0 } },
  parameters: { rate: { is: "rate", unit: "/h", value: 1, source: "test" } },
  equations: `
    der(x) = rate*(x - x*y) + fed
    der(y) = rate*(x*y - y)
  `,
  outputs: { both: { is: "sum", equals: "x + y", unit: "1" } },
});

/** The Arenstorf orbit, Hairer, Nørsett & Wanner, Solving Ordinary Differential Equations I, II.0 (0.1). */
export const arenstorf = model({
  ...frame,
  id: "arenstorf",
  title: "restricted three-body problem",
  states: {
    x: { is: "position", unit: "1", start: 0.994 },
    y: { is: "position", unit: "1", start: 0 },
    vx: { is: "velocity", unit: "/h", start: 0 },
    vy: { is: "velocity", unit: "/h", start: -2.001585106379082 },
  },
  inputs: {},
  parameters: {
    mu: pure("mass of the moon", 0.012277471),
    one: { is: "1/h", unit: "/h", value: 1, source: "test" },
  },
  equations: `
    far = 1 - mu
    d1 = ((x + mu)^2 + y^2)^1.5
    d2 = ((x - far)^2 + y^2)^1.5
    der(x) = vx
    der(y) = vy
    der(vx) = one*one*(x - far*(x + mu)/d1 - mu*(x - far)/d2) + 2*one*vy
    der(vy) = one*one*(y - far*y/d1 - mu*y/d2) - 2*one*vx
  `,
  outputs: { x: { is: "x", equals: "x", unit: "1" } },
});

export const arenstorfPeriod = 17.065216560157964;

/** der(x) = 1 + x², from 0: the tangent, which has a pole at π/2. */
export const tangent = model({
  ...frame,
  id: "tangent",
  title: "tangent",
  states: { x: { is: "x", unit: "1", start: 0 } },
  inputs: {},
  parameters: { k: { is: "rate", unit: "/h", value: 1, source: "test" } },
  equations: "der(x) = k*(1 + x*x)",
  outputs: { x: { is: "x", equals: "x", unit: "1" } },
});

/** A root that leaves its domain at time 1: x falls to 0 and √x has no derivative to go on with. */
export const emptying = model({
  ...frame,
  id: "emptying",
  title: "emptying",
  states: { x: { is: "x", unit: "1", start: 1 } },
  inputs: {},
  parameters: { k: { is: "rate", unit: "/h", value: 1, source: "test" } },
  equations: "der(x) = -k*(1 + 0*sqrt(x - 0.5))",
  outputs: { x: { is: "x", equals: "x", unit: "1" } },
});

/** Follows its input: the derivative is the input itself, so that the state is its integral. */
export const counter = model({
  ...frame,
  id: "counter",
  title: "counter",
  states: { total: { is: "integral of the rate", unit: "mg", start: 0 } },
  inputs: { rate: { is: "rate", unit: "mg/h", default: "usual" } },
  parameters: { usual: { is: "rate at rest", unit: "mg/h", value: 0.1, source: "test" } },
  equations: "der(total) = rate",
  outputs: { rate: { is: "the input", equals: "rate", unit: "mg/h" } },
});
