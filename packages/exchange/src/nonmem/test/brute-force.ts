/**
 * A second opinion on fits that shares nothing with the engine: records by hand, Runge–Kutta of fourth order with fixed
 * steps, and differences for every derivative.
 */
import type { Cells, HandModel } from "./hand-model.ts";
import { predict } from "./hand-run.ts";

export function readByHand(text: string): readonly (readonly Cells[])[] {
  const [header, ...lines] = text.trim().split(/\r?\n/);
  const names = header!.split(",").map((name) => name.toUpperCase());
  const rows = lines.map((line) =>
    Object.fromEntries(line.split(",").map((cell, i) => [names[i]!, cell === "." ? 0 : Number(cell)])),
  );
  return [...Map.groupBy(rows, (row) => row.ID!).values()];
}

/** Prediction and variance at each row with data, and these rows; nothing is run beyond the last of them. */
function seenBy(model: HandModel, rows: readonly Cells[], eta: readonly number[]) {
  const isData = (row: Cells) => (row.EVID ?? (row.AMT ? 1 : 0)) === 0 && !row.MDV;
  const data = rows.filter(isData);
  const needed = rows.slice(0, rows.findLastIndex(isData) + 1);
  if (needed.length === 0) return { data, seen: [] };
  const own = predict(model, needed, eta);
  if (!model.typicalVariance) return { data, seen: own };
  const typical = predict(
    model,
    needed,
    eta.map(() => 0),
  );
  return { data, seen: own.map(([f], i) => [f, typical[i]![1]] as const) };
}

/** ln v + (y − f)²/v over the rows with data, and ηᵀΩ⁻¹η. */
function minusTwoLog(model: HandModel, rows: readonly Cells[], eta: readonly number[]): number {
  const { data, seen } = seenBy(model, rows, eta);
  const usual = (row: Cells, f: number, v: number) => Math.log(v) + (row.DV! - f) ** 2 / v;
  const term = model.term ?? usual;
  const fit = data.reduce((sum, row, i) => sum + term(row, ...seen[i]!), 0);
  const precise = solve(model.omega, eta);
  return fit + eta.reduce((sum, value, i) => sum + value * precise[i]!, 0);
}

const moved = (eta: readonly number[], k: number, by: number) =>
  eta.map((value, i) => (i === k ? value + by : value));

/** Newton's step from here by differences: how far the minimum of this opinion is. */
export function newtonStep(
  model: HandModel,
  rows: readonly Cells[],
  eta: readonly number[],
): readonly number[] {
  const h = 2.5e-4;
  const at = (x: readonly number[]) => minusTwoLog(model, rows, x);
  const slope = eta.map((_, k) => {
    const [near, far] = [h, 2 * h].map((by) => (at(moved(eta, k, by)) - at(moved(eta, k, -by))) / (2 * by));
    return (4 * near! - far!) / 3;
  });
  return solve(curvature(model, rows, eta), slope).map((value) => -value);
}

/** The Hessian, by differences of two widths, extrapolated. */
function curvature(model: HandModel, rows: readonly Cells[], eta: readonly number[]) {
  const [near, far] = [1e-3, 2e-3].map((h) => differences(model, rows, eta, h));
  return near!.map((row, i) => row.map((value, j) => (4 * value - far![i]![j]!) / 3));
}

function differences(model: HandModel, rows: readonly Cells[], eta: readonly number[], h: number) {
  const at = (x: readonly number[]) => minusTwoLog(model, rows, x);
  const here = at(eta);
  const full = eta.map(() => eta.map(() => 0));
  for (let i = 0; i < eta.length; i++)
    for (let j = 0; j <= i; j++) {
      const corner = (a: number, b: number) => at(moved(moved(eta, i, a * h), j, b * h));
      const value =
        i === j
          ? (at(moved(eta, i, h)) - 2 * here + at(moved(eta, i, -h))) / (h * h)
          : (corner(1, 1) - corner(1, -1) - corner(-1, 1) + corner(-1, -1)) / (4 * h * h);
      full[i]![j] = value;
      full[j]![i] = value;
    }
  return full;
}

/** The same under Laplace's method: half the Hessian in place of what is expected of it. */
export function laplaceByHand(model: HandModel, rows: readonly Cells[], eta: readonly number[]): number {
  const half = curvature(model, rows, eta).map((row) => row.map((value) => value / 2));
  const spread = Math.log(determinant(model.omega)) + Math.log(determinant(half));
  return minusTwoLog(model, rows, eta) + spread;
}

/** NONMEM's OBJ at η: the minimum + ln|Ω| + ln|Ω⁻¹ + Σ f′f′ᵀ/v + ½ v′v′ᵀ/v²|. */
export function objectiveByHand(model: HandModel, rows: readonly Cells[], eta: readonly number[]): number {
  const h = 1e-4;
  const { seen } = seenBy(model, rows, eta);
  const slopes = eta.map((_, k) => {
    const [{ seen: above }, { seen: below }] = [
      seenBy(model, rows, moved(eta, k, h)),
      seenBy(model, rows, moved(eta, k, -h)),
    ];
    return above.map((one, i) => [0, 1].map((part) => (one[part]! - below[i]![part]!) / (2 * h)));
  });
  // ln|Ω| + ln|Ω⁻¹ + M| = ln|I + Ω·M|
  const information = eta.map((_, i) =>
    eta.map((_, j) =>
      seen.reduce(
        (sum, [, v], r) =>
          sum +
          (slopes[i]![r]![0]! * slopes[j]![r]![0]!) / v +
          (0.5 * slopes[i]![r]![1]! * slopes[j]![r]![1]!) / v ** 2,
        0,
      ),
    ),
  );
  const sum = eta.map((_, i) =>
    eta.map(
      (_, j) =>
        (i === j ? 1 : 0) +
        model.omega[i]!.reduce((total, value, k) => total + value * information[k]![j]!, 0),
    ),
  );
  return minusTwoLog(model, rows, eta) + Math.log(determinant(sum));
}

/** Gauss elimination with pivots. */
function eliminate(matrix: readonly (readonly number[])[], right: readonly number[]) {
  const rows = matrix.map((row, i) => [...row, right[i]!]);
  let determinant = 1;
  rows.forEach((_, k) => {
    const best = rows.reduce(
      (top, row, i) => (i >= k && Math.abs(row[k]!) > Math.abs(rows[top]![k]!) ? i : top),
      k,
    );
    if (best !== k) {
      [rows[k], rows[best]] = [rows[best]!, rows[k]!];
      determinant = -determinant;
    }
    determinant *= rows[k]![k]!;
    for (let i = k + 1; i < rows.length; i++) {
      const factor = rows[i]![k]! / rows[k]![k]!;
      rows[i] = rows[i]!.map((value, j) => value - factor * rows[k]![j]!);
    }
  });
  return { rows, determinant };
}

const determinant = (matrix: readonly (readonly number[])[]) =>
  eliminate(
    matrix,
    matrix.map(() => 0),
  ).determinant;

function solve(matrix: readonly (readonly number[])[], right: readonly number[]): readonly number[] {
  const { rows } = eliminate(matrix, right);
  const x = right.map(() => 0);
  for (let i = rows.length - 1; i >= 0; i--) {
    const known = x.reduce((sum, value, j) => (j > i ? sum + rows[i]![j]! * value : sum), 0);
    x[i] = (rows[i]!.at(-1)! - known) / rows[i]![i]!;
  }
  return x;
}
