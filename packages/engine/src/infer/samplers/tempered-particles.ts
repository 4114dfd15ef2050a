import type { RandomStream } from "../../ensemble/random-stream.ts";
import { startingPoint } from "./guarded-target.ts";
import { LearnedCovariance } from "./learned-covariance.ts";
import { bestAcceptance, metropolisStep, stepFactor, usualScale } from "./random-walk.ts";
import type { Chain, Sampler } from "./sampler.ts";
import type { Target } from "./target.ts";

interface Particle {
  readonly at: Float64Array;
  readonly logStart: number;
  readonly logTarget: number;
}

/** Each temperature leaves the particles worth at least this share of their count. */
const worth = 0.5;

/**
 * Sequential Monte Carlo (Del Moral, Doucet & Jasra 2006, J R Stat Soc B 68:411): particles of the start law are led to
 * the target through start^(1−β)·target^β, β chosen by their effective size (Jasra et al. 2011, Scand J Stat 38:1),
 * resampled and moved by random walks that learn their covariance. Gives the evidence, and finds modes that chains miss.
 * `draws` is the count of particles, who begin anew where more are asked for; the warm-up of the plan is not used. Particles stand in the order of their
 * ancestors, so that the likeness of neighbours is that of families, and diagnostics of chains hold.
 */
export function temperedParticles(): Sampler {
  return {
    name: "smc",
    needsGradient: false,
    usual: { warmUp: 0, draws: 200 },
    begin: (target, stream) => ({
      *go({ warmUp, draws }) {
        const run = new TemperedRun(target, draws, stream);
        while (run.beta < 1) {
          run.cool();
          yield Math.floor(run.beta * (warmUp + draws));
        }
        return run.result();
      },
    }),
  };
}

class TemperedRun {
  beta = 0;
  private readonly target: Target;
  private readonly stream: RandomStream;
  private readonly size: number;
  private particles: Particle[];
  private logEvidence = 0;
  private logScale: number;
  private acceptance = 0;

  constructor(target: Target, count: number, stream: RandomStream) {
    this.target = target;
    this.stream = stream;
    this.size = target.coordinates.length;
    this.logScale = Math.log(usualScale(this.size));
    startingPoint(target, stream);
    this.particles = Array.from({ length: count }, () => this.weigh(target.start.sample(stream)));
  }

  private weigh(at: Float64Array): Particle {
    return { at, logStart: this.target.start.logDensity(at), logTarget: this.target.logDensity(at) };
  }

  /** One temperature: reweigh, resample, move. */
  cool(): void {
    const gains = Float64Array.from(this.particles, ({ logTarget, logStart }) => logTarget - logStart);
    const step = nextStep(gains, 1 - this.beta);
    const most = largest(gains);
    const weights = gains.map((gain) => Math.exp(step * (gain - most)));
    const sum = weights.reduce((a, b) => a + b, 0);
    this.logEvidence += Math.log(sum / weights.length) + step * most;
    this.beta = step >= 1 - this.beta ? 1 : this.beta + step;
    this.particles = resampled(weights, sum, this.stream).map((k) => this.particles[k]!);
    this.moveAll();
  }

  /** So many steps a particle that, at the acceptance met, hardly one has stayed where it was. */
  private moveAll(): void {
    const learned = new LearnedCovariance(this.size);
    for (const { at } of this.particles) learned.add(at);
    const lower = stepFactor(learned.covariance(), this.size);
    for (let pass = 0; pass < 5 * this.size; pass++) {
      let chances = 0;
      this.particles = this.particles.map((particle) => {
        const { moved, chance } = this.moved(particle, lower);
        chances += chance;
        return moved;
      });
      this.acceptance = chances / this.particles.length;
      this.logScale += (this.acceptance - bestAcceptance(this.size)) / (1 + pass / 5);
    }
  }

  private moved(
    particle: Particle,
    lower: Float64Array,
  ): { readonly moved: Particle; readonly chance: number } {
    let seen = particle;
    const tempered = (at: Float64Array) => {
      seen = this.weigh(at);
      return this.tempered(seen);
    };
    const from = { at: particle.at, logDensity: this.tempered(particle) };
    const { point, chance } = metropolisStep(tempered, from, lower, Math.exp(this.logScale), this.stream);
    return { moved: point === from ? particle : seen, chance };
  }

  private tempered({ logStart, logTarget }: Particle): number {
    return logTarget === Number.NEGATIVE_INFINITY
      ? logTarget
      : (1 - this.beta) * logStart + this.beta * logTarget;
  }

  result(): Chain {
    const points = new Float64Array(this.particles.length * this.size);
    this.particles.forEach(({ at }, k) => {
      points.set(at, k * this.size);
    });
    const { acceptance, logEvidence } = this;
    return { points, width: 1, acceptance, divergent: [], cut: 0, logEvidence };
  }
}

function largest(values: Float64Array): number {
  return values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
}

/** The greatest step in β, up to what is left, after which the particles are worth enough: by halving. */
function nextStep(gains: Float64Array, left: number): number {
  const most = largest(gains);
  const enough = (step: number) => {
    let [sum, squares] = [0, 0];
    for (const gain of gains) {
      const weight = Math.exp(step * (gain - most));
      sum += weight;
      squares += weight * weight;
    }
    return (sum * sum) / squares >= worth * gains.length;
  };
  if (enough(left)) return left;
  let [low, high] = [0, left];
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (enough(middle)) low = middle;
    else high = middle;
  }
  return high;
}

/** Systematic resampling: indices in ascending order, one uniform number for all. */
function resampled(weights: Float64Array, sum: number, stream: RandomStream): number[] {
  const share = sum / weights.length;
  let reached = 0;
  let next = share * stream.uniform();
  const chosen: number[] = [];
  weights.forEach((weight, k) => {
    reached += weight;
    for (; next < reached && chosen.length < weights.length; next += share) chosen.push(k);
  });
  while (chosen.length < weights.length) chosen.push(weights.length - 1);
  return chosen;
}
