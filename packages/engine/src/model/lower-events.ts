import type { Equation } from "../equations/ast.ts";
import { parseEquations } from "../equations/parse.ts";
import type { Scope } from "../equations/scope.ts";
import { didYouMean } from "../errors/did-you-mean.ts";
import { inPlace } from "../errors/in-place.ts";
import { failure } from "../errors/registry.ts";
import { lowerTrigger } from "./lower-trigger.ts";
import type { Lowering } from "./lowering.ts";
import type { EventSpec } from "./model-spec.ts";
import { lowerInto } from "./resolve.ts";
import type { System, SystemEvent } from "./system.ts";

/** Events assign states from what the equations can read. @throws HS1104, HS1208, HS1217 */
export function lowerEvents(lowering: Lowering, scope: Scope): System["events"] {
  return Object.entries(lowering.spec.events ?? {}).map(([name, event]) => ({
    name,
    assignments: inPlace({ path: `events.${name}.assign` }, () =>
      lowerAssignments(lowering, name, event, scope),
    ),
    ...(event.when === undefined ? {} : { trigger: lowerTrigger(lowering, name, event.when, scope) }),
  }));
}

function lowerAssignments(
  lowering: Lowering,
  event: string,
  { assign }: EventSpec,
  scope: Scope,
): SystemEvent["assignments"] {
  const states = Object.keys(lowering.spec.states);
  const first = new Map<string, Equation>();
  return parseEquations(assign).map((statement) => {
    const { kind, name, right, at } = statement;
    const state = states.indexOf(name);
    if (state < 0 || kind !== "variable")
      throw failure("HS1208", { event, name, suggestion: didYouMean(name, states) }, at);
    const before = first.get(name);
    if (before) throw failure("HS1104", { name, line: before.at.line }, at);
    first.set(name, { ...statement, kind });
    return { state, value: lowerInto(`'${name}'`, right, lowering.units.get(name)!, scope).node };
  });
}
