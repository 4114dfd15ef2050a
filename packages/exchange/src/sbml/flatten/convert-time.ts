import type { Mathematics } from "../../mathml/mathematics.ts";
import { apply, name, rewrite } from "../../mathml/rewrite.ts";
import type { SbmlModel } from "../sbml-model.ts";

/**
 * Puts a submodel on its parent's clock and extent (comp section 3.5.2): time of the parent = factor × own time, so
 * `time` is divided, delays are multiplied, rates are divided, and reactions also take the factor of extent.
 */
export function convertTime(
  model: SbmlModel,
  timeFactor: string | null,
  extentFactor: string | null,
): SbmlModel {
  if (timeFactor === null && extentFactor === null) return model;
  const slower = (math: Mathematics) =>
    timeFactor === null ? math : apply("divide", math, name(timeFactor));
  const longer = (math: Mathematics) => (timeFactor === null ? math : apply("times", math, name(timeFactor)));
  const more = (math: Mathematics) =>
    extentFactor === null ? math : apply("times", math, name(extentFactor));
  const reactions = new Set(model.reactions.map((one) => one.id));
  const ownRate = (math: Mathematics) =>
    longer(extentFactor === null ? math : apply("divide", math, name(extentFactor)));
  const rewritten = (math: Mathematics, hidden: ReadonlySet<string | null> = new Set()) =>
    rewrite(math, (node) => {
      if (node.kind === "time") return slower(node);
      if (node.kind === "delay") return { ...node, by: longer(node.by) };
      if (node.kind === "name" && reactions.has(node.name) && !hidden.has(node.name)) return ownRate(node);
      return node.kind === "rateOf" ? longer(node) : node;
    });
  const inside = (math: Mathematics | null) => (math === null ? null : rewritten(math));
  const on = (math: Mathematics | null, change: (math: Mathematics) => Mathematics) => {
    const own = inside(math);
    return own === null ? null : change(own);
  };
  const same = (math: Mathematics) => math;
  return {
    ...model,
    functions: model.functions.map((one) => ({
      ...one,
      lambda: one.lambda === null ? null : { ...one.lambda, body: rewritten(one.lambda.body) },
    })),
    initialAssignments: model.initialAssignments.map((one) => ({ ...one, math: inside(one.math) })),
    rules: model.rules.map((one) => ({ ...one, math: on(one.math, one.kind === "rate" ? slower : same) })),
    reactions: model.reactions.map((one) => {
      // A parameter of a kinetic law may hide a reaction of its name.
      const locals = new Set(one.localParameters.map((local) => local.id));
      return { ...one, rate: one.rate === null ? null : more(slower(rewritten(one.rate, locals))) };
    }),
    events: model.events.map((one) => ({
      ...one,
      trigger: inside(one.trigger),
      delay: on(one.delay, longer),
      priority: inside(one.priority),
      assignments: one.assignments.map((assignment) => ({ ...assignment, math: inside(assignment.math) })),
    })),
  };
}
