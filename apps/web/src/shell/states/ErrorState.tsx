import type { Problem } from "@homeostat/server/contract";
import { Button } from "@mantine/core";
import { RequestError } from "../../api/request.ts";
import css from "./States.module.css";

interface Props {
  readonly what: string;
  readonly error: Error;
  readonly retry: () => void;
}

const placeText = (place: unknown): string =>
  typeof place === "string" ? place : JSON.stringify(place, null, 1);

const Details = ({ problem }: { readonly problem: Problem }) => (
  <details className={css.details}>
    <summary>Details ({problem.code})</summary>
    <dl>
      <dt>Rule</dt>
      <dd>{problem.rule}</dd>
      {problem.place !== undefined && problem.place !== null && (
        <>
          <dt>Place</dt>
          <dd>{placeText(problem.place)}</dd>
        </>
      )}
    </dl>
  </details>
);

const cure = (error: Error): string => {
  if (!(error instanceof RequestError)) return "Reload the page; if it happens again, please report it.";
  if (error.problem) return error.problem.cure;
  return error.status === 0
    ? "Check that the server is running and that this device is connected."
    : "Try again; the server's log has the details.";
};

/** What went wrong, where, and what to do. */
export const ErrorState = ({ what, error, retry }: Props) => (
  <div className={css.state} role="alert">
    <h2>{what}</h2>
    <p>{error.message}</p>
    <p>{cure(error)}</p>
    <div className={css.actions}>
      <Button size="xs" onClick={retry}>
        Try again
      </Button>
    </div>
    {error instanceof RequestError && error.problem && <Details problem={error.problem} />}
  </div>
);
