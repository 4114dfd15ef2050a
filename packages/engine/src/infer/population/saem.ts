import type { RandomStream } from "../../ensemble/random-stream.ts";
import { failure } from "../../errors/registry.ts";
import { type QuickEstimate, quickEstimate } from "../map/map-estimate.ts";
import type { MixedEffectsModel, Subject } from "../map/mixed-effects-model.ts";
import { reprepared } from "../map/prepare-model.ts";
import { quadratic } from "../map/quadratic.ts";
import { StudentProposal } from "../map/student-proposal.ts";
import type { PreparedModel } from "../map/prepared-model.ts";
import { factorise, solveFactorised } from "../map/symmetric.ts";
import { CompleteData, parameterVector, type SharedWork, sharedWork } from "./complete-data.ts";
import { annealed, EffectStatistics, eased } from "./effect-statistics.ts";
import { type Estimated, fromFree, slopeOf, toFree } from "./estimated.ts";
import { Chain } from "./metropolis.ts";
import type { OmegaBlock } from "./omega-block.ts";

export interface SaemOptions {
  /** Iterations that search, and those that average. */
  readonly burnIn: number;
  /** Even. */
  readonly averaging: number;
  readonly stream: RandomStream;
}

/** Where the search ended. */
export interface SaemResult {
  /** On the free scale of each estimated number. */
  readonly free: Float64Array;
  readonly omega: Float64Array;
  readonly modes: readonly QuickEstimate[];
  /** The averages of the two halves of the averaging differ by less than a fifth of the error that each number would have if all effects were known, or 2 %. */
  readonly converged: boolean;
}

const still = 0.02;
/** Gains fall as a power of the count of averaged iterations: slower than 1 lets numbers of which data say little move on. */
const decay = 0.7;
/** People's modes are found anew this often at first, then this often. */
const often = 10;
const seldom = 50;

/**
 * Stochastic approximation of expectation maximisation (Delyon, Lavielle & Moulines 1999, Ann Stat 27:94; Kuhn &
 * Lavielle 2005, Comput Stat Data Anal 49:1020): each iteration draws everybody's effects from their posterior, then moves
 * the numbers of the population: centres of effects and Ω by their averaged sufficient statistics, all others by an averaged
 * step of Fisher's scoring. The answer is the mean of the second half of the averaging (Polyak & Juditsky 1992).
 * @throws HS1655 where the start cannot be evaluated
 */
export function saem(
  model: MixedEffectsModel,
  subjects: readonly Subject[],
  estimated: readonly Estimated[],
  blocks: readonly OmegaBlock[],
  options: SaemOptions,
): SaemResult {
  const search = new Search(model, subjects, estimated, blocks, options.stream);
  const total = options.burnIn + options.averaging;
  const halves = [0, 1].map(() => new Float64Array(estimated.length));
  const omega = new Float64Array(model.omega.length);
  const half = options.averaging / 2;
  for (let k = 1; k <= total; k++) {
    const averaged = k - options.burnIn;
    search.iterate(k, averaged > 0 ? averaged ** -decay : 1);
    if (averaged <= 0) continue;
    const late = averaged > half;
    addTo(halves[late ? 1 : 0]!, search.free, 1 / half);
    if (late) addTo(omega, search.omega, 1 / half);
  }
  const [first, second] = halves as [Float64Array, Float64Array];
  const moved = first.map((value, i) => Math.abs(value - second[i]!));
  const converged = moved.every((value, i) => value < Math.max(still, search.slack(i)));
  search.settle(second, omega);
  return { free: second, omega, modes: search.modes, converged };
}

function addTo(sum: Float64Array, values: Float64Array, weight: number): void {
  values.forEach((value, i) => {
    sum[i]! += weight * value;
  });
}

class Search {
  readonly free: Float64Array;
  omega: Float64Array;
  modes: readonly QuickEstimate[];
  private readonly estimated: readonly Estimated[];
  private readonly blocks: readonly OmegaBlock[];
  private readonly subjects: readonly Subject[];
  private readonly stream: RandomStream;
  private readonly work: SharedWork;
  private readonly data: readonly CompleteData[];
  private readonly chains: readonly Chain[];
  private readonly statistics: EffectStatistics;
  /** By effect: the estimated number that is its centre, or −1. */
  private readonly centreOf: readonly number[];
  /** Estimated numbers that are no centres. */
  private readonly others: readonly number[];
  private readonly scoring: Float64Array;
  private prepared: PreparedModel;
  private proposals: readonly StudentProposal[] = [];

  constructor(
    model: MixedEffectsModel,
    subjects: readonly Subject[],
    estimated: readonly Estimated[],
    blocks: readonly OmegaBlock[],
    stream: RandomStream,
  ) {
    const isCentre = ({ centreOf }: Estimated) => centreOf !== undefined && model.effects.includes(centreOf);
    this.estimated = estimated;
    this.blocks = blocks;
    this.subjects = subjects;
    this.stream = stream;
    this.free = Float64Array.from(estimated, toFree);
    this.omega = model.omega;
    this.centreOf = model.effects.map((name) => estimated.findIndex((one) => one.centreOf === name));
    this.others = [...estimated.keys()].filter((i) => !isCentre(estimated[i]!));
    const directions = this.others.map((i) => estimated[i]!.name);
    this.work = sharedWork(model, this.parameters(), directions);
    this.prepared = this.work.prepared;
    this.data = subjects.map((subject) => new CompleteData(this.work, subject));
    this.chains = subjects.map(() => new Chain(new Float64Array(model.effects.length)));
    this.statistics = new EffectStatistics(model.effects.length);
    this.scoring = new Float64Array(directions.length ** 2);
    this.modes = subjects.map(() => ({
      effects: new Float64Array(model.effects.length),
      objective: 0,
      covariance: model.omega,
    }));
    this.findModes();
    if (this.modes.some(({ objective }) => !Number.isFinite(objective))) throw failure("HS1655");
    this.chains.forEach((chain, i) => {
      chain.effects = this.modes[i]!.effects;
    });
  }

  iterate(k: number, gain: number): void {
    if (k % (k <= seldom ? often : seldom) === 0) this.findModes();
    this.drawEffects();
    this.moveCentres(k, gain);
    this.moveOthers(gain);
    this.prepared = reprepared(this.prepared, this.all(), this.omega);
  }

  /** Takes up these numbers, with the people's modes under them. */
  settle(free: Float64Array, omega: Float64Array): void {
    this.free.set(free);
    this.omega = omega;
    this.prepared = reprepared(this.prepared, this.all(), omega);
    this.findModes();
  }

  private findModes(): void {
    this.modes = this.subjects.map((subject, i) =>
      quickEstimate(this.prepared, subject, { effects: this.modes[i]!.effects }),
    );
    this.proposals = this.modes.map(({ effects, covariance }) => {
      const usable = factorise(covariance, effects.length) !== undefined;
      return StudentProposal.of(effects, usable ? covariance : this.omega);
    });
  }

  /** A fifth of the standard error that a number would have if all effects were known. */
  slack(at: number): number {
    const effect = this.centreOf.indexOf(at);
    const other = this.others.indexOf(at);
    const variance =
      effect < 0
        ? 1 / this.scoring[other * (this.others.length + 1)]!
        : this.omega[effect * (this.centreOf.length + 1)]! / this.subjects.length;
    return 0.2 * Math.sqrt(variance);
  }

  private drawEffects(): void {
    const vector = parameterVector(this.work, this.parameters());
    const { precision } = this.prepared;
    const prior = (x: Float64Array) => quadratic(precision, x);
    this.chains.forEach((chain, i) => {
      const misfit = (x: Float64Array) => this.data[i]!.misfit(vector, x);
      chain.move({ misfit, prior }, this.proposals[i]!, this.stream);
    });
  }

  private moveCentres(k: number, gain: number): void {
    const people = this.chains.map(({ effects }) => effects);
    const centres = this.centres();
    this.statistics.take(people, centres, gain);
    this.centreOf.forEach((at, effect) => {
      if (at >= 0) this.free[at] = this.statistics.mean(effect);
    });
    const moved = this.centres();
    const omega = this.statistics.omega(moved, this.blocks, this.omega);
    const next = gain === 1 && k > 1 ? annealed(omega, this.omega) : omega;
    // Fewer people than effects span no covariance of full rank.
    this.omega = factorise(next, moved.length) === undefined ? eased(omega, this.omega) : next;
    for (const chain of this.chains)
      chain.effects = chain.effects.map((value, i) => value + centres[i]! - moved[i]!);
  }

  private moveOthers(gain: number): void {
    const { others, estimated, free, scoring } = this;
    if (others.length === 0) return;
    const vector = parameterVector(this.work, this.parameters());
    const chain = others.map((i) => slopeOf(estimated[i]!, free[i]!));
    const gradient = new Float64Array(others.length);
    const information = new Float64Array(scoring.length);
    this.data.forEach((one, i) => {
      const slopes = one.slopes(vector, this.chains[i]!.effects);
      slopes.gradient.forEach((value, a) => {
        gradient[a]! += value * chain[a]!;
      });
      slopes.information.forEach((value, at) => {
        information[at]! += value * chain[Math.floor(at / others.length)]! * chain[at % others.length]!;
      });
    });
    information.forEach((value, at) => {
      scoring[at]! += gain * (value - scoring[at]!);
    });
    const lower = factorise(damped(scoring, others.length), others.length);
    if (lower === undefined) return;
    const half = gradient.map((value) => -value / 2);
    const before = free.slice();
    solveFactorised(lower, half).forEach((step, a) => {
      free[others[a]!]! += gain * Math.max(-0.5, Math.min(0.5, step));
    });
    if (!this.isPossible()) free.set(before);
  }

  /** Numbers at which somebody's data cannot be, or the model breaks down, are walls. */
  private isPossible(): boolean {
    const vector = parameterVector(this.work, this.parameters());
    return this.data.every((one, i) => Number.isFinite(one.misfit(vector, this.chains[i]!.effects)));
  }

  private centres(): Float64Array {
    return Float64Array.from(this.centreOf, (at) => (at < 0 ? 0 : this.free[at]!));
  }

  private parameters(): Record<string, number> {
    return Object.fromEntries(this.estimated.map((one, i) => [one.name, fromFree(one, this.free[i]!)]));
  }

  private all(): Record<string, number> {
    return { ...this.work.prepared.model.parameters, ...this.parameters() };
  }
}

/** What the data do not tell, alone or together, stays where it is instead of wandering by chance (Marquardt 1963). */
const damping = 1e-4;

const damped = (scoring: Float64Array, n: number) =>
  scoring.map((value, at) => (at % (n + 1) === 0 ? (1 + damping) * value : value));
