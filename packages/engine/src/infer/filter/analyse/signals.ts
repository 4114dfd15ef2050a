import { orthogonalise } from "../linear/orthogonalise.ts";
import { triangularise } from "../linear/triangularise.ts";
import { lengthOf, product, squaredLength } from "../linear/vectors.ts";
import type { Whitened } from "../observe/whiten.ts";

/**
 * An observation seen along its principal directions: whitened anomalies Y with √metric·Y = V·diag(strengths)·Uᵀ. Along
 * each direction the forecast has the standard deviation `strength` in units of the observation's error, independently
 * of the others, so that every Kalman update is one of scalars.
 */
export interface Signals {
  readonly count: number;
  readonly strengths: Float64Array;
  /** Uᵀ·(observed − mean forecast). */
  readonly residuals: Float64Array;
  /** Forecast of each point along each direction, of unit variance: `basis[point * count + k]`. */
  readonly basis: Float64Array;
  /** ln p(observation). */
  readonly logEvidence: number;
}

/** Directions weaker than this against the strongest are rounding errors. */
const negligible = 1e-12;

export function signalsOf(whitened: Whitened, metric: Float64Array): Signals {
  const { count, anomalies } = whitened;
  const seen = count <= metric.length ? fromColumns(whitened, metric) : fromRows(whitened, metric);
  const strongest = seen.strengths.reduce((most, s) => Math.max(most, s), 0);
  const kept = [...seen.strengths.keys()].filter((k) => seen.strengths[k]! > negligible * strongest);
  const strengths = Float64Array.from(kept, (k) => seen.strengths[k]!);
  const residuals = Float64Array.from(kept, (k) => seen.residuals[k]!);
  const basis = basisOf(anomalies, count, metric.length, kept, seen);
  return {
    count: kept.length,
    strengths,
    residuals,
    basis,
    logEvidence: evidenceOf(whitened, strengths, residuals),
  };
}

/** The signals of an ensemble whose deviations along them are `factor` times as large. */
export function strengthened(signals: Signals, factor: number, whitened: Whitened): Signals {
  const strengths = signals.strengths.map((strength) => factor * strength);
  return { ...signals, strengths, logEvidence: evidenceOf(whitened, strengths, signals.residuals) };
}

/** As few numbers as tell the ensemble the same: none along which its members do not differ. */
export function compressed(whitened: Whitened, metric: Float64Array): Whitened {
  const { count, strengths, residuals, basis } = signalsOf(whitened, metric);
  const lost =
    (whitened.count - count) * Math.log(2 * Math.PI) +
    squaredLength(whitened.residuals) -
    squaredLength(residuals);
  return {
    ...whitened,
    count,
    components: [...strengths.keys()],
    residuals,
    anomalies: basis.map((value, at) => value * strengths[at % count]!),
    logScale: whitened.logScale - 0.5 * lost,
  };
}

interface Seen {
  readonly strengths: Float64Array;
  readonly residuals: Float64Array;
  /** U, one column a direction. */
  readonly directions: readonly Float64Array[];
}

/**
 * As many directions as observed numbers: √metric·Y has the singular values and the U of the transpose of its
 * triangular factor, which is no longer than it is wide; its columns are turned.
 */
function fromColumns({ count, residuals, anomalies }: Whitened, metric: Float64Array): Seen {
  const members = metric.length;
  const transposed = new Float64Array(count * members);
  for (let m = 0; m < members; m++) {
    const root = Math.sqrt(metric[m]!);
    for (let i = 0; i < count; i++) transposed[i * members + m] = root * anomalies[m * count + i]!;
  }
  const factor = triangularise(transposed, count);
  const columns = Array.from({ length: count }, (_, k) => {
    const column = new Float64Array(count);
    for (let i = k; i < count; i++) column[i] = factor[i * count + k]!;
    return column;
  });
  return turned(columns, residuals);
}

/** More observed numbers than points: the rows of √metric·Y are turned. */
function fromRows({ count, residuals, anomalies }: Whitened, metric: Float64Array): Seen {
  const rows = Array.from(metric, (weight, m) => {
    const root = Math.sqrt(weight);
    const row = anomalies.slice(m * count, (m + 1) * count);
    for (let i = 0; i < count; i++) row[i]! *= root;
    return row;
  });
  return turned(rows, residuals);
}

/** The directions that such columns have when they are turned until they stand at right angles. */
function turned(columns: readonly Float64Array[], residuals: Float64Array): Seen {
  orthogonalise(columns);
  const strengths = Float64Array.from(columns, lengthOf);
  columns.forEach((column, k) => {
    for (let i = 0; i < column.length; i++) column[i]! /= strengths[k]!;
  });
  return {
    strengths,
    residuals: Float64Array.from(columns, (u) => product(u, residuals)),
    directions: columns,
  };
}

/** Y·u/strength. */
function basisOf(
  anomalies: Float64Array,
  count: number,
  members: number,
  kept: readonly number[],
  { directions, strengths }: Seen,
): Float64Array {
  const basis = new Float64Array(members * kept.length);
  kept.forEach((direction, k) => {
    const u = directions[direction]!;
    const strength = strengths[direction]!;
    for (let m = 0; m < members; m++) {
      let sum = 0;
      for (let i = 0, at = m * count; i < count; i++) sum += anomalies[at + i]! * u[i]!;
      basis[m * kept.length + k] = sum / strength;
    }
  });
  return basis;
}

/** ln N(residuals; 0, I + U·diag(strengths²)·Uᵀ), plus what whitening took. */
function evidenceOf(
  { count, residuals, logScale }: Whitened,
  strengths: Float64Array,
  seen: Float64Array,
): number {
  let sum = count * Math.log(2 * Math.PI);
  for (const residual of residuals) sum += residual * residual;
  strengths.forEach((strength, k) => {
    const squared = strength * strength;
    sum += Math.log1p(squared) - (squared / (1 + squared)) * seen[k]! ** 2;
  });
  return logScale - 0.5 * sum;
}
