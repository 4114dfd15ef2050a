import { catalogue } from "@homeostat/models";
import {
  encodeSnapshot,
  followLog,
  knownCodes,
  prepareTwin,
  sameCode,
  startHistory,
  type TwinDesign,
  twinModel,
} from "@homeostat/twin";
import { describe, expect, test } from "vitest";
import { cast, openClinic } from "../clinic/index.ts";
import { type1Design, type2Design } from "./index.ts";

const start = Date.UTC(2026, 0, 5, 6);
const { observations } = openClinic(4, start).advance(start + 12 * 3_600_000);
const first = (kind: string) => cast.find((member) => member.kind.startsWith(kind))!;

const lives: [string, string, TwinDesign][] = [
  ["type 1", first("type 1").id, { ...type1Design({ ageYears: 30, weightKg: 70 }), members: 16 }],
  ["type 2", first("type 2").id, { ...type2Design({ weightKg: 90 }), members: 16 }],
];

describe.each(lives)("someone of the clinic with %s", (_, subject, design) => {
  const prepared = prepareTwin(design, twinModel(catalogue.get(design.model)!.model));
  /** As they arrived: doses minutes after they were given, walks when they were over. */
  const own = observations.filter((one) => one.subject === subject);
  const readings = own.filter(({ code }) => sameCode(code, knownCodes.cgmGlucose.code));
  const born = readings.reduce((least, one) => Math.min(least, one.start), Number.POSITIVE_INFINITY);
  const newborn = startHistory(prepared, { subject, born }, 9);

  test("the twin that followed life is bit for bit the one rebuilt from the log", () => {
    const lived = own.reduce((history, one) => followLog(prepared, history, [one]).history, newborn);
    const rebuilt = followLog(prepared, newborn, own.toReversed()).history;
    expect(lived.twin.observations).toBeGreaterThanOrEqual(readings.length);
    expect(encodeSnapshot(lived.twin)).toEqual(encodeSnapshot(rebuilt.twin));
  });

  test("what it believes of the sensor is near what the sensor read", () => {
    const { filtered } = followLog(prepared, newborn, own);
    const misses = filtered.slice(12).map(({ at, median }) => {
      const { value } = readings.find((one) => one.start === at)!.value as { value: number };
      return Math.abs(median - value);
    });
    expect(misses.reduce((sum, miss) => sum + miss, 0) / misses.length).toBeLessThan(6);
  });
});
