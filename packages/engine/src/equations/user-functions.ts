import { inPlace } from "../errors/in-place.ts";
import { failure } from "../errors/registry.ts";
import type { FunctionDefinition } from "./ast.ts";
import type { ExpressionGraph } from "./expression-graph.ts";
import { describeKind } from "./kind.ts";
import { lowerExpression } from "./lower-expression.ts";
import type { Callable, Lowered, Past, Typed } from "./scope.ts";
import type { Position } from "./token.ts";

/** Calls of calls of calls grow without bound where each calls two: this bounds what one model can ask for. */
const mostCalls = 20_000;

/**
 * The functions that a model writes (`f(x, y) = …`), unfolded at each call: a call has the unit that its arguments give
 * it there. They read their arguments only, and may call the model's other functions and tables.
 */
export class UserFunctions {
  readonly all: ReadonlyMap<string, Callable>;
  private readonly graph: ExpressionGraph;
  private readonly done = new Map<string, Typed>();
  private readonly open = new Set<string>();

  constructor(
    definitions: Iterable<FunctionDefinition>,
    tables: ReadonlyMap<string, Callable>,
    graph: ExpressionGraph,
  ) {
    this.graph = graph;
    const own = [...definitions].map((definition): [string, Callable] => [
      definition.name,
      {
        arity: definition.parameters.length,
        lower: (args, at, past) => this.call(definition, args, at, past),
      },
    ]);
    this.all = new Map([...tables, ...own]);
  }

  private call(definition: FunctionDefinition, args: readonly Lowered[], at: Position, past?: Past): Typed {
    const key = [
      definition.name,
      past === undefined,
      ...args.map(({ node, kind }) => `${node} ${describeKind(kind)}`),
    ].join("|");
    const known = this.done.get(key);
    if (known) return known;
    if (this.open.has(definition.name)) this.refuseLoop(definition.name, at);
    if (this.done.size >= mostCalls) throw failure("HS1118", { limit: mostCalls }, at);
    this.open.add(definition.name);
    const result = this.unfold(definition, args, past);
    this.open.delete(definition.name);
    this.done.set(key, result);
    return result;
  }

  private unfold(
    { name, parameters, right }: FunctionDefinition,
    args: readonly Lowered[],
    past?: Past,
  ): Typed {
    const names = new Map(parameters.map((parameter, index) => [parameter, args[index]!]));
    const here = ` in the function ${name}, which reads its arguments only`;
    const scope = { graph: this.graph, names, functions: this.all, here };
    const { node, kind } = inPlace({ path: "equations" }, () =>
      lowerExpression(right, past ? { ...scope, past } : scope),
    );
    return { node, kind };
  }

  private refuseLoop(name: string, at: Position): never {
    const path = [...this.open];
    throw failure("HS1117", { name, loop: [...path.slice(path.indexOf(name)), name].join(" → ") }, at);
  }
}
