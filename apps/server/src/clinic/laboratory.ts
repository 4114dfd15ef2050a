import type { Instant } from "@homeostat/twin";
import { ageYears, type CastMember } from "./cast.ts";
import type { Draft } from "./draft.ts";
import { stepMs } from "./moment.ts";

const day = 86_400_000;
const firstHba1c = 14 * day;
const hba1cEvery = 90 * day;

/** eGFR from creatinine, CKD-EPI 2021 (Inker, N Engl J Med 2021;385:1737), mL/min/1.73 m². */
export function egfr(creatinine: number, age: number, sex: CastMember["sex"]): number {
  const [kappa, alpha, factor] = sex === "female" ? [0.7, -0.241, 1.012] : [0.9, -0.302, 1];
  const ratio = creatinine / kappa;
  return 142 * Math.min(ratio, 1) ** alpha * Math.max(ratio, 1) ** -1.2 * 0.9938 ** age * factor;
}

/** HbA1c (%) of a mean glucose (mg/dL): Nathan, Diabetes Care 2008;31:1473. */
export function hba1cOf(meanGlucose: number): number {
  return (meanGlucose + 46.7) / 28.7;
}

/** What stood in the record when the clinic opened. */
export function openingDrafts(member: CastMember, start: Instant): readonly Draft[] {
  const { creatinine, sex } = member;
  const at = { start, device: "clinic", ready: start };
  const filtration = Math.round(egfr(creatinine, ageYears(member, start), sex));
  return [
    { what: "height", value: member.heightCm, ...at },
    { what: "weight", value: member.weightKg, ...at },
    { what: "creatinine", value: creatinine, ...at },
    { what: "egfr", value: filtration, ...at },
  ];
}

/** HbA1c two weeks after opening and each quarter from then, of the true mean glucose: the record and the sensor agree. */
export function hba1cDrafts(
  start: Instant,
  at: Instant,
  tally: { sum: number; count: number },
): readonly Draft[] {
  const since = at - start - firstHba1c;
  if (since < 0 || since % hba1cEvery >= stepMs) return [];
  const value = Math.round(hba1cOf(tally.sum / tally.count) * 10) / 10;
  return [{ what: "hba1c", value, start: at, device: "laboratory", ready: at + day / 4 }];
}
