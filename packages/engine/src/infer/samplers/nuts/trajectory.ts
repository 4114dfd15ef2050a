import type { RandomStream } from "../../../ensemble/random-stream.ts";
import { dot, type Hamiltonian, type Phase } from "./hamiltonian.ts";

/** Energy gained over the start, beyond which the integrator has lost the trajectory. */
const divergence = 1000;

/** A stretch of a trajectory, in order of time, with the one of its places that is proposed. */
interface Stretch {
  readonly first: Phase;
  readonly last: Phase;
  /** Sum of the momenta. */
  readonly sum: Float64Array;
  readonly proposal: Phase;
  /** ln Σ exp(start energy − energy). */
  readonly logWeight: number;
  /** Nothing further is to be added: it turned back, or diverged. */
  readonly ended: boolean;
  readonly divergent: boolean;
  /** Sum of min(1, exp(start energy − energy)), and of how many places. */
  readonly accepted: number;
  readonly steps: number;
}

export interface Trajectory {
  readonly proposal: Phase;
  readonly acceptance: number;
  readonly steps: number;
  readonly divergent: boolean;
  /** It was cut at the greatest depth before it turned. */
  readonly cut: boolean;
}

/**
 * The No-U-Turn sampler's trajectory (Hoffman & Gelman 2014, JMLR 15:1593) with multinomial weights and the generalised
 * criterion of Betancourt 2017 (arXiv:1701.02434, appendix A), which is also asked across the seam of every two halves
 * that are joined: otherwise trajectories of nearly a whole period are missed.
 */
export class TrajectoryBuilder {
  private readonly motion: Hamiltonian;
  private readonly stepSize: number;
  private readonly stream: RandomStream;
  private readonly startEnergy: number;

  constructor(motion: Hamiltonian, stepSize: number, start: Phase, stream: RandomStream) {
    this.motion = motion;
    this.stepSize = stepSize;
    this.stream = stream;
    this.startEnergy = start.energy;
  }

  build(start: Phase, mostDoublings: number): Trajectory {
    let whole = this.single(start);
    let proposal = start;
    let [accepted, steps] = [0, 0];
    for (let depth = 0; depth < mostDoublings; depth++) {
      const forwards = this.stream.uniform() < 0.5;
      const added = this.extend(forwards ? whole.last : whole.first, forwards, depth);
      accepted += added.accepted;
      steps += added.steps;
      if (added.ended)
        return { proposal, acceptance: accepted / steps, steps, divergent: added.divergent, cut: false };
      if (Math.log(this.stream.uniform()) < added.logWeight - whole.logWeight) proposal = added.proposal;
      whole = forwards ? this.join(whole, added, proposal) : this.join(added, whole, proposal);
      if (whole.ended) return { proposal, acceptance: accepted / steps, steps, divergent: false, cut: false };
    }
    return { proposal, acceptance: accepted / steps, steps, divergent: false, cut: true };
  }

  /** 2^depth further steps from an end. */
  private extend(end: Phase, forwards: boolean, depth: number): Stretch {
    if (depth === 0) return this.single(this.motion.step(end, forwards ? this.stepSize : -this.stepSize));
    const near = this.extend(end, forwards, depth - 1);
    if (near.ended) return near;
    const far = this.extend(forwards ? near.last : near.first, forwards, depth - 1);
    const total = logSum(near.logWeight, far.logWeight);
    const proposal = Math.log(this.stream.uniform()) < far.logWeight - total ? far.proposal : near.proposal;
    const joined = forwards ? this.join(near, far, proposal) : this.join(far, near, proposal);
    return { ...joined, ended: joined.ended || far.ended, divergent: far.divergent };
  }

  private single(phase: Phase): Stretch {
    const gain = phase.energy - this.startEnergy;
    const divergent = !(gain <= divergence);
    return {
      first: phase,
      last: phase,
      sum: phase.momentum,
      proposal: phase,
      logWeight: divergent ? Number.NEGATIVE_INFINITY : -gain,
      ended: divergent,
      divergent,
      accepted: divergent ? 0 : Math.min(1, Math.exp(-gain)),
      steps: 1,
    };
  }

  private join(left: Stretch, right: Stretch, proposal: Phase): Stretch {
    const sum = plus(left.sum, right.sum);
    const goesOn =
      apart(left.first, right.last, sum) &&
      apart(left.first, right.first, plus(left.sum, right.first.momentum)) &&
      apart(left.last, right.last, plus(left.last.momentum, right.sum));
    return {
      first: left.first,
      last: right.last,
      sum,
      proposal,
      logWeight: logSum(left.logWeight, right.logWeight),
      ended: !goesOn,
      divergent: false,
      accepted: left.accepted + right.accepted,
      steps: left.steps + right.steps,
    };
  }
}

/** Both ends still move along the sum of the momenta between them. */
const apart = (first: Phase, last: Phase, sum: Float64Array) =>
  dot(first.velocity, sum) > 0 && dot(last.velocity, sum) > 0;

const plus = (a: Float64Array, b: Float64Array) => a.map((value, i) => value + b[i]!);

function logSum(a: number, b: number): number {
  const most = Math.max(a, b);
  return most === Number.NEGATIVE_INFINITY ? most : most + Math.log(Math.exp(a - most) + Math.exp(b - most));
}
