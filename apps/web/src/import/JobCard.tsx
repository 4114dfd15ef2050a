import type { Job, Problem } from "@homeostat/server/contract";
import { Button, Progress } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { remove } from "../api/request.ts";
import css from "./ImportPage.module.css";
import { builtWords, progressWords, shareDone, summaryOf } from "./job-words.ts";
import { Summary } from "./Summary.tsx";

const states: Readonly<Record<Job["state"], string>> = {
  running: "running",
  done: "done",
  failed: "failed",
  cancelled: "cancelled",
};

const Running = ({ job }: { readonly job: Job }) => {
  const cancel = useMutation({ mutationFn: () => remove(`/api/jobs/${encodeURIComponent(job.id)}`) });
  const share = shareDone(job);
  return (
    <div className={css.running}>
      <Progress
        value={(share ?? 1) * 100}
        animated={share === null}
        aria-label={`Progress of ${job.title}`}
      />
      <span>
        {progressWords(job)}
        {job.message && ` · ${job.message}`}
      </span>
      <Button size="compact-sm" variant="default" loading={cancel.isPending} onClick={() => cancel.mutate()}>
        Cancel
      </Button>
    </div>
  );
};

const problemOf = ({ error }: Job): Partial<Problem> =>
  typeof error === "object" && error !== null ? (error as Partial<Problem>) : {};

const Failed = ({ job }: { readonly job: Job }) => {
  const { message, cure } = problemOf(job);
  return (
    <p className={css.failed} role="alert">
      {message ?? job.message} {cure}
    </p>
  );
};

/** One import, or the building of twins after it: how far it is, then what came of it. */
export const JobCard = ({ job }: { readonly job: Job }) => {
  const summary = summaryOf(job);
  const built = builtWords(job);
  return (
    <li className={css.job} data-job={job.state}>
      <h2>
        {job.title} <span>{states[job.state]}</span>
      </h2>
      {job.state === "running" && <Running job={job} />}
      {job.state === "failed" && <Failed job={job} />}
      {job.state === "cancelled" && job.message && <p className={css.came}>{job.message}</p>}
      {summary && <Summary summary={summary} />}
      {built && <p className={css.came}>{built}</p>}
    </li>
  );
};
