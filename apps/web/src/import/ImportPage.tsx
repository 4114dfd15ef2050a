import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { jobsQuery } from "../api/queries.ts";
import { withJob } from "../live/apply-event.ts";
import { Page } from "../shell/Page.tsx";
import { ErrorState } from "../shell/states/ErrorState.tsx";
import { DropZone } from "./DropZone.tsx";
import css from "./ImportPage.module.css";
import { JobCard } from "./JobCard.tsx";
import { type Sent, upload } from "./upload.ts";

/** While something runs, its state is also asked for, should an event be lost. */
const askEvery = 3000;

const useUpload = () => {
  const client = useQueryClient();
  const [sent, setSent] = useState<Sent | null>(null);
  const stop = useRef(new AbortController());
  const [failure, setFailure] = useState<Error | null>(null);
  const send = async (files: readonly File[]): Promise<void> => {
    if (files.length === 0) return;
    setFailure(null);
    setSent({ share: 0, milliseconds: 0 });
    stop.current = new AbortController();
    try {
      const job = await upload(files, setSent, stop.current.signal);
      if (job) client.setQueryData(jobsQuery.queryKey, (old) => withJob(old ?? [], job));
    } catch (error) {
      setFailure(error instanceof Error ? error : new Error(String(error)));
    } finally {
      setSent(null);
    }
  };
  return { sent, failure, send, cancel: () => stop.current.abort(), forget: () => setFailure(null) };
};

export const ImportPage = () => {
  const { sent, failure, send, cancel, forget } = useUpload();
  const {
    data: jobs = [],
    error,
    refetch,
  } = useQuery({
    ...jobsQuery,
    refetchInterval: ({ state }) => (state.data?.some((job) => job.state === "running") ? askEvery : false),
  });
  const shown = jobs.filter(({ kind }) => kind === "import" || kind === "twins");
  return (
    <Page
      title="Import"
      lead="Records become observations with unit, time and source; what cannot be true is refused, with the reason."
    >
      <DropZone onFiles={(files) => void send(files)} sending={sent} onCancel={cancel} />
      {failure && <ErrorState what="The files were not taken" error={failure} retry={forget} />}
      {error && <ErrorState what="Earlier imports did not load" error={error} retry={() => void refetch()} />}
      <ul className={css.jobs}>
        {shown.map((job) => (
          <JobCard key={job.id} job={job} />
        ))}
      </ul>
    </Page>
  );
};
