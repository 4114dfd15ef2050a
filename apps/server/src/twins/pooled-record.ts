import type { CalibrationRecord } from "../contract/schemas.ts";

/** The records of many twins as one: every forecast counts the same. */
export function pooled(records: readonly (readonly CalibrationRecord[])[]): CalibrationRecord[] {
  const byHorizon = Map.groupBy(records.flat(), ({ horizonMinutes }) => horizonMinutes);
  return [...byHorizon].sort(([a], [b]) => a - b).map(([horizonMinutes, list]) => pool(horizonMinutes, list));
}

function pool(horizonMinutes: number, list: readonly CalibrationRecord[]): CalibrationRecord {
  const count = list.reduce((sum, record) => sum + record.count, 0);
  const mean = (of: (record: CalibrationRecord) => number) =>
    list.reduce((sum, record) => sum + record.count * of(record), 0) / count;
  return {
    horizonMinutes,
    count,
    covered50: mean(({ covered50 }) => covered50),
    covered80: mean(({ covered80 }) => covered80),
    covered95: mean(({ covered95 }) => covered95),
    rmse: Math.sqrt(mean(({ rmse }) => rmse ** 2)),
    persistenceRmse: Math.sqrt(mean(({ persistenceRmse }) => persistenceRmse ** 2)),
    meanCrps: mean(({ meanCrps }) => meanCrps),
  };
}
