import { type KeptScore, rowName } from "./kept-scores.ts";
import { whyNotRun } from "./not-run.ts";
import { type Outcome, outcomeOf } from "./outcome.ts";
import type { PublishedRow } from "./published-row.ts";

/** A published row, and what our runs of it gave or why there are none. */
export interface Compared {
  readonly row: PublishedRow;
  readonly ours: Outcome | undefined;
  /** The source's own program, run again by us over other truths. */
  readonly again: Outcome | undefined;
  readonly notRun: string | undefined;
}

export function compared(
  rows: readonly PublishedRow[],
  ours: readonly KeptScore[],
  again: readonly KeptScore[],
): Compared[] {
  const of = (row: PublishedRow, scores: readonly KeptScore[]) =>
    outcomeOf(
      row,
      scores.filter((score) => score.row === rowName(row)),
    );
  return rows.map((row) => {
    const own = of(row, ours);
    return {
      row,
      ours: own,
      again: of(row, again),
      notRun: own ? undefined : (whyNotRun(row) ?? "takes long, and was not run yet"),
    };
  });
}
