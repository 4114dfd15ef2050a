import type { BinaryOp, GraphReader, GraphWriter, NodeId, Op, UnaryOp } from "./graph.ts";
import { simplifyBinary, simplifySelect, simplifyUnary } from "./simplify.ts";

const none: readonly NodeId[] = [];

/**
 * The graph while it is being made. Nodes are only ever added; an expression that is already there is found and shared,
 * constants are folded and exact simplifications made on the way in.
 */
export class ExpressionGraph implements GraphWriter {
  private readonly ops: Op[] = [];
  private readonly argLists: (readonly NodeId[])[] = [];
  private readonly payloads: number[] = [];
  private readonly finite: boolean[] = [];
  private readonly known = new Map<string, NodeId>();

  /** A graph that begins with all nodes of another, under the same ids, and can grow. */
  static from(reader: GraphReader): ExpressionGraph {
    const graph = new ExpressionGraph();
    for (let node = 0; node < reader.size; node++) graph.copy(reader, node);
    return graph;
  }

  private copy(reader: GraphReader, node: NodeId): void {
    const op = reader.op(node);
    const args = reader.args(node);
    if (op === "number") this.number(reader.value(node));
    else if (op === "time") this.time();
    else if (op === "state" || op === "input" || op === "parameter") this.leaf(op, reader.slot(node));
    else this.intern(op, args, 0, args.join(","));
  }

  get size(): number {
    return this.ops.length;
  }

  op(node: NodeId): Op {
    return this.ops[node]!;
  }

  args(node: NodeId): readonly NodeId[] {
    return this.argLists[node]!;
  }

  value(node: NodeId): number {
    return this.payloads[node]!;
  }

  slot(node: NodeId): number {
    return this.payloads[node]!;
  }

  surelyFinite(node: NodeId): boolean {
    return this.finite[node]!;
  }

  private staysFinite(op: Op, args: readonly NodeId[], payload: number): boolean {
    if (op === "number") return Number.isFinite(payload);
    if (alwaysFinite.has(op)) return true;
    return finiteOfFinite.has(op) && args.every((arg) => this.surelyFinite(arg));
  }

  number(value: number): NodeId {
    return this.intern("number", none, value, Object.is(value, -0) ? "-0" : String(value));
  }

  time(): NodeId {
    return this.intern("time", none, 0, "");
  }

  leaf(op: "state" | "input" | "parameter", slot: number): NodeId {
    return this.intern(op, none, slot, String(slot));
  }

  unary(op: UnaryOp, of: NodeId): NodeId {
    return simplifyUnary(this, op, of) ?? this.intern(op, [of], 0, String(of));
  }

  binary(op: BinaryOp, left: NodeId, right: NodeId): NodeId {
    return simplifyBinary(this, op, left, right) ?? this.ordered(op, left, right);
  }

  select(condition: NodeId, then: NodeId, otherwise: NodeId): NodeId {
    return (
      simplifySelect(this, condition, then, otherwise) ??
      this.intern("select", [condition, then, otherwise], 0, `${condition},${then},${otherwise}`)
    );
  }

  /** Commutative operations keep their arguments in ascending order, so that a*b and b*a are one node. */
  private ordered(op: BinaryOp, left: NodeId, right: NodeId): NodeId {
    const [a, b] = commutative.has(op) && right < left ? [right, left] : [left, right];
    return this.intern(op, [a, b], 0, `${a},${b}`);
  }

  private intern(op: Op, args: readonly NodeId[], payload: number, key: string): NodeId {
    const name = `${op} ${key}`;
    const found = this.known.get(name);
    if (found !== undefined) return found;
    const node = this.ops.length;
    this.ops.push(op);
    this.argLists.push(args);
    this.payloads.push(payload);
    this.finite.push(this.staysFinite(op, args, payload));
    this.known.set(name, node);
    return node;
  }
}

const alwaysFinite: ReadonlySet<Op> = new Set<Op>(
  "time state input parameter not sign lt le gt ge eq ne and or".split(" ") as Op[],
);
const finiteOfFinite: ReadonlySet<Op> = new Set<Op>(
  "neg abs floor ceil sin cos atan tanh asinh min max atan2".split(" ") as Op[],
);

const commutative: ReadonlySet<Op> = new Set<Op>(["add", "mul", "min", "max", "eq", "ne", "and", "or"]);
