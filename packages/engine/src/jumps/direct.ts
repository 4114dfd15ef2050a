import { type JumpMethod, type Jumps, uniforms } from "./jump-method.ts";

/** Gillespie 1977, J Phys Chem 81:2340: when, from the sum of all propensities; then which, in proportion to its own. */
export const direct: JumpMethod = {
  name: "direct",
  start: (_, seed, member) => new Direct(seed, member),
};

export class Direct implements Jumps {
  reaction = 0;
  wait = Number.POSITIVE_INFINITY;
  private readonly draw: (block: number) => Float64Array;
  private events = 0;

  constructor(seed: number, member: number, purpose = "reactions") {
    this.draw = uniforms(seed, purpose, member);
  }

  find(propensities: Float64Array): void {
    let total = 0;
    for (let i = 0; i < propensities.length; i++) total += propensities[i]!;
    const pair = this.draw(this.events);
    this.wait = -Math.log(pair[0]!) / total;
    this.reaction = chosen(propensities, pair[1]! * total);
  }

  happened(): void {
    this.events++;
  }

  /** The rest of a wait has the law of a new one. */
  passed(): void {
    this.events++;
  }
}

/** The last that can happen where rounding leaves a rest. */
export function chosen(propensities: Float64Array, share: number): number {
  let rest = share;
  let last = 0;
  for (let i = 0; i < propensities.length; i++) {
    if (propensities[i] === 0) continue;
    last = i;
    rest -= propensities[i]!;
    if (rest < 0) return i;
  }
  return last;
}
