import type { Twin } from "../twin/twin.ts";
import type { CalibrationRecord } from "./forecast.ts";

/** How the twin's forecasts fared so far, one row a scoring horizon that has any. */
export function calibrationRecord({
  design,
  tracking,
}: Pick<Twin, "design" | "tracking">): CalibrationRecord[] {
  return tracking.scores.flatMap((score, i) => {
    const { count } = score;
    if (count === 0) return [];
    return {
      horizonMinutes: design.scoring.horizons[i]!,
      count,
      covered50: score.inside50 / count,
      covered80: score.inside80 / count,
      covered95: score.inside95 / count,
      rmse: Math.sqrt(score.squares / count),
      persistenceRmse: Math.sqrt(score.persistenceSquares / count),
      meanCrps: score.crps / count,
    };
  });
}
