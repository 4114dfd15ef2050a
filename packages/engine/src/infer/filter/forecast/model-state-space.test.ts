import { describe, expect, test } from "vitest";
import { model } from "../../../model/model.ts";
import { randomStream } from "../../../ensemble/random-stream.ts";
import { simulate } from "../../../solve/simulate.ts";
import { together } from "../analyse/together.ts";
import { squareRoot } from "../analyse/ensemble-update.ts";
import { ensembleFilter } from "../ensemble/ensemble-filter.ts";
import { modelStateSpace } from "./model-state-space.ts";

const spec = {
  id: "one-compartment",
  title: "One compartment",
  reference: { citation: "made for this test" },
  use: "tests",
  status: "verified",
  time: "h",
  states: { A: { is: "amount", unit: "mg", start: "A0" } },
  inputs: { drip: { is: "infusion", unit: "mg/h", default: 0 } },
  parameters: {
    k: { is: "elimination", unit: "/h", value: 0.2, source: "test" },
    A0: { is: "amount at first", unit: "mg", value: 5, source: "test" },
  },
  equations: "der(A) = drip - k*A",
  doses: { bolus: { is: "a bolus", unit: "mg", into: "drip", over: 0.1 } },
  outputs: { amount: { is: "amount", equals: "A", unit: "mg" } },
} as const;
const body = model(spec);
const schedule = [{ kind: "dose", dose: "bolus", at: 2, amount: 10 }] as const;

describe("a compiled model as a filter's state space", () => {
  test("moves as the simulator does, and observes what it does", () => {
    const space = modelStateSpace(body, { parameters: { A0: 7 }, schedule });
    const x = new Float64Array(space.size);
    space.start.advance(x, 0, 0);
    expect([...x]).toEqual([7]);
    space.dynamics.advance(x, 0, 3);
    space.dynamics.advance(x, 3, 6);
    const wanted = simulate(body, { parameters: { A0: 7 }, schedule, to: 6, every: 6 });
    const seen = new Float64Array(1);
    space.predict("amount", 6)(x, seen);
    expect(seen[0]).toBeCloseTo(wanted.outputs.amount[1]!, 5);
  });

  test("learned parameters and latent inputs are numbers of the state", () => {
    const space = modelStateSpace(body, {
      learned: [{ name: "k", fromFree: (z) => 0.2 * Math.exp(z), drift: 0.01 }],
      latent: ["drip"],
      noise: { A: 0.5 },
    });
    const x = Float64Array.of(0, Math.log(2), 3);
    space.dynamics.advance(x, 0, 2);
    expect(x[0]).toBeCloseTo((3 / 0.4) * (1 - Math.exp(-0.8)), 4);
    const { factor, columns } = space.dynamics.noise!.moments(0, 4);
    expect([columns, ...factor.map((f) => f * f)].map((f) => Math.round(1e9 * f) / 1e9)).toEqual([
      2, 2, 0, 0, 0.04, 0, 0,
    ]);
  });

  test("unknown names are refused with the name that was meant", () => {
    const meant = (name: string) =>
      expect.objectContaining({ code: "HS1301", cure: expect.stringContaining(name) });
    expect(() => modelStateSpace(body, { parameters: { A1: 1 } })).toThrow(meant("A0"));
    expect(() => modelStateSpace(body, { latent: ["drop"] })).toThrow(meant("drip"));
    expect(() => modelStateSpace(body).predict("amounts", 0)).toThrow(meant("amount"));
  });

  test.each([
    ["delays", { equations: "der(A) = drip - k*delay(A, 1 'h')" }],
    ["events", { events: { empty: { is: "a flush", when: "A < 1 'mg'", assign: "A = 0 'mg'" } } }],
    ["noise", { noise: { A: "0.1*A*sqrt(k)" } }],
  ] as const)("a model with %s is refused: what it remembers is no number of its state", (what, change) => {
    const remembering = model({ ...spec, ...change } as Parameters<typeof model>[0]);
    expect(() => modelStateSpace(remembering)).toThrow(
      expect.objectContaining({ code: "HS1810", message: expect.stringContaining(what) }),
    );
  });

  test("a member without a solution is told by its filter", () => {
    const space = modelStateSpace(body, { learned: [{ name: "k", fromFree: () => Number.NaN }] });
    const filter = ensembleFilter({ members: 3, scheme: together(squareRoot) });
    const stream = randomStream({ seed: 1, purpose: "test", member: 0 });
    const begun = filter.begin({ mean: new Float64Array(2), factor: new Float64Array(4) }, stream);
    expect(() => filter.forecast(begun, space.dynamics, 0, 1, stream)).toThrow(
      expect.objectContaining({ code: "HS1805" }),
    );
  });
});
