import type { Instant } from "../observation/observation.ts";
import type { CandidateName } from "./blend/candidate-names.ts";

export const forecastLevels = [0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975] as const;

/** How a twin's earlier forecasts fared against what then happened. */
export interface CalibrationRecord {
  readonly horizonMinutes: number;
  /** Forecasts scored. */
  readonly count: number;
  readonly covered50: number;
  readonly covered80: number;
  readonly covered95: number;
  /** Root mean squared error of the median, and of "nothing changes", in the output's unit. */
  readonly rmse: number;
  readonly persistenceRmse: number;
  readonly meanCrps: number;
}

export interface ForecastPoint {
  readonly at: Instant;
  /** Quantiles at `forecastLevels`: 2.5, 10, 25, 50, 75, 90, 97.5 %. */
  readonly quantiles: readonly number[];
}

/** The one forecast: what is drawn is what alarms, what the plan optimises and what is sent on. */
export interface Forecast {
  readonly id: string;
  readonly subject: string;
  /** Digest of the twin snapshot that made it. */
  readonly twin: string;
  readonly output: string;
  readonly unit: string;
  readonly madeAt: Instant;
  readonly points: readonly ForecastPoint[];
  /** Chance that the output crosses a limit within the horizon, and when the median crossing is. */
  readonly risks: readonly { readonly name: string; readonly chance: number; readonly at: Instant | null }[];
  readonly record: readonly CalibrationRecord[];
  /**
   * By which share of the truth the sensor reads wrong, where that is told: points and risks are then of glucose as blood
   * shows it. Scores are kept in the sensor's own scale. Absent where nothing was corrected.
   */
  readonly sensorBias?: { readonly median: number; readonly low80: number; readonly high80: number };
  /** How much of a say each candidate has in it, by past scores: the members of the twin, what was learned of their errors, the person's own pattern, "nothing changes". Absent in those stored before there were any. */
  readonly shares?: readonly {
    readonly horizonMinutes: number;
    readonly shares: Readonly<Record<CandidateName, number>>;
  }[];
}
