import { type ErrorPlace, HomeostatError } from "./homeostat-error.ts";
import { type ErrorCode, failure } from "./registry.ts";

/** Runs the work; an error of it gains the place, where it does not say it itself. */
export function inPlace<T>(place: ErrorPlace, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof HomeostatError)) throw error;
    throw failure(error.code as ErrorCode, error.details, { ...place, ...error.place }, error.cause);
  }
}
