import { failure } from "../../../errors/registry.ts";
import type { RandomStream } from "../../../ensemble/random-stream.ts";
import { startingPoint } from "../guarded-target.ts";
import { LearnedCovariance } from "../learned-covariance.ts";
import { type Move, type Mover, markovSampler } from "../markov-chain.ts";
import { AdaptiveWalk } from "../adaptive-walk.ts";
import type { Sampler } from "../sampler.ts";
import type { Target } from "../target.ts";
import { Hamiltonian, type Phase } from "./hamiltonian.ts";
import { learnedMetric, type MetricKind, unitMetric } from "./metric.ts";
import { DualAveraging, firstStepSize } from "./step-size.ts";
import { TrajectoryBuilder } from "./trajectory.ts";
import { warmUpWindows } from "./warm-up-windows.ts";

export interface NutsSettings {
  /** Mean acceptance that the step size aims at; nearer to 1 for densities with sharp corners. 0.8 where not given. */
  readonly acceptance?: number;
  /** Trajectories have at most 2^depth steps; 10 where not given. */
  readonly depth?: number;
  /** "dense" learns correlations too; "diagonal" where not given. */
  readonly metric?: MetricKind;
}

const about = { name: "nuts", needsGradient: true, usual: { warmUp: 150, draws: 150 } } as const;

/**
 * The No-U-Turn sampler (Hoffman & Gelman 2014; Betancourt 2017): Hamiltonian trajectories that end where they turn
 * back, with a step size and a metric learned in the warm-up. After each trajectory comes a random walk (both leave the
 * target as it is, and so do they together; Tierney 1994, Ann Stat 22:1701) of no more steps than a trajectory had in
 * the mean of the warm-up: it needs no gradient, and passes between modes where trajectories bounce back. Under the minimal
 * model of glucose draws become worth three times as many for a tenth more time.
 * @throws HS1666, HS1807 for settings that cannot be
 */
export function nuts(settings: NutsSettings = {}): Sampler {
  const { acceptance = 0.8, depth = 10 } = settings;
  if (!(acceptance > 0 && acceptance < 1))
    throw failure("HS1807", { what: "acceptance", value: acceptance, expected: "a share between 0 and 1" });
  if (!(Number.isInteger(depth) && depth >= 1))
    throw failure("HS1666", { name: "depth", value: depth, least: 1 });
  return markovSampler(about, (target, stream) => new NutsMover(target, stream, settings));
}

class NutsMover implements Mover {
  readonly width = 1;
  private readonly target: Target;
  private readonly stream: RandomStream;
  private readonly depth: number;
  private readonly metric: MetricKind;
  private readonly stepSizes: DualAveraging;
  private readonly walk: AdaptiveWalk;
  /** Learned in the warm-up only: if it followed each trajectory, where the chain stands would depend on how it came there. */
  private walkSteps = 0;
  private motion: Hamiltonian;
  private here: Phase;
  private learned: LearnedCovariance;

  constructor(target: Target, stream: RandomStream, settings: NutsSettings) {
    const size = target.coordinates.length;
    this.target = target;
    this.stream = stream;
    this.depth = settings.depth ?? 10;
    this.metric = settings.metric ?? "diagonal";
    this.motion = new Hamiltonian(target, unitMetric(size));
    this.here = this.motion.begin(startingPoint(target, stream), stream);
    this.learned = new LearnedCovariance(size);
    this.walk = new AdaptiveWalk(target, stream);
    this.stepSizes = new DualAveraging(
      settings.acceptance ?? 0.8,
      firstStepSize(this.motion, this.here, 1, stream),
    );
  }

  move(warmUp?: { readonly iteration: number; readonly of: number }): Move {
    const { motion, stream, stepSizes } = this;
    const start = motion.refresh(this.here, stream);
    const size = warmUp === undefined ? stepSizes.settled : stepSizes.trial;
    const { proposal, steps, ...move } = new TrajectoryBuilder(motion, size, start, stream).build(
      start,
      this.depth,
    );
    this.here = proposal;
    if (warmUp !== undefined) this.walkSteps += (steps - this.walkSteps) / (warmUp.iteration + 1);
    this.walkOn(warmUp !== undefined);
    if (warmUp !== undefined) this.adapt(warmUp.iteration, warmUp.of, move.acceptance);
    return { ...move, energy: proposal.energy };
  }

  private walkOn(adapts: boolean): void {
    const { point } = this.walk.move(this.here, adapts, Math.round(this.walkSteps));
    if (point !== this.here) this.here = this.motion.begin(point.at, this.stream);
  }

  private adapt(iteration: number, of: number, acceptance: number): void {
    const { from, ends } = warmUpWindows(of);
    this.stepSizes.learn(acceptance);
    if (iteration < from || iteration >= (ends.at(-1) ?? 0)) return;
    this.learned.add(this.here.at);
    if (!ends.includes(iteration + 1)) return;
    this.motion = new Hamiltonian(this.target, learnedMetric(this.metric, this.learned));
    this.learned = new LearnedCovariance(this.learned.size);
    this.stepSizes.restart(firstStepSize(this.motion, this.here, this.stepSizes.trial, this.stream));
  }

  write(into: Float64Array, from: number): void {
    into.set(this.here.at, from);
  }
}
