import type { HomeostatError } from "@homeostat/engine";
import { failure } from "../../errors/registry.ts";
import type { DatabaseProblem } from "./statement.ts";

const DISK_FULL = /No space left on device|ENOSPC|could not (extend|write)|disk is full/i;

/** One place that turns what a database says into an error of the registry (SQLSTATE classes: 08, 53, 57). */
export function translateProblem(problem: DatabaseProblem, cause?: unknown): HomeostatError {
  const { message, sqlState } = problem;
  if (sqlState === "53100" || DISK_FULL.test(message)) {
    return failure("HS5002", { problem: message }, {}, cause);
  }
  if (isUnreachable(sqlState, message)) return failure("HS5003", { problem: message }, {}, cause);
  if (sqlState === null) return failure("HS5004", { problem: message }, {}, cause);
  return failure("HS5008", { problem: `${message} (SQLSTATE ${sqlState})` }, {}, cause);
}

const isUnreachable = (sqlState: string | null, message: string) =>
  sqlState?.startsWith("08") ||
  sqlState?.startsWith("57P") ||
  /^E(CONNREFUSED|CONNRESET|NOTFOUND|TIMEDOUT|HOSTUNREACH)$/.test(sqlState ?? "") ||
  /Connection terminated|connect(ion)? timeout/i.test(message);
