import { lower, type ModelSpec, type ParameterSpec, type StateSpec } from "@homeostat/engine";

/**
 * How long a model of 50 states takes from text to checked graph: `node scripts/measure-lowering.ts`. Prints processor
 * time of the first call in a fresh process, and the median of those after it, as one JSON line.
 */
const compartments = 50;
const source = "made up";

function compartment(i: number): string {
  const [before, near, far] = [i + compartments - 1, i + 3, i + 7].map((j) => j % compartments);
  return `
    c${i} = x${i}/V${i}
    flux${i} = m${i}*c${i}/(d${i} + c${i})
    gate${i} = if c${i} > 2*d${i} then 1/(1 + exp(-(c${i} - d${i})/d${i})) else tanh(c${i}/d${i})
    back${i} = k${i}*max(0 'mg', x${far} - x${i})*gate${near}
    der(x${i}) = -flux${i} + flux${before} + back${i} - k${i}*x${i}`;
}

function chainOfCompartments(id: string): ModelSpec {
  const states: Record<string, StateSpec> = {};
  const parameters: Record<string, ParameterSpec> = {};
  for (let i = 0; i < compartments; i++) {
    states[`x${i}`] = { is: "amount", unit: "mg", start: `d${i}*V${i}` };
    parameters[`k${i}`] = { is: "exchange", unit: "/min", value: 0.1, range: [0, 1], source };
    parameters[`V${i}`] = { is: "volume", unit: "L", value: 3, source };
    parameters[`d${i}`] = { is: "half saturation", unit: "mg/L", value: 1, source };
    parameters[`m${i}`] = { is: "largest flux", unit: "mg/min", value: `k${i}*d${i}*V${i}`, source };
  }
  return {
    id,
    title: "Fifty compartments",
    reference: { citation: source },
    use: "measuring",
    status: "unvalidated",
    time: "min",
    states,
    inputs: {},
    parameters,
    equations: Array.from({ length: compartments }, (_, i) => compartment(i)).join("\n"),
    outputs: { first: { is: "concentration", equals: "c0", unit: "mg/L" } },
  };
}

function milliseconds(id: string): number {
  const spec = chainOfCompartments(id);
  const before = process.threadCpuUsage();
  lower(spec);
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1000;
}

const [first = 0, ...later] = Array.from({ length: 21 }, (_, i) => milliseconds(`fifty-${i}`));
const median = later.sort((a, b) => a - b)[10];
console.log(
  JSON.stringify({
    states: compartments,
    nodes: lower(chainOfCompartments("fifty")).graph.size,
    first_ms: first,
    median_ms: median,
  }),
);
