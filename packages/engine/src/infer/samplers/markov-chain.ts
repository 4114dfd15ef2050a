import type { RandomStream } from "../../ensemble/random-stream.ts";
import type { Chain, ChainPlan, ChainRun, Sampler } from "./sampler.ts";
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
  about: Omit<Sampler, "begin">,
  begin: (target: Target, stream: RandomStream) => Mover,
): Sampler {
  return {
    ...about,
    begin: (target, stream) => new MarkovRun(begin(target, stream), target.coordinates.length),
  };
}

class MarkovRun implements ChainRun {
  private readonly mover: Mover;
  private readonly row: number;
  private moves: Move[] = [];
  private points: Float64Array;

  constructor(mover: Mover, size: number) {
    this.mover = mover;
    this.row = mover.width * size;
    this.points = new Float64Array(0);
  }

  *go({ warmUp, draws }: ChainPlan): Generator<number, Chain> {
    if (warmUp > 0) this.moves = [];
    for (let iteration = 0; iteration < warmUp; iteration++) {
      this.mover.move({ iteration, of: warmUp });
      yield iteration + 1;
    }
    const before = this.moves.length;
    this.makeRoom(draws);
    while (this.moves.length < draws) {
      this.moves.push(this.mover.move());
      this.mover.write(this.points, (this.moves.length - 1) * this.row);
      yield warmUp + this.moves.length - before;
    }
    return this.chain();
  }

  private makeRoom(draws: number): void {
    const points = new Float64Array(draws * this.row);
    points.set(this.points.subarray(0, this.moves.length * this.row));
    this.points = points;
  }

  private chain(): Chain {
    const { moves, points, mover } = this;
    const hasEnergy = moves.some(({ energy }) => energy !== undefined);
    return {
      points,
      width: mover.width,
      acceptance: moves.reduce((sum, move) => sum + move.acceptance, 0) / moves.length,
      divergent: moves.flatMap((move, i) => (move.divergent ? [i] : [])),
      cut: moves.filter((move) => move.cut).length,
      ...(hasEnergy ? { energies: Float64Array.from(moves, ({ energy }) => energy!) } : {}),
    };
  }
}
