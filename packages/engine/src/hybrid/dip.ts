import { type Probe, patternDiffers, type Turning } from "./turn.ts";

type Three = readonly [Probe, Probe, Probe];

const tries = 6;
/** A parabola whose vertex leaves more than this of the least of three differences does not reach 0 nearby. */
const near = 0.3;

/**
 * Of three looks in a row that show the same: a time between them at which they would not, where a difference comes down to 0
 * and goes up again. It is sought where parabolas have their vertex (Brent 1973, Algorithms for Minimization without Derivatives).
 */
export function dipBetween(turning: Turning, looks: Three): Probe | undefined {
  const first = turning.comparisons + turning.triggers;
  for (let i = first; i < first + turning.comparisons; i++) {
    const found = dipOf(turning, looks, i);
    if (found !== undefined) return found;
  }
  return undefined;
}

function dipOf(turning: Turning, looks: Three, i: number): Probe | undefined {
  let three = looks;
  for (let count = 0; count < tries; count++) {
    const t = vertexNearZero(three, i);
    if (t === undefined) return undefined;
    const probe = turning.probe(t);
    if (patternDiffers(turning, looks[0], probe)) return probe;
    three = closer(three, probe, i);
  }
  return undefined;
}

/** The time of the vertex, where it lies within, points towards 0 and comes near it. */
function vertexNearZero([a, b, c]: Three, i: number): number | undefined {
  const [p, q, r] = [a.values[i]!, b.values[i]!, c.values[i]!];
  if (!(p * q > 0 && q * r > 0)) return undefined;
  const [rise, fall] = [(q - p) / (b.t - a.t), (r - q) / (c.t - b.t)];
  const bend = (fall - rise) / (c.t - a.t);
  if (!(bend * q > 0)) return undefined;
  const t = (a.t + b.t) / 2 - rise / (2 * bend);
  const isWithin = t > a.t && t < c.t && t !== b.t;
  const value = p + (t - a.t) * (rise + bend * (t - b.t));
  const least = Math.min(Math.abs(p), Math.abs(q), Math.abs(r));
  return isWithin && value * Math.sign(q) < near * least ? t : undefined;
}

/** The least so far in the middle, with its neighbours. */
function closer([a, b, c]: Three, probe: Probe, i: number): Three {
  const isLess = Math.abs(probe.values[i]!) < Math.abs(b.values[i]!);
  if (probe.t < b.t) return isLess ? [a, probe, b] : [probe, b, c];
  return isLess ? [b, probe, c] : [a, b, probe];
}
