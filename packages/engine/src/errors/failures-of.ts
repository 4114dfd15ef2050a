import { type ErrorDetails, type ErrorPlace, type ErrorRule, HomeostatError } from "./homeostat-error.ts";

/** A room's way to make the error of a code; throw it, or hand it on as a value. */
export type Failures<Code extends string> = (
  code: Code,
  details?: ErrorDetails,
  place?: ErrorPlace,
  cause?: unknown,
) => HomeostatError;

/** A room names its own rules and those of the rooms it stands on; a code that none of them lists does not compile. */
export function failuresOf<Code extends string>(rules: Readonly<Record<Code, ErrorRule>>): Failures<Code> {
  return (code, details = {}, place = {}, cause) =>
    new HomeostatError(code, rules[code], details, place, cause);
}
