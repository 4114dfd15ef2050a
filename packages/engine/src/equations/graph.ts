/** Index of a node in its graph; a node's arguments always have smaller ids, so ascending ids are an evaluation order. */
export type NodeId = number;

export type UnaryOp =
  | "neg"
  | "not"
  | "exp"
  | "log"
  | "log10"
  | "log2"
  | "sqrt"
  | "abs"
  | "sign"
  | "floor"
  | "ceil"
  | "sin"
  | "cos"
  | "tan"
  | "asin"
  | "acos"
  | "atan"
  | "sinh"
  | "cosh"
  | "tanh"
  | "asinh"
  | "acosh"
  | "atanh";
export type BinaryOp =
  | "add"
  | "sub"
  | "mul"
  | "div"
  | "pow"
  | "mod"
  | "min"
  | "max"
  | "atan2"
  | "lt"
  | "le"
  | "gt"
  | "ge"
  | "eq"
  | "ne"
  | "and"
  | "or";
/** Leaves read a slot of the arrays that a kernel is given; `time` is the model's time. Conditions are 0 or 1. */
export type LeafOp = "number" | "time" | "state" | "input" | "parameter";
/** select(condition, then, otherwise): only the chosen branch need be finite. */
export type Op = LeafOp | UnaryOp | BinaryOp | "select";

/**
 * The one intermediate form: a hash-consed expression graph (equal expressions are the same node). Text, SBML and
 * CellML come in as it; simplification, derivatives and both compilers read it.
 */
export interface GraphReader {
  readonly size: number;
  op(node: NodeId): Op;
  args(node: NodeId): readonly NodeId[];
  /** The value of a `number`. */
  value(node: NodeId): number;
  /** The slot of a `state`, `input` or `parameter`. */
  slot(node: NodeId): number;
}

/** A graph that can grow: each call gives the node of the expression, a simpler equal one, or one that is there already. */
export interface GraphWriter extends GraphReader {
  /** Finite whenever states, inputs and parameters are (the solver stops where they are not): `0*node` is 0. */
  surelyFinite(node: NodeId): boolean;
  number(value: number): NodeId;
  unary(op: UnaryOp, of: NodeId): NodeId;
  binary(op: BinaryOp, left: NodeId, right: NodeId): NodeId;
  select(condition: NodeId, then: NodeId, otherwise: NodeId): NodeId;
}
