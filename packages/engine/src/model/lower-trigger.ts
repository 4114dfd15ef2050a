import type { NodeId } from "../equations/graph.ts";
import { lowerExpression } from "../equations/lower-expression.ts";
import { parseExpression } from "../equations/parse.ts";
import { printExpression } from "../equations/print.ts";
import type { Scope } from "../equations/scope.ts";
import { inPlace } from "../errors/in-place.ts";
import { failure } from "../errors/registry.ts";
import { type Unit, unity } from "../units/unit.ts";
import type { Lowering } from "./lowering.ts";
import type { TriggerSpec, Value } from "./model-spec.ts";
import { lowerInto } from "./resolve.ts";
import type { Trigger } from "./system.ts";

/** The condition that sets off an event, and how. @throws HS1114, HS1217 and those of lowerExpression */
export function lowerTrigger(
  { time }: Lowering,
  event: string,
  when: string | TriggerSpec,
  scope: Scope,
): Trigger {
  const spec: TriggerSpec = typeof when === "string" ? { condition: when } : when;
  return inPlace({ path: `events.${event}.when` }, () => {
    const condition = lowerCondition(event, spec.condition, scope);
    return {
      condition,
      onlyWhileTrue: spec.onlyWhileTrue ?? false,
      atStart: spec.atStart ?? false,
      ...(spec.after === undefined ? {} : { after: lowerValue("The wait", spec.after, time, scope) }),
      ...(spec.priority === undefined
        ? {}
        : { priority: lowerValue("A priority", spec.priority, unity, scope) }),
    };
  });
}

function lowerCondition(event: string, text: string, scope: Scope): NodeId {
  const expression = parseExpression(text);
  const { node, kind } = lowerExpression(expression, scope);
  if (kind === "condition") return node;
  throw failure("HS1217", { event, found: printExpression(expression) }, expression.at);
}

function lowerValue(what: string, value: Value, unit: Unit, scope: Scope): NodeId {
  if (typeof value === "string") return lowerInto(what, parseExpression(value), unit, scope).node;
  if (!Number.isFinite(value)) throw failure("HS1210", { given: `${what} (${value})` });
  return scope.graph.number(value);
}
