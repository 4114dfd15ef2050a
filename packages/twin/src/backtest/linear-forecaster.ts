import { normalQuantile } from "@homeostat/engine";
import {
  informationPerRow,
  NormalEquations,
  partiallyPooled,
  predict,
  ridge,
  SpreadRegression,
} from "@homeostat/engine/infer";
import { forecastLevels } from "../forecast/forecast.ts";
import { calmness, robustness } from "../pattern/expert.ts";
import { circumstancesOf, type Feature, inputsOf } from "../pattern/features.ts";
import type { Episode, ForecastContext } from "./context.ts";
import { type Forecaster, levelCount, type QuantilePath } from "./forecaster.ts";
import { RefitSchedule } from "./refit-schedule.ts";

export interface LinearDesign {
  readonly name: string;
  readonly features: readonly Feature[];
  /** Ridge penalty, counted in rows; see `ridge`. */
  readonly ridgeRows: number;
  /** Rows weigh less the more restless glucose was before them: errors grow with it. */
  readonly calmFirst: boolean;
  /** Path error (mg/dL) from which rows far off what was expected weigh less; null for least squares. */
  readonly robustFrom: number | null;
  /** Give each person coefficients of their own, worth this many rows of everyone's; null for one set for all. */
  readonly ownRows: number | null;
}

const normalQuantiles = forecastLevels.map((level) => normalQuantile(level));

/**
 * Linear autoregression, one regression per step ahead ("direct"), of the change from now on features of the
 * context, with a spread that depends on circumstances. Learns from every episode it is fed, in one pass:
 * the robust weight of a row comes from the error of the coefficients held when it arrived.
 */
export class LinearForecaster implements Forecaster {
  readonly name: string;
  private readonly design: LinearDesign;
  private readonly steps: number;
  private readonly people = new Map<string, Person>();
  private readonly schedule = new RefitSchedule();
  private everyone: Everyone | null = null;

  constructor(design: LinearDesign, steps: number) {
    this.name = design.name;
    this.design = design;
    this.steps = steps;
  }

  learn({ context, truth }: Episode): void {
    const x = inputsOf(context, this.design.features);
    const around = circumstancesOf(context);
    const everyone = this.shared(x.length, around.length);
    const change = new Float64Array(this.steps);
    const errors = this.change(context, x);
    for (let k = 0; k < this.steps; k++) {
      change[k] = truth[k]! - context.lags[0]!;
      errors[k] = change[k]! - errors[k]!;
    }
    const weight = this.weight(context, errors);
    everyone.equations.add(x, change, weight);
    everyone.spread.add(around, errors);
    if (this.schedule.dueAfter(everyone.equations.rows)) {
      everyone.coefficients = ridge(everyone.equations, this.design.ridgeRows);
      everyone.information = informationPerRow(everyone.equations, this.design.ridgeRows);
      everyone.spread.refit();
    }
    if (this.design.ownRows !== null) this.learnPerson(context.subject, x, change, weight);
  }

  forecast(context: ForecastContext): QuantilePath {
    const middle = this.change(context, inputsOf(context, this.design.features));
    const spread = this.everyone?.spread.spread(circumstancesOf(context)) ?? null;
    const path = new Float64Array(this.steps * levelCount);
    for (let k = 0; k < this.steps; k++) {
      const sd = spread?.[k] ?? startingSpread(k);
      for (let q = 0; q < levelCount; q++) {
        path[k * levelCount + q] = context.lags[0]! + middle[k]! + sd * normalQuantiles[q]!;
      }
    }
    return path;
  }

  /** What was learnt of everyone so far: what a person's own pattern starts from; null before the first fit. */
  prior(): { readonly coefficients: Float64Array; readonly information: Float64Array } | null {
    const { coefficients = null, information = null } = this.everyone ?? {};
    return coefficients && information ? { coefficients, information } : null;
  }

  /** Expected change from now at each step. */
  private change({ subject }: ForecastContext, x: Float64Array): Float64Array {
    const coefficients = this.coefficientsOf(subject);
    const result = new Float64Array(this.steps);
    return coefficients === null ? result : predict(coefficients, x, result);
  }

  private coefficientsOf(subject: string): Float64Array | null {
    return this.people.get(subject)?.coefficients ?? this.everyone?.coefficients ?? null;
  }

  /** Refits a person's own coefficients here, and not when asked to forecast: asking must change nothing. */
  private learnPerson(subject: string, x: Float64Array, change: Float64Array, weight: number): void {
    const person = this.person(subject, x.length);
    person.equations.add(x, change, weight);
    const { coefficients, information } = this.everyone!;
    if (!person.schedule.dueAfter(person.equations.rows) || !coefficients || !information) return;
    person.coefficients = partiallyPooled(person.equations, coefficients, information, this.design.ownRows!);
  }

  private weight(context: ForecastContext, errors: Float64Array): number {
    const { calmFirst, robustFrom } = this.design;
    return (calmFirst ? calmness(context) : 1) * (robustFrom === null ? 1 : robustness(errors, robustFrom));
  }

  private shared(inputs: number, around: number): Everyone {
    this.everyone ??= {
      equations: new NormalEquations(inputs, this.steps),
      spread: new SpreadRegression(around, this.steps, 30),
      coefficients: null,
      information: null,
    };
    return this.everyone;
  }

  private person(subject: string, inputs: number): Person {
    const known = this.people.get(subject);
    if (known !== undefined) return known;
    const equations = new NormalEquations(inputs, this.steps);
    const person = { equations, schedule: new RefitSchedule(), coefficients: null };
    this.people.set(subject, person);
    return person;
  }
}

interface Everyone {
  readonly equations: NormalEquations;
  readonly spread: SpreadRegression;
  coefficients: Float64Array | null;
  information: Float64Array | null;
}

interface Person {
  readonly equations: NormalEquations;
  readonly schedule: RefitSchedule;
  coefficients: Float64Array | null;
}

/** Before anything was learnt: glucose wanders by some 4 mg/dL in 5 min, and by the root of the time. */
const startingSpread = (step: number) => 4 * Math.sqrt(step + 1);
