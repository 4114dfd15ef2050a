import type { BinaryOp, GraphReader, NodeId, UnaryOp } from "../../equations/graph.ts";
import { ownOperations } from "./generated-code.ts";
import type { FunctionText } from "./written-out/function-text.ts";

const comparisons: Partial<Record<string, string>> = {
  lt: "<",
  le: "<=",
  gt: ">",
  ge: ">=",
  eq: "===",
  ne: "!==",
};
const arithmetic: Partial<Record<string, string>> = { add: "+", sub: "-", mul: "*", div: "/" };
const logical: Partial<Record<string, string>> = { and: "&&", or: "||" };

/** What a node is called where it has a name: a local of the generated code, or a place in one of its arrays. */
export type NodeName = (node: NodeId) => string | undefined;

/** Writes the nodes of a graph as JavaScript expressions; a node that has a name is written as its name. */
export class ExpressionText {
  readonly #graph: GraphReader;
  readonly #name: NodeName;
  readonly #writtenOut: ReadonlyMap<string, FunctionText>;

  constructor(graph: GraphReader, name: NodeName, written: ReadonlyMap<string, FunctionText>) {
    this.#graph = graph;
    this.#name = name;
    this.#writtenOut = written;
  }

  /** The node as a JavaScript number. */
  number(node: NodeId): string {
    return this.#name(node) ?? this.computed(node);
  }

  /** The node as its operation over its arguments, whatever its own name. */
  computed(node: NodeId): string {
    const condition = this.#truth(node);
    return condition === undefined ? this.#numeric(node) : `(${condition}?1:0)`;
  }

  #condition(node: NodeId): string {
    const truth = this.#name(node) === undefined ? this.#truth(node) : undefined;
    return truth ?? `(${this.number(node)}!==0)`;
  }

  #truth(node: NodeId): string | undefined {
    const op = this.#graph.op(node);
    const [a = 0, b = 0] = this.#graph.args(node);
    if (op === "not") return `(!${this.#condition(a)})`;
    const comparison = comparisons[op];
    if (comparison !== undefined) return `(${this.number(a)}${comparison}${this.number(b)})`;
    const join = logical[op];
    return join === undefined ? undefined : `(${this.#condition(a)}${join}${this.#condition(b)})`;
  }

  #numeric(node: NodeId): string {
    const op = this.#graph.op(node) as "number" | "select" | UnaryOp | BinaryOp;
    const [a = 0, b = 0, c = 0] = this.#graph.args(node);
    if (op === "number") return literal(this.#graph.value(node));
    if (op === "select") return `(${this.#condition(a)}?${this.number(b)}:${this.number(c)})`;
    if (op === "neg") return `(-${this.number(a)})`;
    const sign = arithmetic[op];
    if (sign !== undefined) return `(${this.number(a)}${sign}${this.number(b)})`;
    return this.#call(op, this.#graph.args(node));
  }

  #call(op: UnaryOp | BinaryOp, args: readonly NodeId[]): string {
    const [x = "", y = ""] = args.map((arg) => this.number(arg));
    const written = this.#writtenOut.get(op);
    const disturbed = written?.waiting !== undefined && x.includes(`${written.waiting}=`);
    if (written !== undefined && !disturbed) return written.text(x, y);
    const call = op in ownOperations ? op : `Math.${op}`;
    return args.length > 1 ? `${call}(${x},${y})` : `${call}(${x})`;
  }
}

function literal(value: number): string {
  if (Object.is(value, -0)) return "(-0)";
  return value < 0 ? `(${value})` : String(value);
}
