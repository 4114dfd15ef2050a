import type { RandomStream } from "../../ensemble/random-stream.ts";
import { startingPoint } from "./guarded-target.ts";
import { LearnedCovariance } from "./learned-covariance.ts";
import { type Move, type Mover, markovSampler } from "./markov-chain.ts";
import { bestAcceptance, metropolisStep, stepFactor, usualScale, type Weighed } from "./random-walk.ts";
import type { Sampler } from "./sampler.ts";
import type { Target } from "./target.ts";

/** Forgets the way in: the covariance is learned anew each time that the warm-up has doubled. */
const firstPeriod = 50;

/**
 * Adaptive Metropolis: a random walk that learns the target's covariance (Haario, Saksman & Tamminen 2001, Bernoulli
 * 7:223) and a scale that is accepted as often as is best (Andrieu & Thoms 2008, Stat Comput 18:343, algorithm 4), both
 * in the warm-up only. An iteration is 5 steps a coordinate, so that draws are worth about as much as other samplers'.
 */
export function adaptiveMetropolis(): Sampler {
  return markovSampler("metropolis", false, (target, stream) => new WalkingMover(target, stream));
}

class WalkingMover implements Mover {
  readonly width = 1;
  private readonly target: Target;
  private readonly stream: RandomStream;
  private readonly size: number;
  private here: Weighed;
  private logScale: number;
  private lower: Float64Array;
  private learned: LearnedCovariance;
  private steps = 0;

  constructor(target: Target, stream: RandomStream) {
    this.size = target.coordinates.length;
    this.target = target;
    this.stream = stream;
    const at = startingPoint(target, stream);
    this.here = { at, logDensity: target.logDensity(at) };
    this.logScale = Math.log(0.1 * usualScale(this.size));
    this.lower = Float64Array.from({ length: this.size ** 2 }, (_, i) => (i % (this.size + 1) === 0 ? 1 : 0));
    this.learned = new LearnedCovariance(this.size);
  }

  move(warmUp?: { readonly iteration: number }): Move {
    const { target, stream, size } = this;
    let acceptance = 0;
    for (let i = 0; i < 5 * size; i++) {
      const { point, chance } = metropolisStep(
        (at) => target.logDensity(at),
        this.here,
        this.lower,
        Math.exp(this.logScale),
        stream,
      );
      this.here = point;
      acceptance += chance / (5 * size);
      if (warmUp !== undefined) this.adapt(chance);
    }
    if (warmUp !== undefined) this.reshape(warmUp.iteration + 1);
    return { acceptance };
  }

  private adapt(chance: number): void {
    this.steps++;
    this.logScale += this.steps ** -0.6 * (chance - bestAcceptance(this.size));
    this.learned.add(this.here.at);
  }

  private reshape(done: number): void {
    if (done % firstPeriod !== 0) return;
    this.lower = stepFactor(this.learned.covariance(), this.size);
    const periods = done / firstPeriod;
    if (Number.isInteger(Math.log2(periods))) {
      this.learned = new LearnedCovariance(this.size);
      this.logScale = Math.log(usualScale(this.size));
      this.steps = 0;
    }
  }

  write(into: Float64Array, from: number): void {
    into.set(this.here.at, from);
  }
}
