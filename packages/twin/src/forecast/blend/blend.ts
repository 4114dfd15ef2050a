import type { Instant } from "../../observation/observation.ts";
import type { Scoring } from "../../twin/design.ts";
import {
  type CandidateRecord,
  noCandidateRecord,
  quantilesSaid,
  weightsOf,
  widthsOf,
  withTruth,
} from "./candidates.ts";
import { patternInputs, patternPlaces, usualBorrowed } from "../../pattern/expert.ts";
import { coefficientsOf, emptyLine, type Line, type LinePrior, valueOn, withRow } from "./line.ts";
import { changesOn, newPattern, noPattern, type Pattern, type PatternPrior, withEpisode } from "./pattern.ts";
import { momentAt, type RecentReading, valueAt, withReading } from "./recent.ts";

/** What a twin knows of those who have a say in its forecasts: part of the fold. One of each a scoring horizon. */
export interface Candidates {
  readonly recent: readonly RecentReading[];
  /** Mean of the readings; older ones fade. */
  readonly usual: { readonly count: number; readonly sum: number };
  readonly pattern: Pattern;
  readonly residuals: readonly Line[];
  readonly records: readonly CandidateRecord[];
}

/** What was said at one horizon, and what the residual's line stood on. */
export interface Said {
  readonly quantiles: readonly (readonly number[])[];
  /** Null where readings were missing: then the model alone had a say. */
  readonly residualOn: readonly number[] | null;
  /** The model's own median. */
  readonly model: number;
}

/** A pattern is forgotten by half over ten days of readings, a residual's line over two weeks of scored forecasts. */
const keepPattern = 0.5 ** (1 / 2880);
const keepResidual = 0.5 ** (1 / 672);
const keepUsual = 0.5 ** (1 / 864);
const minute = 60_000;
const residualCount = 4;

const noResidual: LinePrior = {
  coefficients: new Array<number>(residualCount).fill(0),
  information: diagonal(residualCount),
  rows: 50,
};

function diagonal(n: number): readonly number[] {
  return Array.from({ length: n * n }, (_, i) => (i % (n + 1) === 0 ? 1 : 0));
}

export function newCandidates(horizons: readonly number[]): Candidates {
  return {
    recent: [],
    usual: { count: 0, sum: 0 },
    pattern: newPattern(horizons.length),
    residuals: horizons.map(() => emptyLine(residualCount)),
    records: horizons.map(() => noCandidateRecord),
  };
}

/** A reading came: the pattern learns what followed on earlier ones. */
export function learnReading(
  candidates: Candidates,
  scoring: Scoring,
  at: Instant,
  value: number,
): Candidates {
  const longest = Math.max(...scoring.horizons) * minute;
  const before = candidates.recent.at(-1)?.at ?? Number.NEGATIVE_INFINITY;
  const { count, sum } = candidates.usual;
  const usual = { count: keepUsual * count + 1, sum: keepUsual * sum + value };
  const reading = { at, value, usual: usualOf(usual, priorOf(scoring).usual) };
  const recent = withReading(candidates.recent, reading, longest / minute);
  const due = recent.filter((one) => one.at + longest <= at && one.at + longest > before);
  const pattern = due.reduce((known, one) => withFollowed(known, scoring, recent, one), candidates.pattern);
  return { ...candidates, recent, pattern, usual };
}

/** The pattern with what followed on one reading, where that is known at every horizon. */
function withFollowed(
  pattern: Pattern,
  scoring: Scoring,
  recent: readonly RecentReading[],
  { at, value }: RecentReading,
): Pattern {
  const moment = momentAt(recent, at);
  const after = scoring.horizons.map((minutes) => valueAt(recent, at + minutes * minute));
  if (moment === null || !after.every((one) => one !== null)) return pattern;
  const changes = after.map((one) => one - value);
  return withEpisode(pattern, priorOf(scoring), moment, changes, keepPattern);
}

const priorOf = ({ pattern, horizons }: Scoring): PatternPrior => pattern ?? noPattern(horizons.length);

/** What became of something said: the record and the residual's line learn. */
export function learnTruth(candidates: Candidates, horizon: number, said: Said, truth: number): Candidates {
  const records = candidates.records.map((record, h) =>
    h === horizon && said.residualOn ? withTruth(record, said.quantiles, truth) : record,
  );
  const residuals = candidates.residuals.map((line, h) =>
    h === horizon && said.residualOn
      ? withRow(line, said.residualOn, truth - said.model, 1, keepResidual)
      : line,
  );
  return { ...candidates, records, residuals };
}

const usualOf = ({ count, sum }: Candidates["usual"], everyone: number): number =>
  (sum + usualBorrowed * everyone) / (count + usualBorrowed);

/**
 * What each candidate says at one horizon.
 * @param raw the model's own quantiles there
 */
export function sayAt(
  candidates: Candidates,
  scoring: Scoring,
  horizon: number,
  madeAt: Instant,
  raw: readonly number[],
): Said {
  const model = raw[raw.length >> 1]!;
  const moment = momentAt(candidates.recent, madeAt);
  if (moment === null)
    return { quantiles: candidates.records[horizon]!.crps.map(() => raw), residualOn: null, model };
  const x = patternInputs(moment);
  const last = moment.lags[0]!;
  const residualOn = residualInputs(x, model - last);
  const pattern = changesOn(candidates.pattern, priorOf(scoring), x)[horizon]!;
  const residual = valueOn(coefficientsOf(candidates.residuals[horizon]!, noResidual), residualOn);
  const medians = [model, model + residual, last + pattern, last];
  return {
    quantiles: quantilesSaid(raw, medians, widthsOf(candidates.records[horizon]!)),
    residualOn,
    model,
  };
}

function residualInputs(x: Float64Array, modelChange: number): readonly number[] {
  const newest = patternPlaces.newest.reduce((sum, place) => sum + x[place]!, 0);
  return [1, modelChange / 50, newest, x[patternPlaces.level]!];
}

/** One set of quantiles out of several: averaged at each level with the candidates' weights. */
export function blended({ quantiles }: Said, record: CandidateRecord): readonly number[] {
  const weights = weightsOf(record);
  return quantiles[0]!.map((_, q) => quantiles.reduce((sum, own, c) => sum + weights[c]! * own[q]!, 0));
}

/** What was said, with the effect of what was taken just now: no candidate but the model can know of it. */
export function withEffect(said: Said, effect: number): Said {
  if (effect === 0) return said;
  const quantiles = said.quantiles.map((own) => own.map((value) => value + effect));
  return { ...said, quantiles, model: said.model + effect };
}
