import type { Measurement } from "@homeostat/engine/infer";
import { failure } from "../errors/registry.ts";
import type { DataRow } from "./data-row.ts";
import type { FitModel } from "./fit-model.ts";

/**
 * Measurements of one person with the group that their rows' L2 puts them in: rows that stand together with the same L2
 * share their ε (NONMEM Users Guide V, 12.4.2). Values known by a limit, and errors that name no ε, stand alone.
 * @throws HS1638
 */
export function grouped(
  measurements: readonly Measurement[],
  rows: readonly DataRow[],
  { mixed: { observations } }: FitModel,
): readonly Measurement[] {
  if (rows[0]?.has("L2") !== true) return measurements;
  const groupOf = runsOf(rows.map((row) => row.text("L2")));
  const kinds = new Map<string, number>();
  return measurements.map((one) => {
    const group = groupOf[one.record]!;
    const row = rows[one.record]!;
    if (observations[one.of]!.loads !== undefined) return one.limit === "none" ? { ...one, group } : one;
    const key = `${group} ${one.of}`;
    if (one.limit === "none" && kinds.has(key) && observations[one.of]!.likelihood !== true)
      throw failure("HS1638", { group: row.text("L2") }, row.place("L2"));
    kinds.set(key, one.record);
    return one;
  });
}

/** Numbers of the runs of equal texts. */
function runsOf(texts: readonly string[]): readonly number[] {
  let run = 0;
  return texts.map((text, i) => {
    if (i > 0 && text !== texts[i - 1]) run++;
    return run;
  });
}
