import type { Schedule } from "@homeostat/engine";
import { failure } from "../errors/registry.ts";
import { givenParameters } from "../twin/given-parameters.ts";
import type { Prepared } from "../twin/prepare.ts";

/** Minutes between two readings of the sensor that are looked at: those between say much the same. */
const sensorEvery = 15;

/** When the sensor's readings of an occasion are looked at. */
export const readingTimes = (minutes: number): readonly number[] =>
  Array.from({ length: Math.floor(minutes / sensorEvery) }, (_, i) => (i + 1) * sensorEvery);

/**
 * What a person with these parameters would show: one row a time (min), a number for each output of the model.
 * @param free learned parameters on their free scales
 * @throws HomeostatError HS3056 where the model has no solution
 */
export function occasionCourse(
  prepared: Prepared,
  free: Float64Array,
  schedule: Schedule,
  minutes: readonly number[],
): readonly Float64Array[] {
  const { kernel, integrator, model, timeMs } = prepared;
  const p = parametersOf(prepared, free);
  const u = new Float64Array(kernel.inputs.length);
  const y = new Float64Array(kernel.states.length);
  kernel.fillInputs(u, p);
  kernel.fillStarts(y, 0, p, u);
  const bound = integrator.bind(schedule);
  const member = { y, p, step: 0 };
  let now = 0;
  return minutes.map((minute) => {
    const to = (minute * 60_000) / timeMs;
    const { reason, time } = integrator.advance(member, bound, now, to);
    if (reason !== "done") throw failure("HS3056", { model: model.spec.id, minutes: time, reason });
    now = to;
    const row = new Float64Array(kernel.outputs.length);
    kernel.observe(now, y, p, u, row);
    return row;
  });
}

/** Inputs as they were recorded, undoubted. */
function parametersOf(prepared: Prepared, free: Float64Array): Float64Array {
  const { kernel, learned, model } = prepared;
  const { p, given } = givenParameters(prepared);
  p.fill(1, model.kernel.parameters.length);
  learned.forEach(({ slot, distribution }, i) => {
    p[slot] = distribution.fromFree(free[i]!);
  });
  kernel.fillParameters(p, given);
  return p;
}
