import type { CgmSeries } from "../backtest/cgm-series.ts";

/**
 * The readings of a series whose time of day (its own clock, hours from midnight) lies from `from` to before `to`, over
 * midnight where `from` is the later: a night, or the waking day.
 */
export function betweenHours(series: CgmSeries, from: number, to: number): CgmSeries {
  const { subject, times, glucose } = series;
  const inside = (_: number, i: number) => {
    const at = new Date(times[i]!);
    const hour = at.getUTCHours() + at.getUTCMinutes() / 60;
    return from < to ? hour >= from && hour < to : hour >= from || hour < to;
  };
  return { subject, times: times.filter(inside), glucose: glucose.filter(inside) };
}
