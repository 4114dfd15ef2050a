import type { FaultKind } from "./inject.ts";

/** A reading as a simple rule sees it. */
export interface Seen {
  readonly at: number;
  readonly value: number;
  readonly night: boolean;
}

/**
 * Simple rules beside the twin's: a score for each reading, higher where it is more likely wrong. Compression: the fastest fall
 * of the last half hour at night, until readings rise again: a rule by the rate of change, of the kind that Baysal et al. 2014
 * (doi:10.1177/1932296814553267) start from; theirs has more conditions. Wild: distance from the median of the last five
 * readings (Hampel). Stuck: how often the value came in a row.
 */
export const simpleRules: Readonly<Record<FaultKind, (series: readonly Seen[]) => readonly number[]>> = {
  "compression low": (series) => {
    let falling = { rate: 0, at: 0 };
    return series.map(({ at, value, night }, i) => {
      const rate = i === 0 ? 0 : (value - series[i - 1]!.value) / ((at - series[i - 1]!.at) / 60_000);
      if (rate >= 1 || at - falling.at > 1_800_000) falling = { rate: 0, at };
      if (-rate > falling.rate) falling = { rate: -rate, at };
      return night ? falling.rate : 0;
    });
  },
  "wild reading": (series) =>
    series.map(({ value }, i) => {
      const before = series
        .slice(Math.max(0, i - 5), i)
        .map((one) => one.value)
        .sort((a, b) => a - b);
      return before.length === 0 ? 0 : Math.abs(value - before[before.length >> 1]!);
    }),
  "stuck sensor": (series) => {
    let repeats = 0;
    return series.map(({ value }, i) => {
      repeats = i > 0 && series[i - 1]!.value === value ? repeats + 1 : 1;
      return repeats;
    });
  },
};
