import { poissonQuantile } from "../ensemble/poisson.ts";
import { chosen, Direct } from "./direct.ts";
import { type JumpMethod, type Jumps, type Reactions, uniforms } from "./jump-method.ts";

/** So few events from running out, a reaction happens one at a time. */
const criticalEvents = 10;
/** A leap of fewer events than this is none: then so many events happen one by one. */
const worthwhile = { events: 10, single: 100 } as const;

/**
 * Many events at once, as many as leave every propensity nearly as it was: explicit tau-leaping with the step selection of
 * Cao, Gillespie & Petzold 2006 (J Chem Phys 124:044109, equations 31 to 33), in which reactions that could run out of
 * something happen one at a time (Cao, Gillespie & Petzold 2005, J Chem Phys 123:054104), and a leap that would take a
 * count below 0 is tried again at half its length. Where leaps are short it is Gillespie's exact method.
 */
export const tauLeaping: JumpMethod = {
  name: "tau-leaping",
  start: (reactions, seed, member) => new TauLeaping(reactions, seed, member),
};

class TauLeaping implements Jumps {
  wait = Number.POSITIVE_INFINITY;
  reaction = -1;
  counts: Float64Array | undefined;
  private readonly of: Reactions;
  private readonly single: Direct;
  private readonly streams: readonly ((block: number) => Float64Array)[];
  private readonly draw: (block: number) => Float64Array;
  private readonly leap: Float64Array;
  private readonly critical: Uint8Array;
  private readonly exposed: Float64Array;
  /** By state: mean and variance of its change a time, and what one event changes it by at least. */
  private readonly mean: Float64Array;
  private readonly variance: Float64Array;
  private readonly unit: Float64Array;
  private readonly after: Float64Array;
  private drawn = 0;
  private singles = 0;

  constructor(of: Reactions, seed: number, member: number) {
    const { names, changes } = of;
    const states = 1 + Math.max(-1, ...changes.flat().map(({ state }) => state));
    this.of = of;
    this.single = new Direct(seed, member, "events between leaps");
    this.streams = names.map((name) => uniforms(seed, `leaps of ${name}`, member));
    this.draw = uniforms(seed, "critical reactions", member);
    this.leap = new Float64Array(names.length);
    this.critical = new Uint8Array(names.length);
    this.exposed = new Float64Array(names.length);
    this.mean = new Float64Array(states);
    this.variance = new Float64Array(states);
    this.after = new Float64Array(states);
    this.unit = new Float64Array(states).fill(Number.POSITIVE_INFINITY);
    for (const { state, by } of changes.flat())
      if (by !== 0) this.unit[state] = Math.min(this.unit[state]!, Math.abs(by));
  }

  find(propensities: Float64Array, y: Float64Array, within: number): void {
    if (this.singles === 0) this.tryLeap(propensities, y, within);
    if (this.singles === 0) return;
    this.singles--;
    this.single.find(propensities);
    this.counts = undefined;
    this.reaction = this.single.reaction;
    this.wait = this.single.wait;
  }

  happened(): void {
    if (this.counts === undefined) this.single.happened();
  }

  /** Of leaps none is longer than what holds: single events only. */
  passed(): void {
    this.single.passed();
  }

  /** Leaps, or says how many events shall happen one by one. */
  private tryLeap(propensities: Float64Array, y: Float64Array, within: number): void {
    const total = propensities.reduce((sum, one) => sum + one, 0);
    this.sort(propensities, y);
    let longest = this.longestLeap(propensities, y);
    for (;;) {
      if (!(longest > worthwhile.events / total)) {
        this.singles = worthwhile.single;
        return;
      }
      this.leapWithin(Math.min(longest, within), propensities);
      if (this.staysCount(y)) return;
      longest /= 2;
    }
  }

  /** Which reactions could run out of something within a few events; `exposed` holds their propensities. */
  private sort(propensities: Float64Array, y: Float64Array): void {
    this.of.changes.forEach((changes, j) => {
      const events = changes.reduce(
        (least, { state, by }) => (by < 0 ? Math.min(least, Math.floor(y[state]! / -by)) : least),
        Number.POSITIVE_INFINITY,
      );
      const isCritical = propensities[j]! > 0 && events < criticalEvents;
      this.critical[j] = isCritical ? 1 : 0;
      this.exposed[j] = isCritical ? propensities[j]! : 0;
    });
  }

  /** In which neither mean nor spread of what is not critical changes a count by more than its share. */
  private longestLeap(propensities: Float64Array, y: Float64Array): number {
    const { mean, variance, of } = this;
    mean.fill(0);
    variance.fill(0);
    of.changes.forEach((changes, j) => {
      if (this.critical[j] === 1) return;
      for (const { state, by } of changes) {
        mean[state]! += by * propensities[j]!;
        variance[state]! += by * by * propensities[j]!;
      }
    });
    const orders = of.orders(y);
    let longest = Number.POSITIVE_INFINITY;
    for (let i = 0; i < mean.length; i++) {
      if (variance[i] === 0) continue;
      const allowed = Math.max((of.epsilon * y[i]!) / orders[i]!, this.unit[i]!);
      longest = Math.min(longest, allowed / Math.abs(mean[i]!), (allowed * allowed) / variance[i]!);
    }
    return longest;
  }

  private leapWithin(longest: number, propensities: Float64Array): void {
    const { critical, exposed, leap } = this;
    const block = this.drawn++;
    const [when, which] = this.draw(block) as unknown as [number, number];
    const risk = exposed.reduce((sum, one) => sum + one, 0);
    const next = risk > 0 ? -Math.log(when) / risk : Number.POSITIVE_INFINITY;
    this.wait = Math.min(longest, next);
    this.reaction = next <= longest && risk > 0 ? chosen(exposed, which * risk) : -1;
    this.counts = leap;
    for (let j = 0; j < leap.length; j++) {
      const expected = critical[j] === 1 ? 0 : propensities[j]! * this.wait;
      leap[j] = expected > 0 ? poissonQuantile(this.streams[j]!(block)[0]!, expected) : 0;
    }
  }

  /** Whether no count falls below 0. */
  private staysCount(y: Float64Array): boolean {
    const { after, leap, of, reaction } = this;
    for (let i = 0; i < after.length; i++) after[i] = y[i]!;
    of.changes.forEach((changes, j) => {
      const times = leap[j]! + (j === reaction ? 1 : 0);
      for (const { state, by } of changes) after[state]! += times * by;
    });
    return after.every((value) => value >= 0);
  }
}
