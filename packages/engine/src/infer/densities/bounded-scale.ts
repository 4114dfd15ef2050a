/** A one-to-one map from the real line to the values that a bounded parameter can take. */
export interface BoundedScale {
  toLine(value: number): number;
  fromLine(u: number): number;
  /** d value / du. */
  slope(u: number): number;
  /** ln |d value / du|, and its derivative. */
  logSlope(u: number): number;
  logSlopeBy(u: number): number;
}

const line: BoundedScale = {
  toLine: (value) => value,
  fromLine: (u) => u,
  slope: () => 1,
  logSlope: () => 0,
  logSlopeBy: () => 0,
};

/** Beyond one bound, in a direction of 1 or −1: by the logarithm of the distance. */
const beyond = (bound: number, direction: number): BoundedScale => ({
  toLine: (value) => Math.log(direction * (value - bound)),
  fromLine: (u) => bound + direction * Math.exp(u),
  slope: (u) => direction * Math.exp(u),
  logSlope: (u) => u,
  logSlopeBy: () => 1,
});

/** Between two bounds: by the logit of the share of the way. */
function between(low: number, high: number): BoundedScale {
  const share = (u: number) => 1 / (1 + Math.exp(-u));
  return {
    toLine: (value) => Math.log((value - low) / (high - value)),
    fromLine: (u) => low + (high - low) * share(u),
    slope: (u) => (high - low) * share(u) * share(-u),
    logSlope: (u) => Math.log(high - low) - Math.abs(u) - 2 * Math.log1p(Math.exp(-Math.abs(u))),
    logSlopeBy: (u) => share(-u) - share(u),
  };
}

/** The scale of a parameter with the bounds that are given. */
export function boundedScale(above?: number, below?: number): BoundedScale {
  if (above === undefined) return below === undefined ? line : beyond(below, -1);
  return below === undefined ? beyond(above, 1) : between(above, below);
}
