import type { EnsembleBlock, Model } from "@homeostat/engine";

/** A column as its readers need to know it. */
export interface ColumnMeaning {
  readonly name: string;
  readonly unit: string;
  readonly is: string;
  readonly loinc?: string;
}

/** What a file of results says of itself: nothing that depends on the machine or the clock, so that a run can be compared. */
export interface ResultsHeader {
  /** Outputs, in the order of their columns; before them come `member` and `time`. */
  readonly outputs: readonly ColumnMeaning[];
  readonly time: ColumnMeaning;
  readonly provenance: Readonly<Record<string, string>>;
}

/** A file that takes results block by block; only a closed one is whole. */
export interface ResultsFile {
  /** Resolves when the file is ready for more. */
  write(block: EnsembleBlock): Promise<void>;
  close(): Promise<void>;
}

export function headerOf(model: Model, provenance: Readonly<Record<string, string>>): ResultsHeader {
  const outputs = Object.entries(model.outputs).map(([name, { is, unit, loinc }]) => ({
    name,
    unit,
    is,
    ...(loinc === undefined ? {} : { loinc }),
  }));
  return { outputs, time: { name: "time", unit: model.time, is: "model time" }, provenance };
}

/** One value a row for the member and the time of each. */
export function rowsOf({ first, members, times }: EnsembleBlock) {
  const rows = members * times.length;
  const member = Int32Array.from({ length: rows }, (_, row) => first + Math.floor(row / times.length) + 1);
  const time = Float64Array.from({ length: rows }, (_, row) => times[row % times.length]!);
  return { member, time };
}
