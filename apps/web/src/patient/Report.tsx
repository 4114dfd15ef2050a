import type { Forecast, Patient } from "@homeostat/server/contract";
import { dateOf, timeOfDay } from "../format/time.ts";
import type { Scale } from "../format/units.ts";
import { offsetOf, zoneInWords } from "./person.ts";
import css from "./Report.module.css";

interface Props {
  readonly patient: Patient;
  readonly anchor: number;
  readonly scale: Scale;
  readonly forecast: Forecast | undefined;
}

/** What a printed page needs beside what the screen shows: when it was made, from what, and how it may be used. */
export const Report = ({ patient, anchor, scale, forecast }: Props) => (
  <footer className={`print-only ${css.report ?? ""}`}>
    <p>
      {patient.row.name} ({patient.row.id}), state of {dateOf(anchor, offsetOf(patient))}{" "}
      {timeOfDay(anchor, offsetOf(patient))}
      {patient.row.origin === "virtual" && " (simulated time)"}. {zoneInWords(patient)}. Glucose in{" "}
      {scale.unit}.{forecast && ` Forecast ${forecast.id.slice(0, 10)}, twin ${forecast.twin.slice(0, 10)}.`}
    </p>
    <p>Decision support for research use; not a cleared medical device.</p>
  </footer>
);
