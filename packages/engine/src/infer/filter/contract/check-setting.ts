import { failure } from "../../../errors/registry.ts";

/** @throws HomeostatError HS1807 */
export function checkShare(what: string, value: number): void {
  if (!(value >= 0 && value <= 1)) throw failure("HS1807", { what, value, expected: "between 0 and 1" });
}
