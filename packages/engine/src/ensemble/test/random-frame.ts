import { expect, vi } from "vitest";
import { compileKernel } from "../../compile/compile-kernel.ts";
import { lower } from "../../model/lower.ts";
import { type Model, model } from "../../model/model.ts";
import type { ModelSpec } from "../../model/model-spec.ts";
import type { EnsembleOptions, EnsembleSolution } from "../ensemble-options.ts";
import { simulateEnsemble } from "../simulate-ensemble.ts";

/** What makes one random model differ from another. */
type Parts = Pick<ModelSpec, "id" | "inputs" | "equations" | "outputs"> &
  Partial<Pick<ModelSpec, "events" | "doses" | "tables">>;

/**
 * Two states and two parameters around random parts. Every member has a q of its own: its default only makes another model
 * of the same equations, with a kernel of its own.
 */
export function randomModel(q: number, parts: Parts): Model {
  return model({
    title: "random",
    reference: { citation: "made for a test" },
    use: "a test",
    status: "unvalidated",
    time: "h",
    states: { a: { is: "a", unit: "1", start: "p" }, b: { is: "b", unit: "1", start: 0.5 } },
    parameters: {
      p: { is: "p", unit: "1", value: 0.4, source: "test" },
      q: { is: "q", unit: "1", value: q, source: "test" },
    },
    ...parts,
  });
}

/** A pair of members, and one that has a lane for itself. */
export const people = { members: 3, parameters: { p: [0.4, -0.7, 0.1], q: [2.5, 1.2, 2] } } as const;

export function run(of: Model, how: Omit<EnsembleOptions, "members" | "parameters">) {
  return toldOf(simulateEnsemble(of, { ...people, ...how }));
}

/** Numbers and failures, without who computed them, and who did. */
export function toldOf({ outputs, failures, ranBy }: EnsembleSolution) {
  const stopped = failures.map(({ member, error }) => [member, error.code]);
  return { told: { outputs, failures: stopped }, inWasm: ranBy.wasm };
}

/** The same where no text may become code. */
export function interpreted(of: Model, how: Omit<EnsembleOptions, "members" | "parameters">) {
  vi.stubGlobal("Function", function refused() {
    throw new EvalError("Refused to evaluate a string as JavaScript");
  });
  try {
    expect(compileKernel(lower(of)).backend).toBe("interpreter");
    return run(of, { ...how, backend: "javascript" });
  } finally {
    vi.unstubAllGlobals();
  }
}
