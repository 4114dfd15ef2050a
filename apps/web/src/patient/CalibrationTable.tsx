import type { TwinCard as Twin } from "@homeostat/server/contract";
import { percent, scaleFor, shown } from "../format/units.ts";
import { usePreferences } from "../shell/preferences.ts";
import css from "./CalibrationTable.module.css";

/** How this twin's earlier forecasts fared: how often the truth fell in the band, and how far the middle was off. */
export const CalibrationTable = ({ record }: { readonly record: Twin["record"] }) => {
  const { glucoseUnit } = usePreferences();
  const scale = scaleFor("mg/dL", glucoseUnit, true);
  if (record.length === 0) return <p className={css.none}>No forecast of this twin has been scored yet.</p>;
  return (
    <table className={css.table}>
      <thead>
        <tr>
          <th scope="col">Ahead</th>
          <th scope="col">Scored</th>
          <th scope="col">In 80 % band</th>
          <th scope="col">In 95 % band</th>
          <th scope="col">
            RMSE <span className="unit">{scale.unit}</span>
          </th>
          <th scope="col">If nothing changed</th>
        </tr>
      </thead>
      <tbody>
        {record.map((row) => (
          <tr key={row.horizonMinutes}>
            <th scope="row">{row.horizonMinutes} min</th>
            <td>{row.count.toLocaleString("en-GB")}</td>
            <td>{percent(row.covered80)}</td>
            <td>{percent(row.covered95)}</td>
            <td>
              <strong>{shown(row.rmse, { ...scale, digits: 1 })}</strong>
            </td>
            <td>{shown(row.persistenceRmse, { ...scale, digits: 1 })}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};
