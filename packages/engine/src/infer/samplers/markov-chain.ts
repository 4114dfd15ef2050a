import type { RandomStream } from "../../ensemble/random-stream.ts";
import type { Chain, ChainPlan, Sampler } from "./sampler.ts";
import type { Target } from "./target.ts";

/** A chain on its way. */
export interface Mover {
  readonly width: number;
  /** One iteration; it may adapt as long as `warmUp` is given: how many such iterations there are, and which this is. */
  move(warmUp?: { readonly iteration: number; readonly of: number }): Move;
  /** Writes the points where it stands. */
  write(into: Float64Array, from: number): void;
}

/** What happened in an iteration. */
export interface Move {
  readonly acceptance: number;
  readonly divergent?: boolean;
  readonly cut?: boolean;
  readonly energy?: number;
}

/** A sampler whose chains are movers that adapt first and are kept as they are then (so that the chain is Markov). */
export function markovSampler(
  name: string,
  needsGradient: boolean,
  begin: (target: Target, stream: RandomStream) => Mover,
): Sampler {
  return {
    name,
    needsGradient,
    *run(target, plan, stream) {
      const mover = begin(target, stream);
      for (let iteration = 0; iteration < plan.warmUp; iteration++) {
        mover.move({ iteration, of: plan.warmUp });
        yield iteration + 1;
      }
      return yield* keep(mover, plan, target.coordinates.length);
    },
  };
}

function* keep(mover: Mover, { warmUp, draws }: ChainPlan, size: number): Generator<number, Chain> {
  const row = mover.width * size;
  const points = new Float64Array(draws * row);
  const moves: Move[] = [];
  for (let i = 0; i < draws; i++) {
    moves.push(mover.move());
    mover.write(points, i * row);
    yield warmUp + i + 1;
  }
  const hasEnergy = moves.some(({ energy }) => energy !== undefined);
  return {
    points,
    width: mover.width,
    acceptance: moves.reduce((sum, move) => sum + move.acceptance, 0) / draws,
    divergent: moves.flatMap((move, i) => (move.divergent ? [i] : [])),
    cut: moves.filter((move) => move.cut).length,
    ...(hasEnergy ? { energies: Float64Array.from(moves, ({ energy }) => energy!) } : {}),
  };
}
