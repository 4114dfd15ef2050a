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
import { coefficientsOf, emptyLine, type Line, type LinePrior, valueOn, withRow } from "./line.ts";
import {
  type Circumstances,
  circumstanceCount,
  circumstancesAt,
  type RecentReading,
  weightOf,
  withReading,
} from "./recent.ts";

/** What a twin knows of those who have a say in its forecasts: part of the fold. One of each a scoring horizon. */
export interface Candidates {
  readonly recent: readonly RecentReading[];
  /** Mean of the readings; older ones fade. */
  readonly usual: { readonly count: number; readonly sum: number };
  readonly patterns: readonly Line[];
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

/** Before anything is known a pattern says that nothing changes. */
const noPattern: LinePrior = {
  coefficients: new Array<number>(circumstanceCount).fill(0),
  information: diagonal(circumstanceCount),
  rows: 20,
};

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
    patterns: horizons.map(() => emptyLine(circumstanceCount)),
    residuals: horizons.map(() => emptyLine(residualCount)),
    records: horizons.map(() => noCandidateRecord),
  };
}

/** A reading came: the patterns learn what followed on earlier ones. */
export function learnReading(
  candidates: Candidates,
  { horizons }: Scoring,
  at: Instant,
  value: number,
): Candidates {
  const recent = withReading(candidates.recent, { at, value }, Math.max(...horizons));
  const patterns = candidates.patterns.map((line, h) => {
    const then = at - horizons[h]! * minute;
    const last = recent.findLast((one) => one.at <= then);
    const x = circumstancesAt(recent, usualOf(candidates), then);
    return last && x ? withRow(line, x, value - last.value, weightOf(x), keepPattern) : line;
  });
  const { count, sum } = candidates.usual;
  const usual = { count: keepUsual * count + 1, sum: keepUsual * sum + value };
  return { ...candidates, recent, patterns, usual };
}

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

const usualOf = ({ usual }: Candidates): number => (usual.count > 0 ? usual.sum / usual.count : 0);

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
  const x = circumstancesAt(candidates.recent, usualOf(candidates), madeAt);
  if (x === null)
    return { quantiles: candidates.records[horizon]!.crps.map(() => raw), residualOn: null, model };
  const last = candidates.recent.findLast(({ at }) => at <= madeAt)!.value;
  const residualOn = residualInputs(x, model - last);
  const prior = scoring.patterns?.[horizon] ?? noPattern;
  const pattern = valueOn(coefficientsOf(candidates.patterns[horizon]!, prior), x);
  const residual = valueOn(coefficientsOf(candidates.residuals[horizon]!, noResidual), residualOn);
  const medians = [model, model + residual, last + pattern, last];
  return {
    quantiles: quantilesSaid(raw, medians, widthsOf(candidates.records[horizon]!)),
    residualOn,
    model,
  };
}

function residualInputs(x: Circumstances, modelChange: number): readonly number[] {
  return [1, modelChange / 50, x[1]! + x[2]! + x[3]!, x.at(-1)!];
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
