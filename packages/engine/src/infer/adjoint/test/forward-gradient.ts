import { lower } from "../../../model/lower.ts";
import type { Model } from "../../../model/model.ts";
import { sensitivitySystem } from "../../../model/sensitivity-system.ts";
import { Simulation } from "../../../solve/simulation.ts";
import type { AnyAdjointOptions } from "../adjoint-options.ts";

/** The same gradient by forward sensitivities: all derivatives of all outputs, of which the loss takes one sum. */
export function forwardGradient(of: Model, options: AnyAdjointOptions) {
  const { parameters, fixed, inputs, starts, schedule = [], from = 0, outputs, loss } = options;
  const { tolerance = { relative: 1e-11, absolute: 1e-12 }, method = "auto" } = options;
  const at = Float64Array.from(options.at);
  const to = at.at(-1)!;
  const given = { parameters: Object.keys(fixed ?? {}), starts: Object.keys(starts ?? {}) };
  const system = sensitivitySystem(lower(of), parameters, given);
  const doses = of.doses ?? {};
  const simulation = new Simulation(system, { id: of.id, doses }, { method, tolerance, from, to });
  const { kernel } = simulation;
  const bound = simulation.integrator.bind(schedule);
  const wide = kernel.outputs.length / (parameters.length + 1);
  const slots = outputs.map((name) => kernel.outputs.indexOf(name));
  return {
    at: (values: readonly number[]) => {
      const own = Object.fromEntries(parameters.map((name, i) => [name, values[i]!]));
      const person = {
        parameters: { ...fixed, ...own },
        ...(inputs === undefined ? {} : { inputs }),
        ...(starts === undefined ? {} : { starts }),
      };
      const member = simulation.member(person, bound, from);
      const rows = Array.from(at, () => new Float64Array(kernel.outputs.length));
      simulation.run(member, bound, from, to, at, (index, t, y, u) => {
        kernel.observe(t, y, member.p, u, rows[index]!);
      });
      const seen = slots.map((slot) => Float64Array.from(rows, (row) => row[slot]!));
      const slopes = slots.map(() => new Float64Array(at.length));
      const value = loss(seen, slopes);
      const gradient = Float64Array.from(parameters, (_, k) =>
        rows.reduce(
          (sum, row, i) =>
            slots.reduce((inner, slot, o) => inner + slopes[o]![i]! * row[(k + 1) * wide + slot]!, sum),
          0,
        ),
      );
      return { value, gradient };
    },
  };
}
