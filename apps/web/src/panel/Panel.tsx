import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { patientsQuery } from "../api/queries.ts";
import { usePreferences } from "../shell/preferences.ts";
import { useShortcuts } from "../shell/shortcuts.ts";
import { EmptyState } from "../shell/states/EmptyState.tsx";
import { ErrorState } from "../shell/states/ErrorState.tsx";
import { type Group, grouped, neighbour, search } from "./groups.ts";
import css from "./Panel.module.css";
import { PanelRow } from "./PanelRow.tsx";
import { PanelSkeleton } from "./PanelSkeleton.tsx";
import { SearchBox } from "./SearchBox.tsx";
import { useScreenFirst } from "./use-screen-first.ts";
import { useSettled } from "./use-settled.ts";

const GroupList = ({ group, selected }: { readonly group: Group; readonly selected: string | undefined }) => {
  const { glucoseUnit } = usePreferences();
  return (
    <section aria-label={group.title}>
      <h2 className={css.group} data-level={group.level}>
        {group.title} <span>{group.rows.length}</span>
      </h2>
      {group.rows.map((row) => (
        <PanelRow key={row.id} row={row} selected={row.id === selected} unit={glucoseUnit} />
      ))}
    </section>
  );
};

const Nobody = ({ typed }: { readonly typed: string }) =>
  typed ? (
    <EmptyState title={`Nobody matches “${typed}”`}>Search looks at names, ids and problems.</EmptyState>
  ) : (
    <EmptyState title="Nobody here yet">
      The virtual clinic writes its first people when it starts; records can be brought in on the import page.
    </EmptyState>
  );

const useSteps = (groups: readonly Group[], selected: string | undefined): void => {
  const navigate = useNavigate();
  /** Where the keys have got to: a page may still be on its way while the next key is pressed. */
  const here = useRef(selected);
  useEffect(() => {
    here.current = selected;
  }, [selected]);
  const step = (by: number) => () => {
    const id = neighbour(groups, here.current, by);
    if (!id) return;
    here.current = id;
    void navigate({ to: "/patients/$id", params: { id }, search: (old) => (old.q ? { q: old.q } : {}) });
    document.querySelector(`[data-person="${CSS.escape(id)}"]`)?.scrollIntoView({ block: "nearest" });
  };
  useShortcuts({ j: step(1), k: step(-1) });
};

/** Everybody, in order of who needs attention first, and why. */
export const Panel = () => {
  const { id: selected } = useParams({ strict: false });
  const { q = "" } = useSearch({ strict: false });
  const [held, setHeld] = useState(false);
  const { data, error, refetch } = useQuery(patientsQuery);
  const rows = data ?? [];
  const order = useSettled(rows, held);
  const groups = grouped(order, search(rows, q));
  useSteps(groups, selected);
  const list = useScreenFirst(rows.some(({ twinWaits }) => twinWaits));
  return (
    <aside className={css.panel} aria-label="People">
      <SearchBox typed={q} />
      <div
        ref={list}
        className={css.list}
        onPointerEnter={() => setHeld(true)}
        onPointerLeave={() => setHeld(false)}
      >
        {!data && !error && <PanelSkeleton />}
        {error && (
          <div className={css.alone}>
            <ErrorState what="The list of people did not load" error={error} retry={() => void refetch()} />
          </div>
        )}
        {data && groups.length === 0 && (
          <div className={css.alone}>
            <Nobody typed={q} />
          </div>
        )}
        {groups.map((group) => (
          <GroupList key={group.level} group={group} selected={selected} />
        ))}
      </div>
    </aside>
  );
};
