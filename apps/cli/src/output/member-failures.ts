import type { EnsembleBlock } from "@homeostat/engine";
import type { Console } from "./console.ts";

type Failures = EnsembleBlock["failures"];

/** Members that did not reach the end, counted from 1, and why. */
export function toldFailures(failures: Failures) {
  return failures.map(({ member, error }) => ({ member: member + 1, code: error.code, why: error.message }));
}

export function noteFailures(failures: Failures, console: Console): void {
  for (const { member, code, why } of toldFailures(failures))
    console.note(`member ${member}: ${code} ${why}`);
}
