import type { ModelDetail } from "@homeostat/server/contract";
import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { modelQuery } from "../api/queries.ts";
import { significant, writtenUnit } from "../format/units.ts";
import { Page } from "../shell/Page.tsx";
import { ErrorState } from "../shell/states/ErrorState.tsx";
import { Equations } from "./Equations.tsx";
import css from "./Models.module.css";
import { StatusWord } from "./StatusWord.tsx";

type Named = ModelDetail["states"];

const meaningsOf = ({ states, inputs, outputs, parameters }: ModelDetail): ReadonlyMap<string, string> =>
  new Map(
    [...states, ...inputs, ...outputs, ...parameters].map(({ name, is, unit }) => [
      name,
      `${is} (${writtenUnit(unit)})`,
    ]),
  );

const Names = ({ title, items }: { readonly title: string; readonly items: Named }) => (
  <section>
    <h3>{title}</h3>
    <dl className={css.names}>
      {items.map(({ name, is, unit }) => (
        <div key={name}>
          <dt>
            <code>{name}</code>
          </dt>
          <dd>
            {is} <span className="unit">{writtenUnit(unit)}</span>
          </dd>
        </div>
      ))}
    </dl>
  </section>
);

const rangeText = (range: readonly [number, number] | null): string =>
  range ? `${significant(range[0])} to ${significant(range[1])}` : "";

const Parameters = ({ parameters }: { readonly parameters: ModelDetail["parameters"] }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls, and must do so from the keyboard too
  <section className={css.scroll} tabIndex={0} aria-label="Parameters">
    <table className={css.table}>
      <thead>
        <tr>
          {["Name", "Meaning", "Value", "Unit", "Range", "Spread", "Source"].map((title) => (
            <th key={title} scope="col">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {parameters.map(({ name, is, unit, value, expression, range, spread, source }) => (
          <tr key={name}>
            <th scope="row">
              <code>{name}</code>
            </th>
            <td>{is}</td>
            <td className={css.number}>{expression ? <code>{expression}</code> : significant(value, 4)}</td>
            <td>{writtenUnit(unit)}</td>
            <td>{rangeText(range)}</td>
            <td>{spread}</td>
            <td className={css.source}>{source}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </section>
);

const Reference = ({ reference }: Pick<ModelDetail, "reference">) => (
  <p className={css.reference}>
    {reference.citation}{" "}
    {reference.doi && (
      <a href={`https://doi.org/${reference.doi}`} rel="noreferrer" target="_blank">
        doi:{reference.doi}
      </a>
    )}
    {reference.note && <span className={css.note}>{reference.note}</span>}
  </p>
);

const Detail = ({ model }: { readonly model: ModelDetail }) => (
  <>
    <p className={css.facts}>
      <StatusWord status={model.status} /> <code>{model.id}</code> · {model.states.length} states · time in{" "}
      {model.time} · hash <code title={model.hash}>{model.hash.slice(0, 12)}</code>
    </p>
    <Reference reference={model.reference} />
    <h2>Equations</h2>
    <Equations text={model.equations} meanings={meaningsOf(model)} />
    <h2>Parameters</h2>
    <Parameters parameters={model.parameters} />
    <div className={css.columns}>
      <Names title="States" items={model.states} />
      <div>
        <Names title="Inputs" items={model.inputs} />
        <Names title="Outputs" items={model.outputs} />
      </div>
    </div>
  </>
);

export const ModelPage = () => {
  const { id } = useParams({ from: "/models/$id" });
  const { data, error, refetch } = useQuery(modelQuery(id));
  return (
    <Page title={data?.name ?? "Model"} lead={data?.use}>
      <Link to="/models" className={css.all}>
        All models
      </Link>
      {error && <ErrorState what="This model did not load" error={error} retry={() => void refetch()} />}
      {!data && !error && <Skeleton height={400} aria-busy="true" />}
      {data && <Detail model={data} />}
    </Page>
  );
};
