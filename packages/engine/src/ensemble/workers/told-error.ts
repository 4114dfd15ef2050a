import type { ErrorDetails, ErrorPlace } from "../../errors/homeostat-error.ts";
import { HomeostatError } from "../../errors/homeostat-error.ts";
import { type ErrorCode, failure } from "../../errors/registry.ts";

/** An error as plain data, for the way between threads: of the registry with its place, or a fault with its stack. */
export type ToldError =
  | { readonly code: ErrorCode; readonly details: ErrorDetails; readonly place: ErrorPlace }
  | { readonly message: string; readonly stack: string };

export function tellError(error: unknown): ToldError {
  if (error instanceof HomeostatError) {
    const { code, details, place } = error;
    return { code: code as ErrorCode, details, place };
  }
  if (error instanceof Error) return { message: error.message, stack: error.stack ?? "" };
  return { message: String(error), stack: "" };
}

export function hearError(told: ToldError): Error {
  if ("code" in told) return failure(told.code, told.details, told.place);
  const error = new Error(told.message);
  if (told.stack !== "") error.stack = told.stack;
  return error;
}
