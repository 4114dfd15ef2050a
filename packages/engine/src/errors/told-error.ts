import { type ErrorDetails, type ErrorPlace, type ErrorRule, HomeostatError } from "./homeostat-error.ts";

/** An error as plain data, for the way between threads: a rule broken and its place, or a fault with its stack. */
export type ToldError =
  | {
      readonly code: string;
      readonly template: ErrorRule;
      readonly details: ErrorDetails;
      readonly place: ErrorPlace;
    }
  | { readonly message: string; readonly stack: string };

export function tellError(error: unknown): ToldError {
  if (error instanceof HomeostatError) {
    const { code, template, details, place } = error;
    return { code, template, details, place };
  }
  if (error instanceof Error) return { message: error.message, stack: error.stack ?? "" };
  return { message: String(error), stack: "" };
}

export function hearError(told: ToldError): Error {
  if ("code" in told) return new HomeostatError(told.code, told.template, told.details, told.place);
  const error = new Error(told.message);
  if (told.stack !== "") error.stack = told.stack;
  return error;
}
