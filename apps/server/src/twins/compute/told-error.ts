import { type ErrorCode, HomeostatError } from "@homeostat/engine";
import type { ToldError } from "../protocol.ts";

/** An error in plain data: a code of the registry with its place, or a fault of the program with its stack. */
export function toldError(error: unknown): ToldError {
  if (error instanceof HomeostatError) {
    const { code, message, details, place } = error;
    return { code: code as ErrorCode, message, details, place };
  }
  const { message, stack } = error as Error;
  return { message, ...(stack === undefined ? {} : { stack }) };
}
