import type { Forecast, Patient } from "@homeostat/server/contract";
import { inGlucoseUnit, said } from "../format/glucose-words.ts";
import { ageOrDate, timeOfDay } from "../format/time.ts";
import { percent, scaleFor, shown } from "../format/units.ts";
import { usePreferences } from "../shell/preferences.ts";
import { bandAt } from "../timeline/geometry/fan.ts";
import { offsetOf } from "./person.ts";
import css from "./TwinLine.module.css";

interface Props {
  readonly patient: Patient;
  readonly anchor: number;
  readonly live: boolean;
  readonly forecast: Forecast | undefined;
}

const hour = 3_600_000;
/** A forecast this old is said to be of its own time. */
const staleAfter = 20 * 60_000;
const isStale = ({ madeAt }: Pick<Forecast, "madeAt">, anchor: number): boolean =>
  anchor - madeAt > staleAfter;

const worthSaying = 0.05;

interface LikelyProps {
  readonly forecast: Forecast;
  readonly anchor: number;
  readonly offset: number;
}

const Likely = ({ forecast, anchor, offset }: LikelyProps) => {
  const { glucoseUnit } = usePreferences();
  const scale = scaleFor("mg/dL", glucoseUnit, true);
  const band = bandAt(forecast.points, forecast.madeAt + hour, 80);
  const risks = forecast.risks.filter(({ chance }) => chance >= worthSaying);
  return (
    <>
      {band && (
        <>
          {isStale(forecast, anchor)
            ? `At ${timeOfDay(forecast.madeAt, offset)}, for an hour later: `
            : "In an hour likely "}
          <strong>
            {shown(band.low, scale)}–{shown(band.high, scale)}
          </strong>{" "}
          <span className="unit">{scale.unit}, 80 %</span>
        </>
      )}
      {forecast.sensorBias && ` ${correctedFor(forecast.sensorBias.median)}`}
      {risks.map(({ name, chance }) => (
        <span key={name} className={css.risk}>
          {inGlucoseUnit(name, glucoseUnit)} <strong>{percent(chance)}</strong>
        </span>
      ))}
    </>
  );
};

const correctedFor = (bias: number) =>
  `corrected for a sensor that reads ${percent(Math.abs(bias))} ${bias < 0 ? "low" : "high"}`;

/** A day of sensor readings is the least that tells one person from the population. */
const aDay = 288;

const trustIn = ({ observations, summary }: NonNullable<Patient["twin"]>): string =>
  observations < aDay ? `Still close to the population: ${observations} points so far` : summary;

/** The twin in one line: what is likely, what could go wrong, and how far to trust it. */
export const TwinLine = ({ patient, anchor, live, forecast }: Props) => {
  const { twin } = patient;
  const { glucoseUnit } = usePreferences();
  const offset = offsetOf(patient);
  if (!twin) {
    const built = patient.row.twinWaits ? "The twin is being built; until then" : "No twin yet;";
    return <p className={css.line}>{built} the record as it is.</p>;
  }
  return (
    <p className={css.line}>
      <span>{forecast && <Likely forecast={forecast} anchor={anchor} offset={offset} />}</span>
      <a href="#twin" className={css.trust}>
        {said(`${trustIn(twin)}; last point ${ageOrDate(twin.watermark, anchor, live, offset)}`, glucoseUnit)}
      </a>
    </p>
  );
};
