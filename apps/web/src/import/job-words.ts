import type { ImportSummary, Job } from "@homeostat/server/contract";
import { duration } from "../format/time.ts";
import type { Sent } from "./upload.ts";

/** Share of the work that is done, 0 to 1; null while nobody knows how much there is. */
export const shareDone = ({ done, total }: Job): number | null =>
  total === null || total <= 0 ? null : Math.min(done / total, 1);

/** "32 %, about 42 s left". */
export const progressWords = (job: Job): string => {
  const share = shareDone(job);
  const known = share === null ? `${job.done.toLocaleString("en-GB")} read` : `${Math.round(share * 100)} %`;
  if (job.etaSeconds === null) return known;
  return `${known}, about ${leftWords(job.etaSeconds)} left`;
};

/** "Sending, 40 %, about 12 s left"; what is sent is then taken in by the server. */
export const sendingWords = ({ share, milliseconds }: Sent): string => {
  if (share >= 1) return "Sent; the server takes it in …";
  const left = share > 0 && milliseconds > 1000 ? (milliseconds * (1 - share)) / share : null;
  return `Sending, ${Math.round(100 * share)} %${left === null ? "" : `, about ${leftWords(left / 1000)} left`}`;
};

const leftWords = (seconds: number): string =>
  seconds < 90 ? `${Math.round(seconds)} s` : duration(seconds * 1000);

const counts = ["files", "resources", "observations", "context", "refused", "new"] as const;

/** The result of an import, where a job has one. */
export const summaryOf = ({ result }: Job): ImportSummary | null => {
  if (typeof result !== "object" || result === null) return null;
  const values = result as Record<string, unknown>;
  return counts.every((name) => typeof values[name] === "number") && Array.isArray(values.refusals)
    ? (result as ImportSummary)
    : null;
};

/** What came of building twins; null for other work. */
export const builtWords = ({ kind, state, result }: Job): string | null => {
  if (kind !== "twins" || state === "running" || state === "failed") return null;
  if (state === "cancelled") return "Those that are left are built when somebody opens them.";
  const built = (result as { readonly built: number }).built;
  return built === 1 ? "One person's twin has followed." : `The twins of ${built} people have followed.`;
};
