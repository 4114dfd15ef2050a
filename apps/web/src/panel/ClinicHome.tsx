import { Kbd } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { patientsQuery } from "../api/queries.ts";
import { useTitle } from "../shell/Page.tsx";
import css from "./ClinicHome.module.css";
import { levels } from "./groups.ts";

/** What stands beside the panel before anybody is chosen. */
export const ClinicHome = () => {
  useTitle("Clinic");
  const { data: rows = [] } = useQuery(patientsQuery);
  const counts = levels.map(({ level, title }) => ({
    level,
    title,
    count: rows.filter(({ attention }) => attention.level === level).length,
  }));
  return (
    <main id="main" className={css.home} tabIndex={-1}>
      <div>
        <h1>Who needs you?</h1>
        <dl className={css.counts}>
          {counts.map(({ level, title, count }) => (
            <div key={level} data-level={level}>
              <dt>{title}</dt>
              <dd>{count}</dd>
            </div>
          ))}
        </dl>
        <p>
          Choose a person on the left, or press <Kbd>j</Kbd>. The list is ordered by who needs attention
          first, and says why. <Kbd>?</Kbd> shows the other keys.
        </p>
      </div>
    </main>
  );
};
