import type { CalibrationRecord } from "@homeostat/twin";
import { mean, median } from "./arithmetic.ts";
import type { Found } from "./found.ts";

export const horizons = [15, 30, 60];

interface HorizonRow {
  readonly horizonMinutes: number;
  readonly count: number;
  readonly covered: readonly number[];
  readonly rmse: number;
  readonly persistence: number;
  readonly crps: number;
}

export function horizonRow(found: readonly Found[], horizonMinutes: number): HorizonRow {
  const rows = found.flatMap(({ record }) => record.filter((r) => r.horizonMinutes === horizonMinutes));
  const count = rows.reduce((sum, r) => sum + r.count, 0);
  const weighted = (pick: (r: CalibrationRecord) => number) =>
    rows.reduce((sum, r) => sum + r.count * pick(r), 0) / count;
  return {
    horizonMinutes,
    count,
    covered: [weighted((r) => r.covered50), weighted((r) => r.covered80), weighted((r) => r.covered95)],
    rmse: Math.sqrt(weighted((r) => r.rmse ** 2)),
    persistence: Math.sqrt(weighted((r) => r.persistenceRmse ** 2)),
    crps: weighted((r) => r.meanCrps),
  };
}

interface ParameterRow {
  readonly name: string;
  readonly people: number;
  readonly error: number;
  readonly priorError: number;
  readonly inside: number;
  readonly informed: boolean;
}

function parameterRow(name: string, learned: Found["learned"]): ParameterRow {
  return {
    name,
    people: learned.length,
    error: median(learned.map((l) => Math.abs(l.median / l.truth - 1))),
    priorError: median(learned.map((l) => Math.abs(l.priorMedian / l.truth - 1))),
    inside: mean(learned.map((l) => Number(l.low80 <= l.truth && l.truth <= l.high80))),
    informed: learned.some((l) => l.informed),
  };
}

export function parameterRows(found: readonly Found[]): readonly ParameterRow[] {
  const learned = found.flatMap((one) => one.learned);
  const names = [...new Set(learned.map(({ name }) => name))];
  const own = names.map((name) =>
    parameterRow(
      name,
      learned.filter((l) => l.name === name),
    ),
  );
  return [
    ...own,
    parameterRow(
      "all learned parameters",
      learned.filter(({ informed }) => informed),
    ),
  ];
}

/** People whose what-ifs are timed. */
const timed = 4;

export function costs(found: readonly Found[]): string {
  const reading = mean(found.map(({ msPerReading }) => msPerReading)).toFixed(2);
  const tried = median(found.slice(0, timed).map(({ msPerWhatIf }) => msPerWhatIf())).toFixed(0);
  return `Mean cost ${reading} ms of processor time per reading; a what-if of 6 h takes ${tried} ms of it.`;
}
