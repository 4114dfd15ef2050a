import type { RandomStream } from "../../ensemble/random-stream.ts";
import type { StudentProposal } from "../map/student-proposal.ts";

/** −2 ln densities that a chain needs: of the data given the effects, and of the effects. */
export interface Target {
  misfit(effects: Float64Array): number;
  prior(effects: Float64Array): number;
}

const wanted = 0.3;
const walks = 2;

/**
 * A person's effects as a Markov chain: proposals around the person's mode (Karimi, Lavielle & Moulines 2020, Comput Stat
 * Data Anal 141:123), and steps of a size that learns to be taken in three of ten cases.
 */
export class Chain {
  effects: Float64Array;
  private size = 1;

  constructor(effects: Float64Array) {
    this.effects = effects;
  }

  move(target: Target, proposal: StudentProposal, stream: RandomStream): void {
    let misfit = target.misfit(this.effects);
    const attempt = (next: Float64Array, logRatio: number): boolean => {
      const there = target.misfit(next);
      const change = there - misfit + target.prior(next) - target.prior(this.effects);
      if (!(Math.log(stream.uniform()) < logRatio - 0.5 * change)) return false;
      this.effects = next;
      misfit = there;
      return true;
    };
    const anew = proposal.draw(stream);
    attempt(anew, proposal.logDensity(this.effects) - proposal.logDensity(anew));
    for (let i = 0; i < walks; i++) {
      const taken = attempt(proposal.moved(stream, this.size, this.effects), 0);
      this.size *= Math.exp(0.1 * ((taken ? 1 : 0) - wanted));
    }
  }
}
