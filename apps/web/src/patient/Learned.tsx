import type { LearnedParameter } from "@homeostat/server/contract";
import { significant, writtenUnit } from "../format/units.ts";
import css from "./Learned.module.css";
import { LearnedPlot } from "./LearnedPlot.tsx";

const Legend = ({ truth }: { readonly truth: boolean }) => (
  <ul className={css.legend}>
    <li>
      <i className={css.keyPrior} />
      before any data
    </li>
    <li>
      <i className={css.keyPosterior} />
      learned, 80 % interval
    </li>
    {truth && (
      <li>
        <i className={css.keyTruth} />
        truth (virtual person)
      </li>
    )}
  </ul>
);

const Row = ({ parameter }: { readonly parameter: LearnedParameter }) => {
  const { name, is, unit, median, low80, high80, truth, informed = true } = parameter;
  return (
    <tr>
      <th scope="row">
        {is} <span className={css.symbol}>{name}</span>
      </th>
      <td>
        <LearnedPlot parameter={parameter} />
      </td>
      <td>
        {significant(median)} <span className="unit">{writtenUnit(unit)}</span>
        <span className={css.interval}>
          {significant(low80)} to {significant(high80)}
          {!informed && <span className={css.untold}>as before any data: these do not tell it</span>}
          {truth !== null && <span className="visually-hidden">, truth {significant(truth)}</span>}
        </span>
      </td>
    </tr>
  );
};

/** What the twin has learned about this body. */
export const Learned = ({ parameters }: { readonly parameters: readonly LearnedParameter[] }) => (
  <>
    <Legend truth={parameters.some(({ truth }) => truth !== null)} />
    <table className={css.table}>
      <thead className="visually-hidden">
        <tr>
          <th>Parameter</th>
          <th>Before and after</th>
          <th>Learned</th>
        </tr>
      </thead>
      <tbody>
        {parameters.map((parameter) => (
          <Row key={parameter.name} parameter={parameter} />
        ))}
      </tbody>
    </table>
  </>
);
