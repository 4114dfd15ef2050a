import type { Candidates } from "./blend/blend.ts";
import type { Tracking } from "./tracking.ts";

const day = 86_400_000;
/** A day without a reading changes nothing: sensors are changed, people forget them at home. */
const unchanged = day;
const halvedAfter = 30 * day;

/**
 * What was learned of a person's forecasts, after nothing was heard of them for some time (ms): bands return to the model's
 * own and habits to everyone's, for whoever comes back after a year may have become another. What was scored stays scored.
 */
export function afterSilence(tracking: Tracking, silence: number): Tracking {
  const keep = 0.5 ** (Math.max(0, silence - unchanged) / halvedAfter);
  if (keep === 1) return tracking;
  return {
    ...tracking,
    scales: tracking.scales.map((scale) => scale.map((factor) => factor ** keep)),
    sizes: tracking.sizes.map(({ count, sum }) => ({ count: keep * count, sum: keep * sum })),
    candidates: faded(tracking.candidates, keep),
  };
}

function faded(candidates: Candidates, keep: number): Candidates {
  const less = (sums: readonly number[]) => sums.map((sum) => keep * sum);
  const { usual, pattern, residuals, records } = candidates;
  return {
    ...candidates,
    usual: { count: keep * usual.count, sum: keep * usual.sum },
    pattern: { gram: less(pattern.gram), cross: less(pattern.cross) },
    residuals: residuals.map(({ gram, cross }) => ({ gram: less(gram), cross: less(cross) })),
    records: records.map(({ count, crps, squares }) => ({
      count: keep * count,
      crps: less(crps),
      squares: less(squares),
    })),
  };
}
