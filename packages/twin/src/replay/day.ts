import type { Model, Schedule, ScheduleItem } from "@homeostat/engine";
import type { Prior } from "@homeostat/engine/infer";

/** One or a few days of a person as a model is fitted to them. Times in minutes. */
export interface ReplayRecord {
  /** Of the readings, ascending. */
  readonly times: Float64Array;
  /** What the sensor read, mg/dL. */
  readonly readings: Float64Array;
  /** When the model begins, in balance: some hours before the first reading, so that earlier doses count. */
  readonly from: number;
  /** What was taken. */
  readonly taken: readonly TakenItem[];
}

export type TakenItem =
  | { readonly kind: "meal"; readonly at: number; readonly grams: number }
  | { readonly kind: "bolus"; readonly at: number; readonly units: number }
  /** U/h from now on. */
  | { readonly kind: "basal"; readonly at: number; readonly rate: number };

/** A model to be fitted to a person's own days, and replayed: given by whoever asks. */
export interface ReplayModel {
  readonly model: Model;
  /** What the sensor reads. */
  readonly output: string;
  readonly priors: Readonly<Record<string, Prior>>;
  /** Whether values of the fitted parameters make sense together. */
  readonly allows: (values: Readonly<Record<string, number>>) => boolean;
  /** Range of the delay of meals, and the fixed delay of insulin, min. */
  readonly mealDelay: { readonly low: number; readonly high: number };
  readonly insulinDelay: number;
}

/** What a sensor may get wrong for days, and how models fail: priors of a fit beside those of the model. */
export interface FitErrors {
  /** reading = gain·glucose + offset + …: mean and standard deviation. */
  readonly gain: readonly [number, number];
  /** mg/dL */
  readonly offset: readonly [number, number];
  /** The size of the error with a memory: median (mg/dL) and standard deviation of its logarithm. */
  readonly size: readonly [number, number];
  readonly correlationMinutes: number;
  readonly fresh: number;
  /**
   * Share of the evidence that is believed, 0 to 1: less than all where the model is known to be simpler than the body
   * (a generalised posterior; Syring & Martin 2019, doi:10.1093/biomet/asy054).
   */
  readonly believed: number;
}

/** What was taken as the model's schedule, with its delays. */
export function scheduleOfDay(
  taken: readonly TakenItem[],
  mealDelay: number,
  insulinDelay: number,
): Schedule {
  const scheduled = (item: TakenItem): ScheduleItem => {
    if (item.kind === "meal")
      return { kind: "dose", dose: "meal", at: item.at + mealDelay, amount: item.grams };
    const at = item.at + insulinDelay;
    return item.kind === "bolus"
      ? { kind: "dose", dose: "bolus", at, amount: item.units }
      : { kind: "set", input: "insulin", at, value: item.rate / 60 };
  };
  return taken.map(scheduled);
}
