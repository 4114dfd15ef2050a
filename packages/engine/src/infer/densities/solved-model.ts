import { compileKernel } from "../../compile/compile-kernel.ts";
import { failure } from "../../errors/registry.ts";
import { lower } from "../../model/lower.ts";
import type { Course } from "../../solve/dosing/course.ts";
import { flowOf } from "../../solve/dosing/flow-of.ts";
import { inputsAtRest } from "../../solve/dosing/inputs-at-rest.ts";
import { runCourse } from "../../solve/dosing/run-course.ts";
import { placeNamed } from "../../solve/named-values.ts";
import type { DensityLayout } from "./density-layout.ts";
import type { DensityTerm } from "./density-spec.ts";

/** A model solved at the rows of a table, with derivatives in the density's parameters. */
export interface SolvedModel {
  readonly outputs: readonly string[];
  /** Of row `i` and output `o`: its value, and its derivatives in all parameters of the density. */
  readonly values: readonly Float64Array[];
  readonly tangents: readonly (readonly Float64Array[])[];
  /** Solves at these parameters. @throws those of runCourse */
  solve(parameters: Float64Array): void;
}

/** @throws HS1672 where the times do not ascend */
export function solvedModel(
  id: string,
  { model, from = 0, parameters: given = {}, at }: NonNullable<DensityTerm["solves"]>,
  times: ArrayLike<number>,
  layout: DensityLayout,
): SolvedModel {
  const system = inputsAtRest(lower(model));
  const outputs = Object.keys(model.outputs);
  const moved = [...layout.places.values()].filter(
    ({ name, each }) => each === undefined && Object.hasOwn(model.parameters, name),
  );
  const names = moved.map(({ name }) => name);
  const flow = flowOf(system, names, Object.keys(given), []);
  const kernel = compileKernel(system);
  const course = courseAt(id, at, from, times);
  const slots = names.map((name) => kernel.parameters.indexOf(name));
  const p = new Float64Array(kernel.parameters.length);
  const rows = Array.from(times);
  const values = rows.map(() => new Float64Array(outputs.length));
  const tangents = rows.map(() => outputs.map(() => new Float64Array(layout.size)));
  return {
    outputs,
    values,
    tangents,
    solve: (parameters) => {
      const set = new Uint8Array(p.length);
      placeNamed("parameter", given, kernel.parameters, p, set);
      slots.forEach((slot, k) => {
        p[slot] = parameters[moved[k]!.from]!;
        set[slot] = 1;
      });
      kernel.fillParameters(p, set);
      runCourse(flow, course, p, (record, found) => {
        for (let o = 0; o < outputs.length; o++) {
          values[record - 1]![o] = found[o]!;
          moved.forEach((place, k) => {
            tangents[record - 1]![o]![place.from] = found[(k + 1) * outputs.length + o]!;
          });
        }
      });
    },
  };
}

function courseAt(id: string, column: string, from: number, times: ArrayLike<number>): Course {
  const inputs = new Float64Array(0);
  const record = (time: number, observed: boolean) => ({ time, inputs, reset: false, observed });
  let last = from;
  for (const time of Array.from(times)) {
    if (!(time >= last))
      throw failure("HS1672", { id, problem: `the times of '${column}' do not ascend from ${from}` });
    last = time;
  }
  const records = [record(from, false), ...Array.from(times, (time) => record(time, true))];
  return { records, inputsFrom: "last", doseProperties: [] };
}
