import type { RandomStream } from "../../ensemble/random-stream.ts";
import { LearnedCovariance } from "./learned-covariance.ts";
import { bestAcceptance, metropolisStep, stepFactor, usualScale, type Weighed } from "./random-walk.ts";
import type { Target } from "./target.ts";

/** Forgets the way in: the covariance is learned anew each time that the warm-up has doubled. */
const firstPeriod = 50;
/** So many steps a coordinate, draws are worth about as much as other samplers'. */
const stepsPerCoordinate = 5;

/**
 * A random walk that learns the target's covariance (Haario, Saksman & Tamminen 2001, Bernoulli 7:223) and a scale that is
 * accepted as often as is best (Andrieu & Thoms 2008, Stat Comput 18:343, algorithm 4), both in the warm-up only.
 */
export class AdaptiveWalk {
  private readonly target: Target;
  private readonly stream: RandomStream;
  private readonly size: number;
  private logScale: number;
  private lower: Float64Array;
  private learned: LearnedCovariance;
  private steps = 0;
  private iterations = 0;

  constructor(target: Target, stream: RandomStream) {
    this.size = target.coordinates.length;
    this.target = target;
    this.stream = stream;
    this.logScale = Math.log(0.1 * usualScale(this.size));
    this.lower = Float64Array.from({ length: this.size ** 2 }, (_, i) => (i % (this.size + 1) === 0 ? 1 : 0));
    this.learned = new LearnedCovariance(this.size);
  }

  /** An iteration of at most so many steps from a point: where it ends, and the mean chance with which steps were taken. */
  move(
    from: Weighed,
    adapts: boolean,
    most = Number.POSITIVE_INFINITY,
  ): { readonly point: Weighed; readonly acceptance: number } {
    const count = Math.min(most, stepsPerCoordinate * this.size);
    let [here, acceptance] = [from, 0];
    for (let i = 0; i < count; i++) {
      const { point, chance } = metropolisStep(
        (at) => this.target.logDensity(at),
        here,
        this.lower,
        Math.exp(this.logScale),
        this.stream,
      );
      here = point;
      acceptance += chance / count;
      if (adapts) this.adapt(here, chance);
    }
    if (adapts) this.reshape();
    return { point: here, acceptance };
  }

  private adapt({ at }: Weighed, chance: number): void {
    this.steps++;
    this.logScale += this.steps ** -0.6 * (chance - bestAcceptance(this.size));
    this.learned.add(at);
  }

  private reshape(): void {
    this.iterations++;
    if (this.iterations % firstPeriod !== 0) return;
    this.lower = stepFactor(this.learned.covariance(), this.size);
    if (!Number.isInteger(Math.log2(this.iterations / firstPeriod))) return;
    this.learned = new LearnedCovariance(this.size);
    this.logScale = Math.log(usualScale(this.size));
    this.steps = 0;
  }
}
