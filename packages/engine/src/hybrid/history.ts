/** Writes all states at a time. */
export type StateAt = (t: number, out: Float64Array) => void;

/** The interpolants of the explicit methods are polynomials of degree 4: five points hold one exactly. */
const shares = [0, 0.25, 0.5, 0.75, 1];
const weights = shares.map((own) =>
  shares.reduce((product, other) => (other === own ? product : product / (own - other)), 1),
);

interface Segment {
  readonly from: number;
  readonly to: number;
  readonly samples: readonly Float64Array[];
}

/** The states of the past, for delays: each accepted step's interpolant, forgotten when out of reach. */
export class History {
  readonly #first: Float64Array;
  readonly #reach: number;
  readonly #factors = new Float64Array(shares.length);
  #segments: Segment[] = [];

  /** `reach` is how far back is ever asked; infinite keeps all. */
  constructor(first: Float64Array, reach: number) {
    this.#first = first.slice();
    this.#reach = reach;
  }

  /** Keeps what happened within an accepted step. Steps come in order. */
  add(from: number, to: number, stateAt: StateAt): void {
    const samples = shares.map((share) => {
      const sample = new Float64Array(this.#first.length);
      stateAt(share === 1 ? to : from + share * (to - from), sample);
      return sample;
    });
    this.#segments.push({ from, to, samples });
    if (this.#segments.length % 1024 === 0)
      this.#segments = this.#segments.filter((one) => one.to >= to - this.#reach);
  }

  /** The state at a time since the start; the newest known after it. */
  at(t: number, out: Float64Array): void {
    const segment = this.#segmentAt(t);
    if (segment === undefined) {
      out.set(this.#first);
      return;
    }
    const { from, to, samples } = segment;
    const factors = this.#factors;
    fillLagrange(to > from ? Math.min(1, Math.max(0, (t - from) / (to - from))) : 1, factors);
    for (let i = 0; i < out.length; i++) {
      let sum = 0;
      for (let j = 0; j < factors.length; j++) sum += factors[j]! * samples[j]![i]!;
      out[i] = sum;
    }
  }

  /** The last segment that begins at or before `t`. */
  #segmentAt(t: number): Segment | undefined {
    let low = 0;
    let high = this.#segments.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#segments[middle]!.from <= t) low = middle + 1;
      else high = middle;
    }
    return this.#segments[Math.max(0, low - 1)];
  }
}

/** The weight of each sample at a share of the step. */
function fillLagrange(theta: number, factors: Float64Array): void {
  for (let j = 0; j < shares.length; j++) {
    let product = weights[j]!;
    for (let other = 0; other < shares.length; other++) if (other !== j) product *= theta - shares[other]!;
    factors[j] = product;
  }
}
