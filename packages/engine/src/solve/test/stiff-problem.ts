import { type Model, model } from "../../model/model.ts";

export interface StiffProblem {
  readonly model: Model;
  readonly to: number;
  /** The states at `to`. */
  readonly reference: Readonly<Record<string, number>>;
  /** Of the size of each state. */
  readonly absolute: number;
  /** How much an error grows on the way, where the problem makes it grow. */
  readonly growth?: number;
}

/**
 * A problem of Hairer & Wanner, Solving Ordinary Differential Equations II, IV.10, with the reference solution of the Test
 * Set for IVP Solvers (Mazzia & Magherini 2008, release 2.4).
 */
export function stiffProblem(
  id: string,
  starts: Readonly<Record<string, number>>,
  equations: string,
  rest: Omit<StiffProblem, "model">,
): StiffProblem {
  const states = Object.fromEntries(
    Object.entries(starts).map(([name, start]) => [name, { is: name, unit: "1", start }]),
  );
  return {
    ...rest,
    model: model({
      id,
      title: id,
      reference: { citation: "Test Set for IVP Solvers" },
      use: "a test",
      status: "unvalidated",
      time: "s",
      states,
      inputs: {},
      parameters: { k: { is: "1/s", unit: "/s", value: 1, source: "test" } },
      equations,
      outputs: {},
    }) as unknown as Model,
  };
}
