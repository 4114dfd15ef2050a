import type { PatientRow } from "@homeostat/server/contract";
import { Link } from "@tanstack/react-router";
import { memo } from "react";
import { said } from "../format/glucose-words.ts";
import { type GlucoseUnit, scaleFor, shown } from "../format/units.ts";
import { sexMark } from "../patient/person.ts";
import css from "./PanelRow.module.css";
import { Sparkline } from "./Sparkline.tsx";
import { shortProblems } from "./short-problems.ts";
import { trendArrow } from "./trend.ts";

interface Props {
  readonly row: PatientRow;
  readonly selected: boolean;
  readonly unit: GlucoseUnit;
}

const Latest = ({ latest, unit }: { readonly latest: PatientRow["latest"]; readonly unit: GlucoseUnit }) => {
  if (!latest) return <span className={css.value} />;
  const scale = scaleFor(latest.unit, unit, true);
  const { arrow, words } = trendArrow(latest.perHour);
  return (
    <span className={css.value}>
      {shown(latest.value, scale)}
      <span aria-hidden="true">{arrow}</span>
      <span className="visually-hidden">
        {scale.unit}, {words}
      </span>
    </span>
  );
};

const About = ({ row }: { readonly row: PatientRow }) => (
  <span className={css.about}>
    {row.ageYears !== null && `${Math.floor(row.ageYears)} `}
    {sexMark(row.sex)} {shortProblems(row.problems, 2)}
  </span>
);

/** One person: who, how they are, what is likely next and why. */
export const PanelRow = memo(({ row, selected, unit }: Props) => (
  <Link
    to="/patients/$id"
    params={{ id: row.id }}
    search={(old) => (old.q ? { q: old.q } : {})}
    className={css.row}
    data-level={row.attention.level}
    data-person={row.id}
    data-twin-waits={row.twinWaits || undefined}
    aria-current={selected ? "page" : undefined}
  >
    <span className={css.name} dir="auto">
      {row.name}
    </span>
    <Latest latest={row.latest} unit={unit} />
    <About row={row} />
    <span className={css.spark}>
      {row.spark.length > 0 && <Sparkline measured={row.spark} forecast={row.sparkForecast} />}
    </span>
    {row.attention.headline && <span className={css.headline}>{said(row.attention.headline, unit)}</span>}
    {row.attention.why.length > 0 && (
      <span className={css.why}>{said(row.attention.why.join(" · "), unit)}</span>
    )}
  </Link>
));
