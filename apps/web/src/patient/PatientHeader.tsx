import type { ContextItem, Patient } from "@homeostat/server/contract";
import { IconChevronLeft } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { memo } from "react";
import { said } from "../format/glucose-words.ts";
import { relative } from "../format/time.ts";
import { scaleFor, shown } from "../format/units.ts";
import { withoutSemanticTag } from "../panel/short-problems.ts";
import { trendArrow } from "../panel/trend.ts";
import { usePreferences } from "../shell/preferences.ts";
import { MoreItems } from "./MoreItems.tsx";
import css from "./PatientHeader.module.css";
import { offsetOf, present, sexMark } from "./person.ts";

interface Props {
  readonly patient: Patient;
  readonly anchor: number;
  readonly live: boolean;
}

const staleAfter = 20 * 60_000;

const Latest = ({ patient: { row }, anchor, live }: Props) => {
  const { glucoseUnit } = usePreferences();
  const { latest } = row;
  if (!latest) return null;
  const scale = scaleFor(latest.unit, glucoseUnit, true);
  const { arrow, words } = trendArrow(latest.perHour);
  const stale = live && anchor - latest.at > staleAfter;
  return (
    <div className={css.latest} data-stale={stale || undefined}>
      <p className={css.number}>
        {shown(latest.value, scale)}
        <span aria-hidden="true">{arrow}</span> <span className="unit">{scale.unit}</span>
      </p>
      <p>
        {words && `${words}, `}
        {live ? relative(latest.at, anchor) : "last value"}
      </p>
    </div>
  );
};

const chips = 4;

const Problems = ({ items, offset }: { readonly items: readonly ContextItem[]; readonly offset: number }) => (
  <ul className={css.chips} aria-label="Problems">
    {items.slice(0, chips).map(({ title }) => (
      <li key={title} title={title}>
        {withoutSemanticTag(title)}
      </li>
    ))}
    {items.length > chips && (
      <li className={css.more}>
        <MoreItems name="Problems" items={items} offset={offset} label={`+${items.length - chips}`} />
      </li>
    )}
  </ul>
);

interface ListedProps {
  readonly name: string;
  readonly items: readonly ContextItem[];
  readonly offset: number;
  readonly empty: string;
}

const Listed = ({ name, items, offset, empty }: ListedProps) => (
  <p className={css.listed}>
    <span>{name}</span>
    {items.length === 0
      ? empty
      : items
          .slice(0, 3)
          .map(({ title }) => withoutSemanticTag(title))
          .join(", ")}
    {items.length > 3 && (
      <>
        {" "}
        <MoreItems name={name} items={items} offset={offset} label={`+${items.length - 3}`} />
      </>
    )}
  </p>
);

/** Who this is, how they are right now, and what a prescriber must know. */
export const PatientHeader = memo((props: Props) => {
  const { patient } = props;
  const { row, context } = patient;
  const { glucoseUnit } = usePreferences();
  const offset = offsetOf(patient);
  const age = row.ageYears === null ? "" : `${Math.floor(row.ageYears)}`;
  return (
    <header className={css.header}>
      <div className={css.who}>
        <Link to="/" search={({ q }) => (q ? { q } : {})} className={css.back} aria-label="All people">
          <IconChevronLeft size={20} />
        </Link>
        <h1 dir="auto">{row.name}</h1>
        <p className={css.age}>
          {age} {sexMark(row.sex)} <span className={css.origin}>{row.origin}</span>
        </p>
        <Problems items={present(context, "problem")} offset={offset} />
        <Listed
          name="Medication"
          items={present(context, "medication")}
          offset={offset}
          empty="none recorded"
        />
        <Listed name="Allergies" items={present(context, "allergy")} offset={offset} empty="none recorded" />
      </div>
      <div className={css.state}>
        <Latest {...props} />
        <div className={css.attention} data-level={row.attention.level}>
          <p>{said(row.attention.headline, glucoseUnit)}</p>
          {row.attention.why.length > 0 && (
            <p className={css.why}>{said(row.attention.why.join(" · "), glucoseUnit)}</p>
          )}
        </div>
      </div>
    </header>
  );
});
