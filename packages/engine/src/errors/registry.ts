import { cliErrors } from "./cli-errors.ts";
import { connectErrors } from "./connect-errors.ts";
import { engineErrors } from "./engine-errors.ts";
import { exchangeErrors } from "./exchange-errors.ts";
import { filterErrors } from "./filter-errors.ts";
import { type ErrorDetails, type ErrorPlace, type ErrorRule, HomeostatError } from "./homeostat-error.ts";
import { inferenceErrors } from "./inference-errors.ts";
import { serverErrors } from "./server-errors.ts";
import { twinErrors } from "./twin-errors.ts";

/** Every error of the product, by code: engine, CLI, API and page read the same lines. */
export const errorRegistry = {
  ...engineErrors,
  ...exchangeErrors,
  ...inferenceErrors,
  ...filterErrors,
  ...twinErrors,
  ...connectErrors,
  ...serverErrors,
  ...cliErrors,
} as const;

export type ErrorCode = keyof typeof errorRegistry;

/** Makes the error of a code; throw it, or hand it on as a value. */
export function failure(
  code: ErrorCode,
  details: ErrorDetails = {},
  place: ErrorPlace = {},
  cause?: unknown,
): HomeostatError {
  const rule: ErrorRule = errorRegistry[code];
  return new HomeostatError(code, rule, details, place, cause);
}
