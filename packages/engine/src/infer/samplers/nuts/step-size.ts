import type { RandomStream } from "../../../ensemble/random-stream.ts";
import type { Hamiltonian, Phase } from "./hamiltonian.ts";

/** Nesterov's dual averaging of ln step size towards a mean acceptance (Hoffman & Gelman 2014, section 3.2). */
export class DualAveraging {
  private readonly wanted: number;
  private centre = 0;
  private count = 0;
  private missing = 0;
  private logStep = 0;
  private averaged = 0;

  constructor(wanted: number, first: number) {
    this.wanted = wanted;
    this.restart(first);
  }

  restart(first: number): void {
    this.centre = Math.log(10 * first);
    this.logStep = Math.log(first);
    [this.count, this.missing, this.averaged] = [0, 0, 0];
  }

  learn(acceptance: number): void {
    this.count++;
    const share = 1 / (this.count + 10);
    this.missing = (1 - share) * this.missing + share * (this.wanted - acceptance);
    this.logStep = this.centre - (Math.sqrt(this.count) / 0.05) * this.missing;
    const weight = this.count ** -0.75;
    this.averaged = weight * this.logStep + (1 - weight) * this.averaged;
  }

  get trial(): number {
    return Math.exp(this.logStep);
  }

  /** What is used when adaptation is over: the trial itself where nothing was learned. */
  get settled(): number {
    return this.count === 0 ? this.trial : Math.exp(this.averaged);
  }
}

const halfway = Math.log(0.8);
const mostDoublings = 100;

/** A first guess: doubled or halved from `first` until one step is accepted with a chance that crosses 0.8. */
export function firstStepSize(motion: Hamiltonian, at: Phase, first: number, stream: RandomStream): number {
  const change = (size: number) => {
    const from = motion.refresh(at, stream);
    return from.energy - motion.step(from, size).energy;
  };
  let size = first;
  const grows = change(size) > halfway;
  for (let i = 0; i < mostDoublings; i++) {
    size *= grows ? 2 : 0.5;
    if (change(size) > halfway !== grows) break;
  }
  return size;
}
