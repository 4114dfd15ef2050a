/**
 * A correlation matrix from few rows: the sample correlation drawn towards independence by the weight of Ledoit and Wolf (J Multivar
 * Anal 2004;88:365, lemma 3.4), which needs no tuning and makes the matrix positive definite even with fewer rows than
 * columns. Columns are standardised first, so that each keeps its own published spread.
 */
export interface ShrunkCorrelation {
  readonly means: readonly number[];
  readonly sds: readonly number[];
  readonly correlation: readonly (readonly number[])[];
  /** 0: as sampled; 1: independent. */
  readonly shrinkage: number;
}

type Rows = readonly (readonly number[])[];

/** @param rows n × p, n ≥ 3 (two rows are always perfectly correlated); a column that never varies is allowed (its sd is 0) */
export function shrunkCorrelation(rows: Rows): ShrunkCorrelation {
  const size = rows[0]?.length ?? 0;
  const columns = Array.from({ length: size }, (_, column) => rows.map((row) => row[column]!));
  const means = columns.map(mean);
  const sds = columns.map((values, column) => sampleSd(values, means[column]!));
  const scaled = rows.map((row) => row.map((value, i) => (sds[i]! > 0 ? (value - means[i]!) / sds[i]! : 0)));
  const sample = secondMoments(scaled);
  const shrinkage = ledoitWolfWeight(scaled, sample);
  const correlation = sample.map((row, i) =>
    row.map((value, j) =>
      i === j ? 1 : (1 - shrinkage) * (value / Math.sqrt(sample[i]![i]! * sample[j]![j]! || 1)),
    ),
  );
  return { means, sds, correlation, shrinkage };
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

function sampleSd(values: readonly number[], average: number): number {
  return Math.sqrt(values.reduce((sum, value) => sum + (value - average) ** 2, 0) / (values.length - 1));
}

function secondMoments(rows: Rows): number[][] {
  const size = rows[0]?.length ?? 0;
  return Array.from({ length: size }, (_, i) =>
    Array.from({ length: size }, (_, j) => mean(rows.map((row) => row[i]! * row[j]!))),
  );
}

/** The share of the distance to a multiple of the identity that sampling noise explains. */
function ledoitWolfWeight(rows: Rows, sample: Rows): number {
  const size = sample.length;
  const scale = mean(sample.map((row, i) => row[i]!));
  const distance = sumOf(size, (i, j) => (sample[i]![j]! - (i === j ? scale : 0)) ** 2);
  const noise = rows.map((row) => sumOf(size, (i, j) => (row[i]! * row[j]! - sample[i]![j]!) ** 2));
  return distance > 0 ? Math.min(1, mean(noise) / rows.length / distance) : 1;
}

function sumOf(size: number, entry: (i: number, j: number) => number): number {
  let sum = 0;
  for (let i = 0; i < size; i++) for (let j = 0; j < size; j++) sum += entry(i, j);
  return sum;
}
