import type { ContextItem, Patient, PatientRow } from "@homeostat/server/contract";
import { utc, zoneName } from "../format/time.ts";

const marks: Readonly<Record<PatientRow["sex"], string>> = {
  female: "♀",
  male: "♂",
  other: "⚧",
  unknown: "",
};

export const sexMark = (sex: PatientRow["sex"]): string => marks[sex];

const inForce = ({ status, end }: ContextItem): boolean =>
  !/inactive|resolved|stopped|completed|cancelled|entered-in-error|remission/i.test(status ?? "") &&
  end === null;

const unique = (items: readonly ContextItem[]): ContextItem[] => [
  ...new Map(items.map((item) => [item.title.toLocaleLowerCase(), item])).values(),
];

/** Circumstances ("Full-time employment (finding)") stand after what makes people ill. */
const circumstance = ({ title }: ContextItem): number => Number(/\((finding|situation)\)\s*$/i.test(title));

/** What holds now, of one kind, each title once: illness before circumstance, then newest first. */
export const present = (items: readonly ContextItem[], kind: ContextItem["kind"]): ContextItem[] =>
  unique(
    items
      .filter((item) => item.kind === kind && inForce(item))
      .sort((a, b) => (a.start ?? 0) - (b.start ?? 0)),
  )
    .reverse()
    .sort((a, b) => circumstance(a) - circumstance(b));

type Clock = Pick<Patient, "offsetMinutes">;

/** Minutes that the person's clock is ahead of UTC; where no source told it, times stand as they were received. */
export const offsetOf = ({ offsetMinutes }: Clock): number => offsetMinutes ?? utc;

/** Whose clock a person's page shows. */
export const zoneInWords = ({ offsetMinutes }: Clock): string =>
  offsetMinutes === null ? "Times as received" : `Local time, ${zoneName(offsetMinutes)}`;
