/** What happened within one accepted step: states at equal shares of it, inputs at both ends (between them a line). */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly states: readonly Float64Array[];
  readonly inputs: readonly [Float64Array, Float64Array];
}

/** The course of a member so far, for its delays: states and inputs at its start, then step by step. */
export interface Past {
  readonly states: Float64Array;
  readonly inputs: Float64Array;
  readonly stretches: Stretch[];
}

/** Keeps an accepted step, and now and then forgets what is further back than `reach`. Steps come in order. */
export function remember({ stretches }: Past, stretch: Stretch, reach: number): void {
  stretches.push(stretch);
  if (stretches.length % 1024 !== 0) return;
  const first = stretches.findIndex((one) => one.to >= stretch.to - reach);
  stretches.splice(0, first);
}

/** Writes states and inputs as they were at a time since the start; the newest known for a time after it. */
export function lookUp(past: Past, t: number, states: Float64Array, inputs: Float64Array): void {
  const stretch = stretchAt(past.stretches, t);
  if (stretch === undefined) {
    states.set(past.states);
    inputs.set(past.inputs);
    return;
  }
  const { from, to } = stretch;
  const share = to > from ? Math.min(1, Math.max(0, (t - from) / (to - from))) : 1;
  interpolate(stretch.states, share, states);
  const [before, after] = stretch.inputs;
  for (let i = 0; i < inputs.length; i++) inputs[i] = before[i]! + share * (after[i]! - before[i]!);
}

/** The last one that begins at or before `t`. */
function stretchAt(stretches: readonly Stretch[], t: number): Stretch | undefined {
  let low = 0;
  let high = stretches.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (stretches[middle]!.from <= t) low = middle + 1;
    else high = middle;
  }
  return stretches[Math.max(0, low - 1)];
}

/** The polynomial through values at equal shares of a stretch: exact for a dense output of that degree. */
function interpolate(samples: readonly Float64Array[], share: number, out: Float64Array): void {
  const last = samples.length - 1;
  const { weights, factors } = basis(samples.length);
  for (let j = 0; j <= last; j++) {
    let product = weights[j]!;
    for (let other = 0; other <= last; other++) if (other !== j) product *= share - other / last;
    factors[j] = product;
  }
  for (let i = 0; i < out.length; i++) {
    let sum = 0;
    for (let j = 0; j <= last; j++) sum += factors[j]! * samples[j]![i]!;
    out[i] = sum;
  }
}

interface Basis {
  readonly weights: Float64Array;
  /** Scratch. */
  readonly factors: Float64Array;
}

const bases = new Map<number, Basis>();

/** Of Lagrange's polynomials over so many equal shares: what stands before the product. */
function basis(count: number): Basis {
  const known = bases.get(count);
  if (known !== undefined) return known;
  const shares = Float64Array.from({ length: count }, (_, j) => j / (count - 1));
  const weights = shares.map((own) =>
    shares.reduce((product, other) => (other === own ? product : product / (own - other)), 1),
  );
  const made = { weights, factors: new Float64Array(count) };
  bases.set(count, made);
  return made;
}
