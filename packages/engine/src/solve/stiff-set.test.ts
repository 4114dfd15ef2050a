/** Every method that claims stiffness on the stiff set, and steps that do not pile up. */
import { describe, expect, it } from "vitest";
import type { MethodName } from "./methods/method.ts";
import { simulate } from "./simulate.ts";
import { stiffSet } from "./test/stiff-set.ts";

const stiff: readonly MethodName[] = ["rodas4", "rodas5p", "bdf", "auto"];

describe.each(stiff)("%s", (method) => {
  it.each(stiffSet)("solves $model.id", ({ model, to, reference, absolute, growth = 1 }) => {
    const run = (relative: number) => {
      const tolerance = { relative, absolute: absolute * (relative / 1e-6) };
      const { states, stats } = simulate(model, { to, method, tolerance });
      const errors = Object.entries(reference).map(([name, value]) =>
        Math.abs((states[name]!.at(-1)! - value) / value),
      );
      return { error: Math.max(...errors), steps: stats.steps + stats.rejected };
    };
    const [usual, tight] = [run(1e-6), run(1e-8)];
    expect(usual.error).toBeLessThan(1e-4 * growth);
    expect(tight.error).toBeLessThan(2e-6 * growth);
    expect(tight.error).toBeLessThan(usual.error);
    expect(usual.steps).toBeLessThan(4000);
  });
});
