import type { Hybrid, Kernel } from "@homeostat/engine";

/**
 * The same model, with some of its inputs multiplied by a factor of each member's own: what was recorded is not always
 * what was taken. The factors are parameters, appended to the model's own in the order of `inputs`.
 */
export function withDoubtedInputs(kernel: Kernel, inputs: readonly string[]): Kernel {
  if (inputs.length === 0) return kernel;
  const slots = inputs.map((input) => kernel.inputs.indexOf(input));
  const first = kernel.parameters.length;
  const count = kernel.inputs.length;
  const taken = new Float64Array(count);
  const scaled = (u: Float64Array, p: Float64Array): Float64Array => {
    taken.set(u);
    slots.forEach((slot, i) => {
      taken[slot]! *= p[first + i]!;
    });
    return taken;
  };
  const both = new Float64Array(2 * count);
  /** Inputs and, after them, their rates. */
  const scaledBoth = (u: Float64Array, p: Float64Array): Float64Array => {
    both.set(scaled(u.subarray(0, count), p));
    if (u.length > count) both.set(scaled(u.subarray(count), p), count);
    return both;
  };
  return {
    ...kernel,
    parameters: [...kernel.parameters, ...inputs.map((input) => `taken/recorded ${input}`)],
    fillParameters(p, given) {
      kernel.fillParameters(p, given);
      slots.forEach((_, i) => {
        if (!given[first + i]) p[first + i] = 1;
      });
    },
    fillInputs: (u, p) => kernel.fillInputs(u, p),
    fillStarts: (y, t, p, u) => kernel.fillStarts(y, t, p, u),
    fillConstants: (c, p, u) => kernel.fillConstants(c, p, scaled(u, p)),
    derivatives: (t, y, c, dy) => kernel.derivatives(t, y, c, dy),
    observe: (t, y, p, u, out) => kernel.observe(t, y, p, scaled(u, p), out),
    fire: (event, t, y, p, u) => kernel.fire(event, t, y, p, scaled(u, p)),
    jacobian: (inputsMove) => {
      const own = kernel.jacobian(inputsMove);
      return { ...own, fillConstants: (c, p, u) => own.fillConstants(c, p, scaledBoth(u, p)) };
    },
    ...(kernel.hybrid === undefined ? {} : { hybrid: doubted(kernel.hybrid, scaledBoth) }),
  };
}

function doubted(hybrid: Hybrid, scaled: (u: Float64Array, p: Float64Array) => Float64Array): Hybrid {
  return {
    ...hybrid,
    observer: (purpose, nodes, graph) => {
      const observe = hybrid.observer(purpose, nodes, graph);
      return (t, y, p, u) => observe(t, y, p, scaled(u, p));
    },
  };
}
