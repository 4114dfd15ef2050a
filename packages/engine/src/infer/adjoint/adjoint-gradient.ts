import { ExpressionGraph } from "../../equations/expression-graph.ts";
import { lower } from "../../model/lower.ts";
import type { Model } from "../../model/model.ts";
import { movingJumps, unbrokenAt } from "../../model/moving-jumps.ts";
import { refuseHybrid } from "../../model/sensitivity-system.ts";
import type { System } from "../../model/system.ts";
import type { Schedule } from "../../solve/schedule.ts";
import { slotNamed } from "../../solve/named-values.ts";
import { adjointKernels } from "./adjoint-kernels.ts";
import type { AdjointGradient, AdjointOptions, AnyAdjointOptions } from "./adjoint-options.ts";
import { WayBack } from "./way-back.ts";
import { WayThere } from "./way-there.ts";

/**
 * The gradient of one number in any number of parameters, by the adjoint: one run forward, one back, whatever their count
 * (Cao, Li, Petzold & Serban 2003, SIAM J Sci Comput 24:1076, doi 10.1137/S1064827501380630; jumps at observations and
 * events by their transposed derivatives, as in Sapienza et al. 2024, arXiv 2406.09699). Tolerance relative 1e-8,
 * absolute 1e-10 where not given. Schedules are data: their amounts and times depend on no parameter. For few parameters
 * forward sensitivities cost less: docs/guides/sensitivities.md says from where it pays.
 * @throws HomeostatError HS1219 by the name of what it cannot pass through (an event that the state sets off, a delay,
 * equations 0 = …, noise); HS1315 where a derivative jumps at a moment that moves with a parameter; HS13xx for names and numbers that do not fit, or why a run stopped
 */
export function adjointGradient<S extends string, I extends string, P extends string, O extends string>(
  model: Model<S, I, P, O>,
  given: AdjointOptions<NoInfer<S>, NoInfer<I>, NoInfer<P>, NoInfer<O>>,
): AdjointGradient {
  const options: AnyAdjointOptions = given;
  const system = lower(model);
  refuseHybrid(system);
  const names = system.parameters.map(({ name }) => name);
  const slot = (name: string) => slotNamed("parameter", name, names);
  const [chosen, fixed] = [options.parameters.map(slot), Object.keys(options.fixed ?? {}).map(slot)];
  const there = new WayThere(watched(system, chosen, fixed, options.schedule), model, options);
  const { kernel } = there;
  const isStarted = (state: number) => options.starts?.[kernel.states[state]!] === undefined;
  const kernels = adjointKernels(system, [chosen, fixed], there.slots, isStarted);
  const back = new WayBack(there, kernels, chosen.length, options.method ?? "auto");
  const slopes = there.values.map((column) => new Float64Array(column.length));
  return {
    at: (parameters) => {
      const [thereBefore, backBefore] = [there.steps, back.steps];
      const started = there.run(parameters);
      for (const column of slopes) column.fill(0);
      const value = options.loss(there.values, slopes);
      const gradient = back.run(started, slopes);
      const { pieces } = there.trajectory;
      const steps = { there: there.steps - thereBefore, back: back.steps - backBefore, pieces };
      return { value, gradient, steps };
    },
  };
}

/** The same system, whose runs are refused where the gradient would be wrong. */
function watched(
  system: System,
  chosen: readonly number[],
  given: readonly number[],
  schedule: Schedule = [],
): System {
  const graph = ExpressionGraph.from(system.graph);
  const inputsMove = schedule.some((item) => item.kind === "signal" && item.between === "line");
  const holding = new Set(inputsMove ? [] : system.inputs.keys());
  const independent = new Set([...chosen, ...given]);
  const asked = { chosen, independent, holding, movedInputs: new Set<number>() };
  const { unbroken } = unbrokenAt(graph, movingJumps({ ...system, graph }, asked));
  if (unbroken === undefined) return system;
  const hash = `${system.hash} unbroken at ${unbroken.map(({ node }) => node).join(", ")}`;
  return { ...system, hash, graph, unbroken };
}
