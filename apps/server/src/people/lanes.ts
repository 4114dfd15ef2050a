import { titleOf } from "@homeostat/connect";
import { type Code, type KnownCode, knownCode, knownCodes } from "@homeostat/twin";
import type { Patient } from "../contract/schemas.ts";
import type { LaneCount } from "../store/queries/lanes.ts";

type Lane = Patient["lanes"][number];

interface LaneStyle {
  readonly mark?: Lane["mark"];
  /** Usual range of an adult, drawn as a soft ground; not a target. */
  readonly normal?: readonly [number, number];
  /** Virtual people's series that come from a stochastic process, not from a physiology model. */
  readonly stochastic?: true;
}

/**
 * Glucose: consensus range of time in range (doi:10.2337/dci19-0028). Pressure: below 130/80 (doi:10.1161/HYP.0000000000000065).
 * Heart rate at rest: 60–100/min. Body mass index: WHO. HbA1c: below 5.7 % (doi:10.2337/dc24-S002). eGFR: KDIGO 2024.
 */
const styles: Partial<Record<KnownCode, LaneStyle>> = {
  cgmGlucose: { normal: [70, 180] },
  plasmaGlucose: { normal: [70, 180] },
  bloodGlucose: { normal: [70, 180] },
  carbohydrate: { mark: "dose" },
  insulinBolus: { mark: "dose" },
  insulinBasalRate: { mark: "rate" },
  insulinLongActing: { mark: "dose" },
  activityIntensity: { mark: "rate" },
  heartRate: { normal: [60, 100], stochastic: true },
  steps: { mark: "dose", stochastic: true },
  systolic: { normal: [90, 130], stochastic: true },
  diastolic: { normal: [60, 80], stochastic: true },
  weight: { stochastic: true },
  bmi: { normal: [18.5, 25] },
  hba1c: { normal: [4, 5.7] },
  egfr: { normal: [90, 120] },
};

const order = Object.keys(knownCodes);

/** The lanes of a person's timeline: those that twins and pages know first, in their order, then the rest by name. */
export function lanesOf(counts: readonly LaneCount[], virtual: boolean): Lane[] {
  return counts
    .map((count) => ({ rank: rankOf(count.code), lane: laneOf(count, virtual) }))
    .sort((a, b) => a.rank - b.rank || a.lane.title.localeCompare(b.lane.title))
    .map(({ lane }) => lane);
}

function laneOf({ code, unit, count, first, last }: LaneCount, virtual: boolean): Lane {
  const name = knownCode(code);
  const style: LaneStyle = (name && styles[name]) ?? {};
  return {
    code,
    title: name ? knownCodes[name].title : (titleOf(code) ?? code.code),
    unit: unit ?? "",
    count,
    first,
    last,
    mark: style.mark ?? "point",
    stochastic: virtual && style.stochastic === true,
    normal: style.normal ? [...style.normal] : null,
  };
}

function rankOf(code: Code): number {
  const name = knownCode(code);
  return name ? order.indexOf(name) : order.length;
}
