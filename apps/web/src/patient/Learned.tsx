import type { LearnedParameter, ParameterTelling } from "@homeostat/server/contract";
import { useQuery } from "@tanstack/react-query";
import { tellingsQuery } from "../api/queries.ts";
import { significant, writtenUnit } from "../format/units.ts";
import css from "./Learned.module.css";
import { LearnedPlot } from "./LearnedPlot.tsx";
import { useSeen } from "./use-seen.ts";

const Legend = ({ truth }: { readonly truth: boolean }) => (
  <ul className={css.legend}>
    <li>
      <i className={css.keyPrior} />
      before any data, 80 %
    </li>
    <li>
      <i className={css.keyPosterior} />
      now, 80 %
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
        {!informed && <span className={css.untold}>not learned: these data do not tell it</span>}
      </th>
      <td>
        <LearnedPlot parameter={parameter} />
      </td>
      <td>
        {significant(median)} <span className="unit">{writtenUnit(unit)}</span>
        <span className={css.interval}>
          {significant(low80)} to {significant(high80)}
          {truth !== null && <span className="visually-hidden">, truth {significant(truth)}</span>}
        </span>
      </td>
    </tr>
  );
};

interface MoreProps {
  readonly parameters: readonly LearnedParameter[];
  readonly tellings: readonly ParameterTelling[];
}

/** What would tell each of them more closely; those that were not learned come first. What is said of several stands once. */
const More = ({ parameters, tellings }: MoreProps) => {
  const plain = new Map(tellings.map((one) => [one.name, one.plain]));
  const untold = parameters.filter(({ informed = true }) => !informed);
  const others = parameters.filter(({ informed = true }) => informed);
  const said = Map.groupBy([...untold, ...others], ({ name }) => plain.get(name) ?? "");
  return (
    <dl className={css.more}>
      {[...said].map(([words, about]) => (
        <div key={words}>
          <dt>{about.map(({ is }) => is).join(", ")}</dt>
          <dd>{words}</dd>
        </div>
      ))}
    </dl>
  );
};

interface Props {
  readonly patient: string;
  readonly parameters: readonly LearnedParameter[];
}

/** What the twin has learned about this body, and what would tell more. */
export const Learned = ({ patient, parameters }: Props) => {
  const [end, seen] = useSeen<HTMLDivElement>();
  const { data, error } = useQuery({ ...tellingsQuery(patient), enabled: seen });
  return (
    <>
      <Legend truth={parameters.some(({ truth }) => truth !== null)} />
      <table className={css.table}>
        <thead className="visually-hidden">
          <tr>
            <th scope="col">Parameter</th>
            <th scope="col">Before and after</th>
            <th scope="col">Likely, and its 80 % interval</th>
          </tr>
        </thead>
        <tbody>
          {parameters.map((parameter) => (
            <Row key={parameter.name} parameter={parameter} />
          ))}
        </tbody>
      </table>
      <div ref={end} className={css.telling}>
        <h3>What would tell more</h3>
        {data ? (
          <More parameters={parameters} tellings={data} />
        ) : (
          <p className={css.soft} role="status">
            {error ? `${error.message} It will be asked again.` : "Being worked out from the model …"}
          </p>
        )}
      </div>
    </>
  );
};
