import { type JumpMethod, type Jumps, uniforms } from "./jump-method.ts";

/**
 * The next reaction method in internal time (Anderson 2007, J Chem Phys 127:214107; Gibson & Bruck 2000): each reaction has
 * a Poisson process of unit rate of its own, whose clock runs as fast as its propensity. A number is drawn for each event,
 * and two runs whose rates differ a little share the processes: their difference is narrow (Rathinam, Sheppard & Khammash
 * 2010, J Chem Phys 132:034103).
 */
export const nextReaction: JumpMethod = {
  name: "next-reaction",
  start: ({ names }, seed, member) => new NextReaction(names, seed, member),
};

class NextReaction implements Jumps {
  reaction = 0;
  wait = Number.POSITIVE_INFINITY;
  private readonly streams: readonly ((block: number) => Float64Array)[];
  /** Of each reaction: its internal time, that of its next event, and how often it has happened. */
  private readonly clocks: Float64Array;
  private readonly due: Float64Array;
  private readonly events: Float64Array;

  constructor(reactions: readonly string[], seed: number, member: number) {
    this.streams = reactions.map((name) => uniforms(seed, `reaction ${name}`, member));
    this.clocks = new Float64Array(reactions.length);
    this.due = new Float64Array(reactions.length);
    this.events = new Float64Array(reactions.length);
    for (let i = 0; i < reactions.length; i++) this.due[i] = this.span(i);
  }

  find(propensities: Float64Array): void {
    this.wait = Number.POSITIVE_INFINITY;
    for (let i = 0; i < propensities.length; i++) {
      if (propensities[i] === 0) continue;
      const wait = (this.due[i]! - this.clocks[i]!) / propensities[i]!;
      if (!(wait < this.wait)) continue;
      this.wait = wait;
      this.reaction = i;
    }
  }

  happened(propensities: Float64Array): void {
    const { reaction, wait, clocks } = this;
    this.passed(propensities, wait);
    clocks[reaction] = this.due[reaction]!;
    this.events[reaction]!++;
    this.due[reaction]! += this.span(reaction);
  }

  passed(propensities: Float64Array, span: number): void {
    const { clocks } = this;
    for (let i = 0; i < clocks.length; i++) clocks[i]! += propensities[i]! * span;
  }

  /** Internal time to the event after the last. */
  private span(reaction: number): number {
    const event = this.events[reaction]!;
    return -Math.log(this.streams[reaction]!(Math.floor(event / 2))[event % 2]!);
  }
}
