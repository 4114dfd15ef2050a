import { movingNodes, reachable } from "../compile/layout.ts";
import type { ExpressionGraph } from "../equations/expression-graph.ts";
import type { NodeId } from "../equations/graph.ts";
import { stateThatJumps } from "./jump-at-a-turn.ts";
import type { System } from "./system.ts";

interface Asked {
  /** Slots of the parameters that derivatives are wanted for. */
  readonly chosen: readonly number[];
  /** Slots of all parameters that follow from no other, the chosen ones among them. */
  readonly independent: ReadonlySet<number>;
  /** Inputs that change at edges only. */
  readonly holding: ReadonlySet<number>;
  /** Inputs that runs let depend on the chosen parameters. */
  readonly movedInputs: ReadonlySet<number>;
}

/** A node that changes by a step as time goes on, at a moment that moves with a parameter; a derivative jumps there. */
export interface MovingJump {
  readonly turning: NodeId;
  /** Names, to tell of it. */
  readonly state: string;
  readonly parameter: string;
}

/**
 * Where derivatives jump within a run at a moment that moves with one of the parameters; sensitivities jump there too. Those
 * nodes are left out at which the derivative goes on (a kink), or that only an edge can turn. The graph may grow.
 */
export function movingJumps(
  system: System & { readonly graph: ExpressionGraph },
  asked: Asked,
): readonly MovingJump[] {
  const { chosen } = asked;
  const all = turningNodes(system, asked.holding);
  if (all.length === 0) return [];
  const moved = new Map(chosen.map((slot) => [slot, movedBy(system, slot, asked)]));
  return all.flatMap((turning): MovingJump[] => {
    const by = chosen.find((slot) => moved.get(slot)!.has(turning));
    if (by === undefined) return [];
    const state = stateThatJumps(system, turning, stepOf(system.graph, turning));
    return state === undefined ? [] : [{ turning, state, parameter: system.parameters[by]!.name }];
  });
}

/** For runs that are refused where one of them happens. */
export function unbrokenAt(graph: ExpressionGraph, jumps: readonly MovingJump[]): Pick<System, "unbroken"> {
  if (jumps.length === 0) return {};
  return {
    unbroken: jumps.map(({ turning, state, parameter }) => ({
      node: stepOf(graph, turning),
      state,
      parameter,
    })),
  };
}

/** Which step of its stairs a node is on. */
function stepOf(graph: ExpressionGraph, node: NodeId): NodeId {
  if (graph.op(node) !== "mod") return node;
  const [a, b] = graph.args(node);
  return graph.unary("floor", graph.binary("div", a!, b!));
}

const derivativesOf = ({ states }: System) => states.map((state) => state.derivative);

const steps: ReadonlySet<string> = new Set("lt le gt ge sign floor ceil mod".split(" "));

/** What changes by whole steps as time, states and inputs that do not hold from edge to edge go on. */
export function turningNodes(system: System, holding: ReadonlySet<number>): readonly NodeId[] {
  const { graph } = system;
  const nodes = reachable(graph, derivativesOf(system));
  const running = movingNodes(graph, nodes, (node) => {
    const op = graph.op(node);
    return op === "time" || op === "state" || (op === "input" && !holding.has(graph.slot(node)));
  });
  return nodes.filter((node) => running.has(node) && steps.has(graph.op(node)));
}

/** The nodes of the derivatives that change with a parameter, through defaults, starts, derivatives and events. */
function movedBy(system: System, slot: number, { independent, movedInputs }: Asked): ReadonlySet<NodeId> {
  const { graph, states, inputs, parameters, parameterOrder, events } = system;
  const leaves = new Set([`parameter ${slot}`]);
  for (const input of movedInputs) leaves.add(`input ${input}`);
  const isMoved = (node: NodeId) =>
    isLeaf(graph.op(node)) && leaves.has(`${graph.op(node)} ${graph.slot(node)}`);
  const moved = (roots: readonly NodeId[]) => movingNodes(graph, reachable(graph, roots), isMoved);
  const add = (leaf: string, roots: readonly NodeId[]) => {
    const found = moved(roots);
    if (roots.some((root) => found.has(root))) leaves.add(leaf);
  };
  for (const other of parameterOrder)
    if (!independent.has(other)) add(`parameter ${other}`, [parameters[other]!.default]);
  inputs.forEach((input, i) => {
    add(`input ${i}`, [input.default]);
  });
  const assigned = (state: number) =>
    events
      .flatMap(({ assignments }) => assignments.filter((one) => one.state === state))
      .map(({ value }) => value);
  for (let before = 0; before < leaves.size; ) {
    before = leaves.size;
    states.forEach(({ start, derivative }, i) => {
      add(`state ${i}`, [start, derivative, ...assigned(i)]);
    });
  }
  return moved(derivativesOf(system));
}

const isLeaf = (op: string) => op === "parameter" || op === "input" || op === "state";
