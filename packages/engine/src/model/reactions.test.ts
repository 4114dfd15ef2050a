/** Reactions as a part of a model: units, places in errors, identity, and the equations that they stand for. */
import { expect, it } from "vitest";
import { simulate } from "../solve/simulate.ts";
import { compose } from "./compose.ts";
import { equationText } from "./equation-text.ts";
import { lower } from "./lower.ts";
import { type Model, model } from "./model.ts";
import type { ModelSpec } from "./model-spec.ts";
import { prefixModel } from "./rename-model.ts";

const spec = {
  id: "cells",
  title: "infection of cells",
  reference: { citation: "a test" },
  use: "tests",
  status: "unvalidated",
  time: "d",
  states: {
    V: { is: "virions", unit: "{virions}", start: 10 },
    I: { is: "infected cells", unit: "{cells}", start: 0 },
  },
  inputs: {},
  parameters: {
    k: { is: "infection", unit: "/d", value: 0.3, source: "a test" },
    c: { is: "clearance", unit: "/d", value: 2, source: "a test" },
    d: { is: "death", unit: "/d", value: 1, source: "a test" },
    N: { is: "burst", unit: "{virions}", value: 7, source: "a test" },
  },
  equations: "",
  reactions: {
    infection: { is: "a virion enters a cell", rate: "k*V", changes: { V: -1, I: 1 } },
    clearance: { is: "a virion is cleared", rate: "c*V", changes: { V: -1 } },
    burst: { is: "a cell bursts", rate: "d*I", changes: { I: -1, V: "N" } },
  },
  outputs: { load: { is: "virions", equals: "V", unit: "{virions}" } },
} as const satisfies ModelSpec;
const cells = model(spec);

it("stand for the equations of their mean", () => {
  const { reactions: _, ...rest } = spec;
  const written = model({ ...rest, equations: "der(V) = -k*V - c*V + N*d*I\nder(I) = k*V - d*I" });
  const options = { to: 6, every: 0.5, tolerance: { relative: 1e-10, absolute: 1e-12 } } as const;
  const [one, other] = [cells, written].map((each) => simulate(each as Model, options).outputs.load!);
  one!.forEach((value, i) => {
    expect(Math.abs(value / other![i]! - 1)).toBeLessThan(1e-8);
  });
});

const broken = (change: (reactions: typeof spec.reactions) => ModelSpec["reactions"]) => () =>
  model({ ...spec, reactions: change(spec.reactions)! });
it.each([
  [
    "a rate that is no rate",
    broken((r) => ({ ...r, burst: { ...r.burst, rate: "I" } })),
    "HS1114",
    "reactions.burst.rate",
  ],
  [
    "an unknown state",
    broken((r) => ({ ...r, burst: { ...r.burst, changes: { J: 1 } as never } })),
    "HS1221",
    "reactions.burst",
  ],
  [
    "a change in another unit",
    broken((r) => ({ ...r, burst: { ...r.burst, changes: { V: "N*d" } } })),
    "HS1114",
    "reactions.burst.changes.V",
  ],
  [
    "a change that a state decides",
    broken((r) => ({ ...r, burst: { ...r.burst, changes: { V: "I" } } })),
    "HS1103",
    "reactions.burst.changes.V",
  ],
  ["a name that is none", broken((r) => ({ "a b": r.burst })), "HS1201", "reactions.a b"],
] as const)("are refused with %s", (_, work, code, path) => {
  expect(work).toThrow(expect.objectContaining({ code, place: expect.objectContaining({ path }) }));
});

it("leave no room for an equation of the same state", () => {
  expect(() => model({ ...spec, equations: "der(V) = 0*V*d" })).toThrow(
    expect.objectContaining({ code: "HS1221" }),
  );
});

it("count into the identity of a model, their meaning does not", () => {
  const { burst } = spec.reactions;
  const hash = (own: object) =>
    lower(model({ ...spec, reactions: { ...spec.reactions, burst: { ...burst, ...own } } })).hash;
  expect(hash({ is: "a cell dies of its virions" })).toBe(lower(cells).hash);
  expect(hash({ rate: "2*d*I" })).not.toBe(lower(cells).hash);
  expect(hash({ changes: { I: -1, V: 7 } })).not.toBe(lower(cells).hash);
});

it("are written out beside equations and noise", () => {
  expect(equationText({ ...spec, equations: "\n    a = k\n    b = c\n", noise: {} })).toBe(
    "a = k\nb = c\ninfection: V - 1, I + 1 at k*V\nclearance: V - 1 at c*V\nburst: I - 1, V + (N) at d*I",
  );
});

it("go along when a model is renamed, and joined", () => {
  const two = compose(
    {
      id: "two",
      title: "two organs",
      reference: spec.reference,
      use: "tests",
      status: "unvalidated",
      fills: [],
    },
    prefixModel(spec, "left_"),
    prefixModel(spec, "right_"),
  );
  const jumps = { seed: 2 } as const;
  const { states, stats } = simulate(two as Model, { to: 1, every: 0.05, jumps });
  expect(stats.events).toBeGreaterThan(10);
  expect(states.left_V).not.toEqual(states.right_V);
});
