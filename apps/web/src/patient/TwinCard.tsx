import type { Patient, TwinCard as Twin } from "@homeostat/server/contract";
import { Link } from "@tanstack/react-router";
import { memo } from "react";
import { ageOrDate } from "../format/time.ts";
import { StatusWord } from "../models/StatusWord.tsx";
import { CalibrationTable } from "./CalibrationTable.tsx";
import { Facts } from "./Facts.tsx";
import { Findings } from "./Findings.tsx";
import { Learned } from "./Learned.tsx";
import { offsetOf } from "./person.ts";
import css from "./TwinCard.module.css";

interface Props {
  readonly patient: Patient;
  readonly anchor: number;
  readonly live: boolean;
}

const TwinFacts = ({ patient, twin, anchor, live }: Props & { readonly twin: Twin }) => {
  const model = (
    <Link to="/models/$id" params={{ id: twin.model }}>
      {twin.model}
    </Link>
  );
  const refused = twin.refused > 0 ? `, ${twin.refused.toLocaleString("en-GB")} refused` : "";
  const digest = (
    <span className={css.digest} title={twin.digest}>
      {twin.digest.slice(0, 10)}
    </span>
  );
  const facts = [
    { name: "Model", value: model },
    { name: "Last point", value: ageOrDate(twin.watermark, anchor, live, offsetOf(patient)) },
    { name: "Observations", value: `${twin.observations.toLocaleString("en-GB")}${refused}` },
    { name: "Members", value: twin.members },
    { name: "Snapshot", value: digest },
  ];
  return <Facts facts={facts} />;
};

const Sensor = ({ sensor }: { readonly sensor: NonNullable<Twin["sensor"]> }) => (
  <>
    <h3>The glucose sensor against blood</h3>
    <p className={css.summary}>{sensor.plain}</p>
  </>
);

/** The twin: what it explains, what it has learned, and how its forecasts fared. */
export const TwinCard = memo(({ patient, anchor, live }: Props) => {
  const { twin, noTwin } = patient;
  if (!twin)
    return (
      <section id="twin" className={css.card} aria-label="Twin">
        <h2>Twin</h2>
        <p className={css.summary}>{noTwin ?? "There is not enough data for a twin of this person."}</p>
      </section>
    );
  return (
    <section id="twin" className={css.card} aria-label="Twin">
      <h2>
        Twin <StatusWord status={twin.status} />
      </h2>
      <p className={css.summary}>
        {twin.title}. {twin.summary}.
      </p>
      {patient.whyTwin && <p className={css.why}>{patient.whyTwin}</p>}
      <TwinFacts patient={patient} twin={twin} anchor={anchor} live={live} />
      {twin.sensor && <Sensor sensor={twin.sensor} />}
      <Findings findings={twin.findings} />
      <h3>What it has learned</h3>
      {twin.learned.length > 0 ? (
        <Learned patient={patient.row.id} parameters={twin.learned} />
      ) : (
        <p className={css.summary}>
          Nothing of the body is shown: readings alone do not tell insulin, meals and sensitivity apart. What
          it learns of this person's glucose shows in its forecasts.
        </p>
      )}
      <h3>How its forecasts fared</h3>
      <CalibrationTable record={twin.record} />
    </section>
  );
});
