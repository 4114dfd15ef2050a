import type { RandomStream } from "../../ensemble/random-stream.ts";
import { AdaptiveWalk } from "./adaptive-walk.ts";
import { startingPoint } from "./guarded-target.ts";
import { type Move, type Mover, markovSampler } from "./markov-chain.ts";
import type { Weighed } from "./random-walk.ts";
import type { Sampler } from "./sampler.ts";
import type { Target } from "./target.ts";

const about = { name: "metropolis", needsGradient: false, usual: { warmUp: 300, draws: 300 } } as const;

/** Adaptive Metropolis: the adaptive walk, and nothing else. */
export function adaptiveMetropolis(): Sampler {
  return markovSampler(about, (target, stream) => new WalkingMover(target, stream));
}

class WalkingMover implements Mover {
  readonly width = 1;
  private readonly walk: AdaptiveWalk;
  private here: Weighed;

  constructor(target: Target, stream: RandomStream) {
    const at = startingPoint(target, stream);
    this.here = { at, logDensity: target.logDensity(at) };
    this.walk = new AdaptiveWalk(target, stream);
  }

  move(warmUp?: { readonly iteration: number }): Move {
    const { point, acceptance } = this.walk.move(this.here, warmUp !== undefined);
    this.here = point;
    return { acceptance };
  }

  write(into: Float64Array, from: number): void {
    into.set(this.here.at, from);
  }
}
