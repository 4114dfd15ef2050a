import { type ModelSpec, type Schedule, type Solution, trySimulate } from "@homeostat/engine";
import type { Rule } from "./rules.ts";

/** What a virtual person goes through to be judged, in the model's time and units. */
export interface Experiment {
  readonly schedule: Schedule;
  readonly to: number;
  readonly every: number;
}

/** A rule about what the model does with this person. A person whom the solver cannot follow is refused. */
export function simulatedRule(
  name: string,
  model: ModelSpec,
  experiment: Experiment,
  accepts: (course: Solution) => boolean,
): Rule {
  return {
    name,
    accepts: (person) => {
      const outcome = trySimulate(model, { ...experiment, parameters: person });
      return outcome.ok && accepts(outcome.value);
    },
  };
}
