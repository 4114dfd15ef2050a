/** What conditions were at a time: comparisons, triggers, left minus right of each comparison, and stairs. */
export interface Probe {
  readonly t: number;
  readonly values: Float64Array;
}

export interface Turning {
  readonly comparisons: number;
  readonly triggers: number;
  readonly stairs: number;
  probe(t: number): Probe;
}

/** Whether a comparison, a trigger or a step differs. */
export function patternDiffers(
  { comparisons, triggers, stairs }: Turning,
  one: Probe,
  other: Probe,
): boolean {
  const [a, b] = [one.values, other.values];
  for (let i = 0; i < comparisons + triggers; i++) if (a[i] !== b[i]) return true;
  const first = 2 * comparisons + triggers;
  for (let i = first; i < first + stairs; i++) if (a[i] !== b[i]) return true;
  return false;
}

/**
 * The first floating-point time in (low, high] at which the pattern is another one than at `low`: where a straight line
 * says that a comparison turns, a narrow bracket around it is tried; bisection does the rest.
 */
export function turn(turning: Turning, low: Probe, high: Probe): Probe {
  let a = low;
  let b = high;
  const narrow = (t: number) => {
    if (!(t > a.t && t < b.t)) return false;
    const middle = turning.probe(t);
    if (patternDiffers(turning, a, middle)) b = middle;
    else a = middle;
    return true;
  };
  for (;;) {
    const width = b.t - a.t;
    const guess = firstCrossing(turning, a, b);
    const margin = 4 * Number.EPSILON * Math.max(Math.abs(a.t), Math.abs(b.t));
    narrow(guess - margin);
    narrow(guess + margin);
    if (b.t - a.t > width / 2 && !narrow(a.t + (b.t - a.t) / 2)) return b;
  }
}

/** Where the first of the comparisons that differ has equal sides, were they straight lines; NaN where none tells. */
function firstCrossing({ comparisons, triggers }: Turning, a: Probe, b: Probe): number {
  let first = Number.POSITIVE_INFINITY;
  for (let i = 0; i < comparisons; i++) {
    if (a.values[i] === b.values[i]) continue;
    const before = a.values[comparisons + triggers + i]!;
    const after = b.values[comparisons + triggers + i]!;
    const crossing = a.t + (before / (before - after)) * (b.t - a.t);
    if (crossing < first) first = crossing;
  }
  return first;
}
