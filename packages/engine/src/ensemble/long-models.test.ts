/** A right-hand side too long to stand in each stage, with functions too many to be written out, keeps the bits of the reference. */
import { expect, it } from "vitest";
import { model } from "../model/model.ts";
import { simulateEnsemble } from "./simulate-ensemble.ts";

const states = 40;
const x = (i: number) => `x${i % states}`;
const indices = Array.from({ length: states }, (_, i) => i);

const ring = model({
  id: "ring",
  title: "a long ring",
  reference: { citation: "made for a test" },
  use: "a test",
  status: "unvalidated",
  time: "h",
  states: {
    held: { is: "moved by doses", unit: "1", start: 0.7 },
    ...Object.fromEntries(indices.map((i) => [x(i), { is: "a link", unit: "1", start: 1 + i / states }])),
  },
  inputs: {},
  parameters: { k: { is: "rate", unit: "/h", value: 1, source: "test" } },
  equations: [
    "der(held) = 0/1 'h'",
    ...indices.map(
      (i) =>
        `der(${x(i)}) = k*(exp(-${x(i)}/${i + 2}) - ${x(i + 1)}*tanh(${x(i + 7)}*held) + ${x(i + 3)}/(1 + ${x(i)}^2) + sin(time/1 'h') - 2*${x(i)})`,
    ),
  ].join("\n"),
  outputs: Object.fromEntries(indices.map((i) => [`o${i}`, { is: "a link", equals: x(i), unit: "1" }])),
});

it.each(["dopri5", "tsit5"] as const)("%s", (method) => {
  const run = (backend: "wasm" | "javascript") =>
    simulateEnsemble(ring, {
      members: 3,
      parameters: { k: [0.5, 1, 2.5] },
      schedule: [1, 1.5].map((at) => ({ kind: "add" as const, state: "held", at, amount: 0.6 })),
      to: 4,
      every: 0.25,
      method,
      backend,
    });
  const fast = run("wasm");
  expect(fast.ranBy.wasm).toBe(3);
  expect(fast.outputs).toEqual(run("javascript").outputs);
});
