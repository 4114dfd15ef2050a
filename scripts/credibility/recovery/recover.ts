import {
  clarkeZone,
  errorGridShares,
  meanAbsoluteRelativeDifference,
  quantilesOf,
} from "@homeostat/engine/infer";
import { type Course, changes, levels, nextDay, replayedCourse } from "./courses.ts";
import { type FittedPerson, fitPerson } from "./fit-person.ts";
import type { Mismatches } from "./mismatch.ts";
import {
  fittedQuantities,
  type Quantities,
  type Quantity,
  quantityNames,
  trueQuantities,
} from "./quantities.ts";

interface Band {
  readonly low: number;
  readonly median: number;
  readonly high: number;
}

/** How one quantity of one person was found: with the mismatch of the models taken in, and without. */
interface Found {
  readonly truth: number;
  readonly band: Band;
  readonly bare: Band;
}

/** How a course of glucose was told. */
export interface CourseScore {
  /** Mean absolute relative difference of the median from what the sensor would read, and from true glucose. */
  readonly mard: number;
  readonly mardOfTruth: number;
  /** Share of readings in zones A and B of Clarke's grid. */
  readonly clarkeAB: number;
  /** Share of readings in the 90 % band. */
  readonly covered: number;
}

export interface Recovered {
  readonly quantities: Readonly<Record<Quantity, Found>>;
  /** One for each of `changes`. */
  readonly replays: readonly CourseScore[];
  readonly nextDay: CourseScore;
  readonly effectiveSize: number;
}

/** Fits one virtual person's days, and holds what was learned against what is true. */
export function recover(seed: number, member: number, count: number, mismatches: Mismatches): Recovered {
  const fitted = fitPerson(seed, member, count);
  const { answer, stretch } = mismatches;
  return {
    quantities: quantitiesOf(fitted, mismatches),
    replays: changes.map((change) => scored(replayedCourse(fitted, change, answer), stretch.replay)),
    nextDay: scored(nextDay(fitted), stretch.nextDay),
    effectiveSize: fitted.effectiveSize,
  };
}

function quantitiesOf(
  { person, fit, values }: FittedPerson,
  { quantities }: Mismatches,
): Recovered["quantities"] {
  const found = fittedQuantities(fit.fixed, values);
  const truth = trueQuantities(person);
  const of = (name: Quantity): Found => {
    const { bias, sd } = quantities[name];
    const chance = fit.normals(found.length);
    const mended = found.map((own, d) => own[name] * Math.exp(bias + sd * chance[d]!));
    return {
      truth: truth[name],
      band: bandOf(mended),
      bare: bandOf(found.map((own: Quantities) => own[name])),
    };
  };
  return Object.fromEntries(quantityNames.map((name) => [name, of(name)])) as Recovered["quantities"];
}

function bandOf(values: readonly number[]): Band {
  const weights = new Float64Array(values.length).fill(1 / values.length);
  const [low, median, high] = quantilesOf(Float64Array.from(values), weights, levels);
  return { low: low!, median: median!, high: high! };
}

function scored({ quantiles: [low, middle, high], read, truth }: Course, stretch: number): CourseScore {
  const { A, B } = errorGridShares(clarkeZone, read, middle!);
  const inside = read.reduce((count, value, i) => {
    const edge = value < middle![i]! ? middle![i]! - low![i]! : high![i]! - middle![i]!;
    return count + Number(Math.abs(value - middle![i]!) <= stretch * Math.max(edge, 1));
  }, 0);
  return {
    mard: meanAbsoluteRelativeDifference(middle!, read),
    mardOfTruth: meanAbsoluteRelativeDifference(middle!, truth),
    clarkeAB: A + B,
    covered: inside / read.length,
  };
}
