/** Settings of the bolus calculator that people on pumps and pens use. */
export interface BolusSettings {
  /** g/U. */
  readonly carbRatio: number;
  /** mg/dL per U. */
  readonly correctionFactor: number;
  /** A correction is added above this, down to `target`, mg/dL. */
  readonly correctAbove: number;
  readonly target: number;
  /** Hours until a bolus no longer counts. */
  readonly insulinHours: number;
}

export interface PastBolus {
  readonly minutesAgo: number;
  readonly units: number;
}

export interface BolusQuestion {
  /** g, as counted. */
  readonly carbs: number;
  /** mg/dL; null where no reading is at hand. */
  readonly glucose: number | null;
  readonly past: readonly PastBolus[];
}

/** Insulin still at work, U: each bolus fades along a straight line. */
export function insulinOnBoard(past: readonly PastBolus[], hours: number): number {
  return past.reduce(
    (sum, { minutesAgo, units }) => sum + units * Math.max(0, 1 - minutesAgo / (60 * hours)),
    0,
  );
}

/**
 * The basal-bolus rule (the controller that simglucose compares with): carbohydrate over ratio, plus the excess over the
 * target over the correction factor less the insulin on board. U, never negative.
 */
export function bolusAdvice(settings: BolusSettings, { carbs, glucose, past }: BolusQuestion): number {
  const meal = carbs / settings.carbRatio;
  if (glucose === null || glucose <= settings.correctAbove) return meal;
  const excess = (glucose - settings.target) / settings.correctionFactor;
  return meal + Math.max(0, excess - insulinOnBoard(past, settings.insulinHours));
}
