import { reachable } from "../compile/layout.ts";
import { evaluate } from "../equations/evaluate.ts";
import type { NodeId } from "../equations/graph.ts";
import { type Point, sampledPoint } from "./sampled-points.ts";
import type { System } from "./system.ts";

const samples = 16;

/** Of the largest derivative around it: what is less is the rounding of a value that goes on. */
const leastJump = 1e-6;

/** The name of a state whose derivative jumps where a node that it reads makes a `step`, at one of the sampled points at least. */
export function stateThatJumps(system: System, node: NodeId, step: NodeId): string | undefined {
  const { graph, states } = system;
  const readers = states.filter(({ derivative }) => reachable(graph, [derivative]).includes(node));
  for (let sample = 0; sample < samples; sample++) {
    const point = sampledPoint(system, sample);
    for (const turn of turnsFrom(system, step, point)) {
      const found = readers.find(({ derivative }) => jumps((at) => evaluate(graph, derivative, at), turn));
      if (found !== undefined) return found.name;
    }
  }
  return undefined;
}

/** The two neighbouring numbers of one leaf between which a node turns, and points some way off on either side. */
interface Turn {
  readonly sides: readonly [Point, Point];
  readonly around: readonly [Point, Point];
}

function jumps(value: (at: Point) => number, { sides, around }: Turn): boolean {
  const [before, after] = sides.map(value) as [number, number];
  const size = Math.max(...[...sides, ...around].map(value).map(Math.abs).filter(Number.isFinite));
  return Math.abs(after - before) > leastJump * size;
}

/** Along each leaf that the node reads, where it turns first from below. */
function turnsFrom(system: System, node: NodeId, point: Point): readonly Turn[] {
  const { graph } = system;
  const turned = (at: Point) => evaluate(graph, node, at);
  return reachable(graph, [node]).flatMap((leaf) => {
    const move = moverOf(system, leaf);
    if (move === undefined) return [];
    const at = (value: number) => move(point, value);
    const grid = gridAround(at(0).own);
    const place = grid.findIndex((value, i) => i > 0 && isTurn(turned(at(grid[i - 1]!)), turned(at(value))));
    if (place < 0) return [];
    const [low, high] = [grid[place - 1]!, grid[place]!];
    const [before, after] = narrowed(low, high, (value) => turned(at(value)));
    return [{ sides: [at(before), at(after)], around: [at(low), at(high)] }];
  });
}

const isTurn = (one: number, other: number) => one !== other && !Number.isNaN(one) && !Number.isNaN(other);

type Moved = Point & { readonly own: number };

/** The same point with another value of one leaf, and the leaf's own value; nothing where the node is no leaf. */
function moverOf({ graph }: System, node: NodeId): ((point: Point, value: number) => Moved) | undefined {
  const op = graph.op(node);
  if (op === "time") return (point, value) => ({ ...point, time: value, own: point.time });
  if (op !== "state" && op !== "input" && op !== "parameter") return undefined;
  const name = `${op}s` as const;
  const slot = graph.slot(node);
  return (point, value) => ({ ...point, [name]: point[name].with(slot, value), own: point[name][slot]! });
}

const sizes = [1e-6, 1e-3, 0.01, 0.05, 0.1, 0.2, 0.4, 0.7, 1, 1.5, 2.5, 4, 7, 12, 20, 50, 200, 1e3, 1e4, 1e6];

/** Ascending, on both sides of 0. */
function gridAround(value: number): readonly number[] {
  const scale = Math.abs(value) || 1;
  const positive = sizes.map((size) => 1.0307 * size * scale);
  return [...positive.map((one) => -one).toReversed(), 0, ...positive];
}

function narrowed(low: number, high: number, step: (value: number) => number): readonly [number, number] {
  const start = step(low);
  let [before, after] = [low, high];
  for (;;) {
    const middle = before + (after - before) / 2;
    if (middle === before || middle === after) return [before, after];
    if (step(middle) === start) before = middle;
    else after = middle;
  }
}
