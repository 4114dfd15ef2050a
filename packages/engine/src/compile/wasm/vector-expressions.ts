import type { BinaryOp, GraphReader, NodeId, UnaryOp } from "../../equations/graph.ts";
import { reachable } from "../layout.ts";
import { sharedNodes } from "../shared-nodes.ts";
import type { FunctionCode, Local } from "./function-code.ts";
import type { Opcode } from "./opcodes.ts";

/** Pushes the value of a node that stands somewhere already; false where it must be computed. */
export type Held = (node: NodeId) => boolean;

/** Calls of elementary functions, on both lanes at once. */
export interface VectorFunctions {
  call(code: FunctionCode, op: UnaryOp | BinaryOp): void;
}

const comparisons: Partial<Record<string, Opcode>> = {
  lt: "f64x2.lt",
  le: "f64x2.le",
  gt: "f64x2.gt",
  ge: "f64x2.ge",
  eq: "f64x2.eq",
  ne: "f64x2.ne",
};
const logical: Partial<Record<string, Opcode>> = { and: "v128.and", or: "v128.or" };
const direct: Partial<Record<string, Opcode>> = {
  add: "f64x2.add",
  sub: "f64x2.sub",
  mul: "f64x2.mul",
  div: "f64x2.div",
  neg: "f64x2.neg",
  abs: "f64x2.abs",
  sqrt: "f64x2.sqrt",
  floor: "f64x2.floor",
  ceil: "f64x2.ceil",
};

/**
 * Writes nodes of a graph as straight-line code on two lanes: shared ones into locals first, then each root is pushed
 * on demand. Conditions are masks of all ones or all zeros; both branches of a choice are computed, one is taken.
 */
export class VectorExpressions {
  private readonly code: FunctionCode;
  private readonly graph: GraphReader;
  private readonly held: Held;
  private readonly functions: VectorFunctions;
  private readonly locals = new Map<NodeId, Local>();

  constructor(
    code: FunctionCode,
    graph: GraphReader,
    roots: readonly NodeId[],
    stop: ReadonlySet<NodeId>,
    held: Held,
    functions: VectorFunctions,
  ) {
    this.code = code;
    this.graph = graph;
    this.held = held;
    this.functions = functions;
    const nodes = reachable(graph, roots, stop);
    const shared = sharedNodes(graph, roots, nodes, stop);
    for (const node of nodes) if (shared.has(node)) this.keep(node);
  }

  /** Pushes a node as numbers. */
  number(node: NodeId): void {
    const condition = this.isCondition(node);
    const local = this.locals.get(node);
    if (local === undefined && this.held(node)) return;
    if (local !== undefined) this.code.get(local);
    else if (condition) this.truth(node);
    else this.compute(node);
    if (condition) this.code.number(1).op("v128.and");
  }

  /** Shared conditions are kept as masks, all else as numbers. */
  private keep(node: NodeId): void {
    if (this.isCondition(node)) this.mask(node);
    else this.number(node);
    const local = this.code.local("v128");
    this.code.set(local);
    this.locals.set(node, local);
  }

  private isCondition(node: NodeId): boolean {
    const op = this.graph.op(node);
    return op === "not" || comparisons[op] !== undefined || logical[op] !== undefined;
  }

  /** Pushes a node as a mask: a number is true where it is not 0. */
  private mask(node: NodeId): void {
    const local = this.locals.get(node);
    if (!this.isCondition(node)) this.number(node);
    else if (local !== undefined) {
      this.code.get(local);
      return;
    } else if (!this.held(node)) {
      this.truth(node);
      return;
    }
    this.code.number(0).op("f64x2.ne");
  }

  private truth(node: NodeId): void {
    const op = this.graph.op(node);
    const [a = 0, b = 0] = this.graph.args(node);
    const comparison = comparisons[op];
    if (comparison !== undefined) {
      this.number(a);
      this.number(b);
      this.code.op(comparison);
      return;
    }
    this.mask(a);
    if (op === "not") this.code.op("v128.not");
    else {
      this.mask(b);
      this.code.op(logical[op]!);
    }
  }

  private compute(node: NodeId): void {
    const { code, graph } = this;
    const op = graph.op(node);
    const args = graph.args(node);
    if (op === "number") code.number(graph.value(node));
    else if (op === "select") this.choice(args as [NodeId, NodeId, NodeId]);
    else if (op === "min" || op === "max") this.extreme(op, args as [NodeId, NodeId]);
    else {
      for (const arg of args) this.number(arg);
      const opcode = direct[op];
      if (opcode !== undefined) code.op(opcode);
      else this.functions.call(code, op as UnaryOp | BinaryOp);
    }
  }

  private choice([condition, then, otherwise]: readonly [NodeId, NodeId, NodeId]): void {
    this.number(then);
    if (this.isZero(otherwise)) {
      this.mask(condition);
      this.code.op("v128.and");
      return;
    }
    this.number(otherwise);
    this.mask(condition);
    this.code.op("v128.bitselect");
  }

  private isZero(node: NodeId): boolean {
    return this.graph.op(node) === "number" && Object.is(this.graph.value(node), 0);
  }

  /**
   * Against a number one instruction does; it keeps NaN from the other side, as Math.max does, but not the sign of 0:
   * of max(x, 0) a mask takes away what is not above 0, and −0 takes the long way.
   */
  private extreme(op: "min" | "max", [a, b]: readonly [NodeId, NodeId]): void {
    const { code } = this;
    const fixed = [a, b].find((node) => this.orders(node));
    this.number(fixed === a ? b : a);
    if (op === "max" && fixed !== undefined && this.isZero(fixed)) {
      const other = code.local("v128");
      code.tee(other).get(other).number(0).op("f64x2.le", "v128.andnot");
      return;
    }
    this.number(fixed === a ? a : b);
    code.op(fixed === undefined ? `f64x2.${op}` : `f64x2.p${op}`);
  }

  /** Whether the node is a number that is neither NaN nor −0. */
  private orders(node: NodeId): boolean {
    if (this.graph.op(node) !== "number") return false;
    const value = this.graph.value(node);
    return !Number.isNaN(value) && !Object.is(value, -0);
  }
}
