import { reachable } from "../compile/layout.ts";
import type { Equation } from "../equations/ast.ts";
import type { ExpressionGraph } from "../equations/expression-graph.ts";
import type { NodeId, Op } from "../equations/graph.ts";
import { lowerExpression } from "../equations/lower-expression.ts";
import { parseEquations, parseExpression } from "../equations/parse.ts";
import { printExpression } from "../equations/print.ts";
import type { Scope } from "../equations/scope.ts";
import { didYouMean } from "../errors/did-you-mean.ts";
import { inPlace } from "../errors/in-place.ts";
import { failure } from "../errors/registry.ts";
import type { Lowering } from "./lowering.ts";
import type { EventSpec } from "./model-spec.ts";
import { lowerInto } from "./resolve.ts";
import type { System, SystemEvent, Trigger } from "./system.ts";

/** Events assign states from what the equations can read. @throws HS1104, HS1208, HS1217 */
export function lowerEvents(lowering: Lowering, scope: Scope): System["events"] {
  return Object.entries(lowering.spec.events ?? {}).map(([name, event]) => ({
    name,
    assignments: inPlace({ path: `events.${name}.assign` }, () =>
      lowerAssignments(lowering, name, event, scope),
    ),
    ...(event.when === undefined ? {} : { trigger: lowerTrigger(name, event.when, scope) }),
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

function lowerTrigger(event: string, when: string, scope: Scope): Trigger {
  return inPlace({ path: `events.${event}.when` }, () => {
    const expression = parseExpression(when);
    const { node, kind } = lowerExpression(expression, scope);
    if (kind !== "condition")
      throw failure("HS1217", { event, found: printExpression(expression) }, expression.at);
    return { condition: node, crossings: crossingsOf(node, scope.graph) };
  });
}

const comparisons: ReadonlySet<Op> = new Set<Op>(["lt", "le", "gt", "ge", "eq", "ne"]);

/** Left minus right of every comparison that the condition is made of. */
function crossingsOf(condition: NodeId, graph: ExpressionGraph): readonly NodeId[] {
  const compared = reachable(graph, [condition]).filter((node) => comparisons.has(graph.op(node)));
  const crossings = compared.map((node) => {
    const [left = 0, right = 0] = graph.args(node);
    return graph.binary("sub", left, right);
  });
  return [...new Set(crossings)];
}
