import type { Accuracy } from "@homeostat/server/contract";
import { Link } from "@tanstack/react-router";
import { percent, type Scale, shown } from "../format/units.ts";
import css from "./AccuracyPage.module.css";

/** The table looks one hour ahead: far enough to act on, near enough to be held to. */
const horizon = 60;

export const PeopleTable = ({
  people,
  scale,
}: {
  readonly people: Accuracy["perPerson"];
  readonly scale: Scale;
}) => (
  <div className={css.scroll}>
    <table className={css.table}>
      <thead>
        <tr>
          <th scope="col">Person</th>
          <th scope="col">Twin</th>
          <th scope="col">Scored</th>
          <th scope="col">In 80 % band</th>
          <th scope="col">RMSE {scale.unit}</th>
          <th scope="col">If nothing changed</th>
        </tr>
      </thead>
      <tbody>
        {people.map(({ id, name, design, record }) => {
          const row = record.find(({ horizonMinutes }) => horizonMinutes === horizon);
          return (
            <tr key={id}>
              <th scope="row">
                <Link to="/patients/$id" params={{ id }}>
                  {name}
                </Link>
              </th>
              <td>{design}</td>
              <td>{row?.count ?? 0}</td>
              <td>{row ? percent(row.covered80) : "–"}</td>
              <td>
                <strong>{row ? shown(row.rmse, { ...scale, digits: 1 }) : "–"}</strong>
              </td>
              <td>{row ? shown(row.persistenceRmse, { ...scale, digits: 1 }) : "–"}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  </div>
);
