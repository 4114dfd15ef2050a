import { curveThrough, type Piece } from "../equations/curve.ts";
import type { ExpressionGraph } from "../equations/expression-graph.ts";
import type { NodeId } from "../equations/graph.ts";
import { equationUnit } from "../equations/kind.ts";
import type { Callable } from "../equations/scope.ts";
import { inPlace } from "../errors/in-place.ts";
import { failure } from "../errors/registry.ts";
import type { ModelSpec, TableSpec } from "./model-spec.ts";
import { requireUnit } from "./resolve.ts";

const mostPoints = 10_000;

/** The tables of a model as functions of one argument, checked. @throws HS1001, HS1216 */
export function tableFunctions(spec: ModelSpec, graph: ExpressionGraph): ReadonlyMap<string, Callable> {
  return new Map(
    Object.entries(spec.tables ?? {}).map(([name, table]) => [
      name,
      inPlace({ path: `tables.${name}` }, () => tableFunction(name, table, graph)),
    ]),
  );
}

function tableFunction(name: string, table: TableSpec, graph: ExpressionGraph): Callable {
  checkPoints(name, table);
  const argument = equationUnit(table.of, {});
  const kind = equationUnit(table.unit, {});
  const pieces = curveThrough(table.points, table.between);
  return {
    arity: 1,
    lower: ([of]) => {
      requireUnit(`The argument of ${name}`, of!, argument);
      return { node: lookUp(graph, of!.node, pieces), kind };
    },
  };
}

function checkPoints(name: string, { points }: TableSpec): void {
  const refuse = (problem: string) => failure("HS1216", { name, problem, limit: mostPoints });
  if (points.length < 2 || points.length > mostPoints) throw refuse(`has ${points.length} points`);
  points.forEach(([x, y], i) => {
    if (!Number.isFinite(x) || !Number.isFinite(y)) throw refuse(`has the point [${x}, ${y}]`);
    if (i > 0 && x <= points[i - 1]![0]) throw refuse(`goes from ${points[i - 1]![0]} to ${x}`);
  });
}

/** A binary search written as choices, so that every compiler and the derivative know it. */
function lookUp(graph: ExpressionGraph, x: NodeId, pieces: readonly Piece[]): NodeId {
  const first = pieces[0]!;
  const inside = search(graph, x, pieces);
  return graph.select(
    graph.binary("lt", x, graph.number(first.from)),
    graph.number(first.coefficients[0]!),
    inside,
  );
}

function search(graph: ExpressionGraph, x: NodeId, pieces: readonly Piece[]): NodeId {
  if (pieces.length === 1) return polynomial(graph, x, pieces[0]!);
  const middle = pieces.length >> 1;
  return graph.select(
    graph.binary("lt", x, graph.number(pieces[middle]!.from)),
    search(graph, x, pieces.slice(0, middle)),
    search(graph, x, pieces.slice(middle)),
  );
}

/** Horner's scheme in the distance from the piece's beginning. */
function polynomial(graph: ExpressionGraph, x: NodeId, { from, coefficients }: Piece): NodeId {
  const distance = graph.binary("sub", x, graph.number(from));
  const [highest = 0, ...lower] = [...coefficients].reverse();
  return lower.reduce(
    (sum, coefficient) => graph.binary("add", graph.binary("mul", sum, distance), graph.number(coefficient)),
    graph.number(highest),
  );
}
