import type { NodeId } from "../equations/graph.ts";
import { parseExpression } from "../equations/parse.ts";
import type { Scope } from "../equations/scope.ts";
import { inPlace } from "../errors/in-place.ts";
import { divideUnits, unity } from "../units/unit.ts";
import { lowerValue, parametersOnly } from "./lower-values.ts";
import type { Lowering } from "./lowering.ts";
import { lowerInto } from "./resolve.ts";
import type { System } from "./system.ts";

/** The part of a system that reactions make. */
export type Reactive = Pick<System, "reactions">;

/** Rates count events per time; what an event adds has the unit of its state. Nothing where there are none. */
export function lowerReactions(lowering: Lowering, scope: Scope): Reactive {
  const { spec, time } = lowering;
  const states = Object.keys(spec.states);
  const given = parametersOnly(lowering);
  const perTime = divideUnits(unity, time);
  const reactions = Object.entries(spec.reactions ?? {}).map(([name, { rate, changes }]) => ({
    name,
    rate: inPlace(
      { path: `reactions.${name}.rate` },
      () => lowerInto(`The rate of '${name}'`, parseExpression(rate), perTime, scope, spec.time).node,
    ),
    changes: Object.entries(changes).flatMap(([state, by]) => {
      if (by === undefined) return [];
      const path = `reactions.${name}.changes.${state}`;
      return [{ state: states.indexOf(state), by: lowerValue(lowering, state, by, path, given) }];
    }),
  }));
  return reactions.length === 0 ? {} : { reactions };
}

/** The sum of what reactions add per time; 0 for a state that none changes (a constraint determines it). */
export function derivativeByReactions(
  { graph }: Lowering,
  state: number,
  { reactions = [] }: Reactive,
): NodeId {
  return reactions.reduce(
    (sum, { rate, changes }) =>
      changes.reduce(
        (all, change) =>
          change.state === state ? graph.binary("add", all, graph.binary("mul", change.by, rate)) : all,
        sum,
      ),
    graph.number(0),
  );
}
