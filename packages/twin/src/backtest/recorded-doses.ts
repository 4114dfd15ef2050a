import type { Instant } from "../observation/observation.ts";

export interface RecordedDose {
  readonly at: Instant;
  readonly amount: number;
}

/** The records behind a column, or why they cannot be told. */
export type RecoveredDoses =
  | { readonly recovered: true; readonly doses: readonly RecordedDose[] }
  | { readonly recovered: false; readonly why: "never zero" | "not a chain of ramps"; readonly row: number };

const nothing = 1e-9;

/**
 * Undoes what GlucoBench's D1NAMO file did to its insulin and calorie columns. A record stands in the row of its
 * time; from there the column falls in equal steps and is zero one row before the next record of insulin (or of
 * food). So neither the falling values nor their slope were recorded, and the slope betrays when the next record
 * will come: a forecaster must not see the column. What was recorded is the first value of each ramp.
 *
 * A column that does not consist of such ramps (people 5 and 9 have 625 kcal in every row) gives nothing back.
 *
 * @param times of the rows, to the 5 min that the file was rounded to
 */
export function recoverRecordedDoses(times: ArrayLike<Instant>, column: ArrayLike<number>): RecoveredDoses {
  const doses: RecordedDose[] = [];
  let row = 0;
  while (row < column.length) {
    if (column[row]! <= nothing) {
      row++;
      continue;
    }
    const length = rampLength(column, row);
    if (length === null) {
      const zero = Array.from(column).some((value) => value <= nothing);
      return { recovered: false, why: zero ? "not a chain of ramps" : "never zero", row };
    }
    doses.push({ at: times[row]!, amount: column[row]! });
    row += length;
  }
  return { recovered: true, doses };
}

/** Rows from a record to its zero; 1 where the next row is a record of its own; null where it is neither. */
function rampLength(column: ArrayLike<number>, start: number): number | null {
  const amount = column[start]!;
  if (start + 1 >= column.length) return 1;
  const fall = amount - column[start + 1]!;
  if (fall < -nothing) return 1;
  if (fall <= nothing) return null;
  const length = Math.round(amount / fall);
  return isRamp(column, start, length) ? length : 1;
}

function isRamp(column: ArrayLike<number>, start: number, length: number): boolean {
  const amount = column[start]!;
  const end = Math.min(length, column.length - 1 - start);
  for (let k = 1; k <= end; k++) {
    const expected = amount * (1 - k / length);
    if (Math.abs(column[start + k]! - expected) > 1e-6 * amount) return false;
  }
  return true;
}
