import { type Schedule, simulateEnsemble, simulateEnsembleOn } from "@homeostat/engine";
import { cohortS2008, cohortS2008Parameters, uvaPadovaS2008 } from "@homeostat/models";
import { nodeWorkers } from "../apps/cli/src/workers/node-workers.ts";
import { dayOf, meals } from "./day.ts";

const days = 7;

/** The product's own model: the thirty published subjects through a week of meals and boluses, output every 5 minutes. */
export function prepareWeek() {
  const column = (name: (typeof cohortS2008Parameters)[number]) =>
    cohortS2008.map((subject) => subject.parameters[name]);
  const parameters = Object.fromEntries(cohortS2008Parameters.map((name) => [name, column(name)]));
  const schedule = (member: number): Schedule =>
    Array.from({ length: days }).flatMap((_, day) =>
      meals.flatMap(
        ({ at, grams }): Schedule => [
          { kind: "dose", dose: "meal", at: day * 1440 + at, amount: grams },
          {
            kind: "dose",
            dose: "bolus",
            at: day * 1440 + at,
            amount: grams / cohortS2008[member]!.carbRatio,
          },
        ],
      ),
    );
  const run = () =>
    simulateEnsemble(uvaPadovaS2008, {
      members: cohortS2008.length,
      parameters,
      schedule,
      to: days * 1440,
      every: 5,
      keep: ["glucose", "sensorGlucose"],
    }).outputs.glucose;
  return { run, count: cohortS2008.length };
}

/** What one drags in the page: 200 members of a person through a day. */
export function prepareWhatIf() {
  const options = dayOf(200);
  return { run: () => simulateEnsemble(uvaPadovaS2008, options).outputs.glucose, count: 1 };
}

/** A trial's day on worker threads; closes them at the end. */
export function prepareTrialDay(members: number, workers: number) {
  const pool = nodeWorkers(workers);
  const options = dayOf(members);
  return { run: () => simulateEnsembleOn(pool, uvaPadovaS2008, options), close: () => pool.close() };
}
