import type { GlucoseSummary as Summary } from "@homeostat/server/contract";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { glucoseSummaryQuery } from "../api/queries.ts";
import { percent, type Scale, scaleFor, shown } from "../format/units.ts";
import { usePreferences } from "../shell/preferences.ts";
import { Facts } from "./Facts.tsx";
import css from "./GlucoseSummary.module.css";

/** From low to high, as they stand in the bar; limits in mg/dL. */
const ranges = [
  { name: "veryLow", words: "very low", low: null, high: 54 },
  { name: "low", words: "low", low: 54, high: 70 },
  { name: "inRange", words: "in range", low: 70, high: 180 },
  { name: "high", words: "high", low: 180, high: 250 },
  { name: "veryHigh", words: "very high", low: 250, high: null },
] as const;

const limits = ({ low, high }: (typeof ranges)[number], scale: Scale): string => {
  if (low === null) return `below ${shown(high, scale)}`;
  return high === null ? `above ${shown(low, scale)}` : `${shown(low, scale)}–${shown(high, scale)}`;
};

const between = (interval: readonly [number, number] | null, write: (value: number) => string): string =>
  interval === null ? "" : `${write(interval[0])} to ${write(interval[1])}`;

const Ranges = ({ summary, scale }: { readonly summary: Summary; readonly scale: Scale }) => (
  <>
    <div className={css.bar} aria-hidden="true">
      {ranges.map(({ name }) => (
        <i key={name} data-range={name} style={{ flexGrow: summary.ranges[name].value }} />
      ))}
    </div>
    <table className={css.table}>
      <thead className="visually-hidden">
        <tr>
          <th scope="col">Range</th>
          <th scope="col">Share of readings</th>
          <th scope="col">80 % interval</th>
        </tr>
      </thead>
      <tbody>
        {ranges.toReversed().map((range) => {
          const { value, interval80 } = summary.ranges[range.name];
          return (
            <tr key={range.name}>
              <th scope="row">
                <i data-range={range.name} aria-hidden="true" />
                {range.words} <span className="unit">{limits(range, scale)}</span>
              </th>
              <td>{percent(value)}</td>
              <td className={css.soft}>{between(interval80, percent)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  </>
);

/** What the readings of the last two weeks say by themselves, for everyone with a sensor. */
export const GlucoseSummary = ({ patient }: { readonly patient: string }) => {
  const { glucoseUnit } = usePreferences();
  const { data } = useQuery(glucoseSummaryQuery(patient));
  if (!data) return null;
  const scale = scaleFor("mg/dL", glucoseUnit, true);
  const { mean, variation, gmi, days, readings } = data;
  const withInterval = (value: ReactNode, interval: string) => (
    <>
      {value} <span className={css.interval}>{interval}</span>
    </>
  );
  const level = (
    <>
      {shown(mean.value, scale)} <span className="unit">{scale.unit}</span>
    </>
  );
  const inUnit = (value: number) => shown(value, scale);
  const facts = [
    { name: "Mean", value: withInterval(level, between(mean.interval80, inUnit)) },
    {
      name: "Variation",
      value: withInterval(percent(variation.value), between(variation.interval80, percent)),
    },
    { name: "HbA1c that it suggests", value: `${gmi.toFixed(1)} %` },
  ];
  const some = days === 1 ? "day" : `${days} days`;
  return (
    <section aria-label="Glucose of the last two weeks" className={css.summary}>
      <h2>Glucose, last {some}</h2>
      <p className={css.soft}>
        {readings.toLocaleString("en-GB")} readings.{" "}
        {mean.interval80 === null
          ? "Too few days to say how days differ."
          : "Beside each number where it would lie with other days like these, 80 %."}
      </p>
      <Ranges summary={data} scale={scale} />
      <Facts facts={facts} />
    </section>
  );
};
