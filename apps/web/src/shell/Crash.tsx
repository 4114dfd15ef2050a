import type { ErrorComponentProps } from "@tanstack/react-router";
import { ErrorState } from "./states/ErrorState.tsx";

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));

/** The last resort: a part of the page failed. The rest of the clinic is untouched. */
export const Crash = ({ error, reset }: ErrorComponentProps) => (
  <ErrorState what="This part of the page failed" error={asError(error)} retry={reset} />
);
