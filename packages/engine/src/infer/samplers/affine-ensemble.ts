import { failure } from "../../errors/registry.ts";
import { drawNormal } from "../../ensemble/draw.ts";
import type { RandomStream } from "../../ensemble/random-stream.ts";
import { startingPoint } from "./guarded-target.ts";
import { KernelLaw } from "./kernel-law.ts";
import { type Move, type Mover, markovSampler } from "./markov-chain.ts";
import type { Weighed } from "./random-walk.ts";
import type { Sampler } from "./sampler.ts";
import type { Target } from "./target.ts";

/** The half of the walkers that stands still, and the law that it pictures. */
interface Others {
  readonly walkers: readonly Weighed[];
  readonly law: KernelLaw;
}

/** How a walker is moved by the others: where to, and ln of the factor that the move's shape owes. */
type Proposal = (
  from: Float64Array,
  others: Others,
  stream: RandomStream,
) => { readonly at: Float64Array; readonly logFactor: number };

/** Goodman & Weare 2010 (Commun Appl Math Comput Sci 5:65): along the line through another walker, with a = 2. */
const stretch: Proposal = (from, others, stream) => {
  const other = pick(others, stream).at;
  const z = (1 + stream.uniform()) ** 2 / 2;
  const at = from.map((value, i) => other[i]! + z * (value - other[i]!));
  return { at, logFactor: (from.length - 1) * Math.log(z) };
};

/**
 * Differential evolution (ter Braak 2006, Stat Comput 16:239): by the difference of two others; in one move of ten by
 * the whole of it, so that walkers change between modes.
 */
const evolution: Proposal = (from, others, stream) => {
  const [one, two] = [pick(others, stream).at, pick(others, stream).at];
  const whole = stream.uniform() < 0.1;
  const scale = whole ? 1 : 2.38 / Math.sqrt(2 * from.length);
  const spread = 1 + 1e-3 * drawNormal(stream);
  const at = from.map((value, i) => value + scale * spread * (one[i]! - two[i]!));
  return { at, logFactor: 0 };
};

/** To anywhere that the others picture, wherever the walker stands: so it comes to other modes, and back from far tails. */
const anywhere: Proposal = (from, { law }, stream) => {
  const at = law.draw(stream);
  return { at, logFactor: law.logDensity(from) - law.logDensity(at) };
};

const proposals = [stretch, evolution, anywhere];

const pick = ({ walkers }: Others, stream: RandomStream) =>
  walkers[Math.floor(stream.uniform() * walkers.length)]!;

const about = { name: "ensemble", needsGradient: false, usual: { warmUp: 30, draws: 30 } } as const;

/** Sweeps of an iteration, so that neighbouring draws are not all alike. */
const sweeps = 10;

/**
 * An ensemble of walkers that propose moves to each other, half by half, so that any linear change of the coordinates
 * leaves it as fast as it is: stretch moves and differential evolution by turns. Walkers: twice the coordinates and at
 * least 20, where not given. @throws HS1666 for fewer than four
 */
export function affineEnsemble(settings: { readonly walkers?: number } = {}): Sampler {
  const { walkers = 20 } = settings;
  if (!(Number.isSafeInteger(walkers) && walkers >= 4))
    throw failure("HS1666", { name: "walkers", value: walkers, least: 4 });
  return markovSampler(about, (target, stream) => new EnsembleMover(target, stream, settings.walkers));
}

const othersOf = (walkers: readonly Weighed[]): Others => ({
  walkers,
  law: new KernelLaw(walkers.map(({ at }) => at)),
});

class EnsembleMover implements Mover {
  readonly width: number;
  private readonly target: Target;
  private readonly stream: RandomStream;
  private readonly walkers: Weighed[];

  constructor(
    target: Target,
    stream: RandomStream,
    walkers = Math.max(20, 2 * target.coordinates.length + 2),
  ) {
    this.width = walkers + (walkers % 2);
    this.target = target;
    this.stream = stream;
    this.walkers = Array.from({ length: this.width }, () => {
      const at = startingPoint(target, stream);
      return { at, logDensity: target.logDensity(at) };
    });
  }

  move(): Move {
    let acceptance = 0;
    for (let sweep = 0; sweep < sweeps; sweep++)
      acceptance += (this.moveHalf(0) + this.moveHalf(this.width / 2)) / (sweeps * this.width);
    return { acceptance };
  }

  private moveHalf(first: number): number {
    const { walkers, stream, target, width } = this;
    const others = othersOf(first === 0 ? walkers.slice(width / 2) : walkers.slice(0, width / 2));
    let sum = 0;
    for (let k = first; k < first + width / 2; k++) {
      const from = walkers[k]!;
      const proposal = proposals[Math.floor(proposals.length * stream.uniform())]!;
      const { at, logFactor } = proposal(from.at, others, stream);
      const logDensity = target.logDensity(at);
      const chance = Math.min(1, Math.exp(logFactor + logDensity - from.logDensity));
      if (stream.uniform() < chance) walkers[k] = { at, logDensity };
      sum += chance;
    }
    return sum;
  }

  write(into: Float64Array, from: number): void {
    this.walkers.forEach(({ at }, k) => {
      into.set(at, from + k * at.length);
    });
  }
}
