import type { Equation, Expression } from "../equations/ast.ts";
import type { NodeId } from "../equations/graph.ts";
import { quantity } from "../equations/kind.ts";
import { lowerExpression } from "../equations/lower-expression.ts";
import type { Scope, Typed } from "../equations/scope.ts";
import type { Position } from "../equations/token.ts";
import { inPlace } from "../errors/in-place.ts";
import { divideUnits } from "../units/unit.ts";
import { lowerValue, parametersOnly } from "./lower-values.ts";
import { type Lowering, leavesOf, openStarts, scopeOf, timeLeaf, variableDefinitions } from "./lowering.ts";
import { lowerInto, resolveDefinitions } from "./resolve.ts";
import type { System } from "./system.ts";

/**
 * Equations `initially 0 = …` with the states whose starts they determine; nothing where there are none. They read the
 * starts of states, and `der(x)` as it is at the start. Equations `0 = …` hold at the start too, and are solved along.
 */
export function lowerInitialisation(
  lowering: Lowering,
  starts: readonly NodeId[],
): Pick<System, "initialisation"> {
  const { spec, definitions } = lowering;
  const open = openStarts(lowering);
  if (open.size === 0) return {};
  const states = Object.entries(spec.states);
  const scope = startScope(lowering, starts);
  const equations = [...definitions.initialisations, ...definitions.constraints].map((one) =>
    zeroNode(one, scope),
  );
  const parameters = parametersOnly(lowering);
  const guesses = states.flatMap(([name, { start }]) => {
    if (!open.has(name)) return [];
    const guess = typeof start === "object" ? start.guess : start;
    return [lowerValue(lowering, name, guess, `states.${name}.start`, parameters)];
  });
  const unknowns = states.flatMap(([name], slot) => (open.has(name) ? [slot] : []));
  return { initialisation: { unknowns, guesses, equations } };
}

function zeroNode(
  { right, at }: { readonly right: Expression; readonly at: Position },
  scope: Scope,
): NodeId {
  return inPlace({ path: "equations", ...at }, () => {
    const lowered = lowerExpression(right, scope);
    quantity(lowered);
    return lowered.node;
  });
}

/** All that an equation can read, as it is at the start. */
function startScope(lowering: Lowering, starts: readonly NodeId[]): Scope {
  const states = leavesOf(lowering, "states").map(([name, { kind }], slot): [string, Typed] => [
    name,
    { node: starts[slot]!, kind },
  ]);
  const leaves = [...leavesOf(lowering, "inputs"), ...leavesOf(lowering, "parameters")];
  const given = scopeOf(lowering, [timeLeaf(lowering), ...states, ...leaves], " at the start");
  const variables = variableDefinitions(lowering);
  const scope = { ...given, names: resolveDefinitions(variables.keys(), variables, given, "HS1105") };
  const rate = ([name, equation]: readonly [string, Equation]): [string, Typed] => {
    const unit = divideUnits(lowering.units.get(name)!, lowering.time);
    return [name, lowerInto(`der(${name})`, equation.right, unit, scope, lowering.spec.time)];
  };
  return { ...scope, rates: new Map([...lowering.definitions.derivatives].map(rate)) };
}
