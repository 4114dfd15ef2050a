import {
  compileKernel,
  integrator,
  lower,
  type Model,
  sensitivitySystem,
  type Tolerance,
} from "@homeostat/engine";
import type { AdjointOptions } from "@homeostat/engine/infer";

type Options = AdjointOptions<string, string, string, string>;

/** The gradient that `adjointGradient` gives, by forward sensitivities at the model's own values of all parameters. */
export function forwardGradient(model: Model, options: Options, tolerance: Tolerance): () => Float64Array {
  const { parameters, schedule = [], outputs, loss, method = "auto" } = options;
  const at = Float64Array.from(options.at);
  const kernel = compileKernel(sensitivitySystem(lower(model), parameters));
  const solver = integrator(kernel, { tolerance, method, doses: model.doses ?? {} });
  const bound = solver.bind(schedule);
  const wide = kernel.outputs.length / (parameters.length + 1);
  const slots = outputs.map((name) => kernel.outputs.indexOf(name));
  const rest = Float64Array.from(kernel.inputs, (name) => options.inputs?.[name] ?? Number.NaN);
  return () => {
    const p = new Float64Array(kernel.parameters.length);
    kernel.fillParameters(p, new Uint8Array(p.length));
    const member = { y: new Float64Array(kernel.states.length), p, step: 0, rest };
    kernel.fillStarts(member.y, 0, p, solver.inputsAt(member, bound, 0));
    const rows = Array.from(at, () => new Float64Array(kernel.outputs.length));
    const end = solver.advance(member, bound, 0, at.at(-1)!, at, (index, t, y, u) => {
      kernel.observe(t, y, p, u, rows[index]!);
    });
    if (end.reason !== "done") throw new Error(`${end.reason} at ${end.time}`);
    const slopes = slots.map(() => new Float64Array(at.length));
    loss(
      slots.map((slot) => Float64Array.from(rows, (row) => row[slot]!)),
      slopes,
    );
    return Float64Array.from(parameters, (_, k) => {
      let sum = 0;
      for (const [i, row] of rows.entries())
        for (const [o, slot] of slots.entries()) sum += slopes[o]![i]! * row[(k + 1) * wide + slot]!;
      return sum;
    });
  };
}

/** Parameters whose value is a number other than 0. */
export const numericParameters = ({ parameters }: Model): readonly string[] =>
  Object.entries(parameters).flatMap(([name, { value }]) =>
    typeof value === "number" && value !== 0 ? [name] : [],
  );
