import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { patientQuery } from "../api/queries.ts";
import { useNow } from "../live/use-clock.ts";
import { useTitle } from "../shell/Page.tsx";
import { ErrorState } from "../shell/states/ErrorState.tsx";
import css from "./PatientPage.module.css";
import { PatientSkeleton } from "./PatientSkeleton.tsx";
import { PatientView } from "./PatientView.tsx";

/** One person: loads, and shows what there is. */
export const PatientPage = () => {
  const { id } = useParams({ from: "/clinic/patients/$id" });
  const { data, error, refetch } = useQuery(patientQuery(id));
  const now = useNow(1000);
  useTitle(data?.row.name ?? "Patient");
  return (
    <main id="main" className={css.page} tabIndex={-1}>
      {error && !data && (
        <div className={css.alone}>
          <ErrorState what="This person did not load" error={error} retry={() => void refetch()} />
        </div>
      )}
      {!error && (!data || now === null) && <PatientSkeleton />}
      {data && now !== null && <PatientView key={id} patient={data} now={now} />}
    </main>
  );
};
