import { type ErrorPlace, HomeostatError } from "./homeostat-error.ts";

/** Runs the work; an error of it gains the place, where it does not say it itself. */
export function inPlace<T>(place: ErrorPlace, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof HomeostatError ? error.at({ ...place, ...error.place }) : error;
  }
}
