import { type ModelSpec, model, simulateEnsemble } from "@homeostat/engine";

const states = 50;
const index = Array.from({ length: states }, (_, i) => i);
const state = (i: number) => `x${i % states}`;

/** Fifty states that read each other through exponentials and tanh; each `k` gives another model. */
function fiftyStates(k: number): ModelSpec {
  const rate = (i: number) =>
    `k*(exp(-${state(i)}/${i + 2}) - ${state(i + 1)}*tanh(${state(i + 7)}) + ${state(i + 3)}/(1 + ${state(i)}^2))`;
  return model({
    id: "fifty-states",
    title: "Fifty states",
    reference: { citation: "for this benchmark" },
    use: "to be compiled",
    status: "unvalidated",
    time: "h",
    states: Object.fromEntries(index.map((i) => [state(i), { is: "a state", unit: "1", start: 1 }])),
    inputs: {},
    parameters: { k: { is: "rate", unit: "1/h", value: k, source: "for this benchmark" } },
    equations: index.map((i) => `der(${state(i)}) = ${rate(i)}`).join("\n"),
    outputs: { first: { is: "the first state", equals: state(0), unit: "1" } },
  });
}

/** From equations in text to two members that have made their first steps, a model that was never seen before each time. */
export function prepareCompile() {
  let k = 0;
  const run = () => {
    k++;
    const { ranBy } = simulateEnsemble(fiftyStates(k), { members: 2, to: 1e-4, at: [1e-4] });
    if (ranBy.wasm !== 2) throw new Error("the machine was not made");
  };
  return { run, count: 1 };
}
