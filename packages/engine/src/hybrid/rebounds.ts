import type { Hybrid, Observer } from "../compile/kernel.ts";
import { differentiateAlong } from "../equations/differentiate.ts";
import { ExpressionGraph } from "../equations/expression-graph.ts";
import type { NodeId } from "../equations/graph.ts";
import { failure } from "../errors/registry.ts";
import type { InputsInForce } from "../solve/inputs-in-force.ts";
import type { Look, Turned, WatchedConditions } from "./conditions.ts";
import type { Rebound } from "./memory.ts";
import type { Bearings } from "./settling.ts";

/** How many roundings of its threshold a quantity may lie past it before its way back counts as missed. */
const slack = 1000;

/** What was turned by a crossing, before events answer it. */
interface Crossing {
  readonly observed: Float64Array;
  readonly rates: Float64Array;
  readonly turned: readonly Turned[];
}

/**
 * Crossings that an event sends back where they came from (a ball at its floor). Found to the last bit, a crossing lies a
 * rounding past its threshold: a trigger that by mathematics is over at once still counts as true, until the course has
 * brought it back. Where the course never does, for it falls again within that rounding, the event would be missed from
 * then on: there infinitely many of them come before a time that no step can pass (Zeno; Zhang, Johansson, Lygeros &
 * Sastry 2001, Int J Robust Nonlinear Control 11:435).
 */
export class Rebounds {
  readonly #hybrid: Hybrid;
  readonly #watched: WatchedConditions;
  readonly #inputs: InputsInForce;
  /** The inputs, then how fast they change. */
  readonly #u: Float64Array;
  #rates: Observer | undefined;

  constructor(hybrid: Hybrid, watched: WatchedConditions, inputs: InputsInForce) {
    this.#hybrid = hybrid;
    this.#watched = watched;
    this.#inputs = inputs;
    this.#u = new Float64Array(2 * inputs.u.length);
  }

  /** Looks at the comparisons that a crossing has turned, as it arrives. */
  approach(t: number, y: Float64Array, at: Bearings, turned: readonly Turned[]): Crossing {
    return { ...this.#look(t, y, at), turned };
  }

  /** What an event has sent back since. */
  leave(t: number, y: Float64Array, at: Bearings, before: Crossing, event: string): readonly Rebound[] {
    const after = this.#look(t, y, at);
    const pattern = this.#pattern(after.observed);
    const stood = this.#pattern(before.observed);
    if (pattern.some((value, i) => value !== stood[i])) return [];
    return before.turned.flatMap(({ comparison, side }) => {
      const there = this.#difference(before.observed, comparison);
      const here = this.#difference(after.observed, comparison);
      const arriving = side * before.rates[comparison]!;
      const leaving = side * after.rates[comparison]!;
      const isSentBack = leaving < 0 || (leaving === 0 && this.#isOverAt(comparison, pattern));
      // What comes against its own slope has crossed by an error of the method, and is sent the wrong way.
      if (here !== there || !(isSentBack || arriving < 0)) return [];
      const rounding = Math.abs(here) + Number.EPSILON * Math.abs(t * before.rates[comparison]!);
      return [{ event, since: t, comparison, side, limit: side * here + slack * rounding, pattern }];
    });
  }

  /**
   * The rebounds that are still under way where a look ended.
   * @throws HS1328 where one has gone on past its threshold without having come back
   */
  underWay({ t, values }: Look, rebounds: readonly Rebound[]): readonly Rebound[] {
    const pattern = this.#pattern(values);
    return rebounds.filter((one) => {
      if (one.pattern.some((value, i) => value !== pattern[i])) return false;
      if (one.side * this.#difference(values, one.comparison) <= one.limit) return true;
      throw failure("HS1328", { event: one.event, time: one.since, reached: t });
    });
  }

  #look(t: number, y: Float64Array, at: Bearings) {
    this.#u.set(at.u);
    this.#inputs.rates(this.#u.subarray(at.u.length));
    this.#rates ??= ratesOf(this.#hybrid, this.#watched.differences);
    return {
      observed: this.#watched.observe(t, y, at.p, at.u).slice(),
      rates: this.#rates(t, y, at.p, this.#u).slice(),
    };
  }

  #pattern(observed: Float64Array): readonly number[] {
    return [...observed.subarray(0, this.#watched.comparisons)];
  }

  #difference(observed: Float64Array, comparison: number): number {
    return observed[this.#watched.comparisons + this.#watched.triggers + comparison]!;
  }

  /** Whether a comparison has turned back where both sides are equal: there `<` is false, and `<=` still true. */
  #isOverAt(comparison: number, pattern: readonly number[]): boolean {
    return this.#watched.atEqual[comparison] !== pattern[comparison];
  }
}

/** How fast the differences change along the course; no number where chance, a delay or a constraint has a part in it. */
function ratesOf({ system, observer }: Hybrid, differences: WatchedConditions["differences"]): Observer {
  const graph = ExpressionGraph.from(differences.graph);
  const { delays = [], inputs, noise = [], states, unknowns = [] } = system;
  const untold = graph.number(Number.NaN);
  const seeds = new Map<NodeId, NodeId>([[graph.time(), graph.number(1)]]);
  for (const [slot, { derivative }] of states.entries()) seeds.set(graph.leaf("state", slot), derivative);
  for (const slot of [...unknowns, ...noise.map(({ state }) => state)])
    seeds.set(graph.leaf("state", slot), untold);
  inputs.forEach((_, slot) => {
    seeds.set(graph.leaf("input", slot), graph.leaf("input", inputs.length + slot));
  });
  for (const { input } of delays) seeds.set(graph.leaf("input", input), untold);
  const rates = differentiateAlong(graph, differences.nodes, seeds).map((node) => node ?? graph.number(0));
  return observer("condition rate", rates, graph);
}
