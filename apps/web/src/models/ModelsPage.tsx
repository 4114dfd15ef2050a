import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { modelsQuery } from "../api/queries.ts";
import { Page } from "../shell/Page.tsx";
import { EmptyState } from "../shell/states/EmptyState.tsx";
import { ErrorState } from "../shell/states/ErrorState.tsx";
import css from "./Models.module.css";
import { StatusWord } from "./StatusWord.tsx";

export const ModelsPage = () => {
  const { data, error, refetch } = useQuery(modelsQuery);
  return (
    <Page
      title="Models"
      lead="Published physiology, as its papers give it: equations, parameters with meaning, unit and source. A twin is one of these, fitted to one person."
    >
      {error && <ErrorState what="The models did not load" error={error} retry={() => void refetch()} />}
      {!data && !error && <Skeleton height={240} aria-busy="true" />}
      {data?.length === 0 && <EmptyState title="No models">The server’s catalogue is empty.</EmptyState>}
      <ul className={css.list}>
        {data?.map(({ id, name, status, states, reference }) => (
          <li key={id}>
            <h2>
              <Link to="/models/$id" params={{ id }}>
                {name}
              </Link>{" "}
              <StatusWord status={status} />
            </h2>
            <p>
              <code>{id}</code> · {states} states
            </p>
            <p className={css.reference}>{reference}</p>
          </li>
        ))}
      </ul>
    </Page>
  );
};
