import type { FunctionCode } from "../function-code.ts";

/** Turns a whole number plus the rounder into 2 to that power: its last bits are the number itself. */
export function powerOfTwo(code: FunctionCode): void {
  code.bits(1023n).op("i64x2.add").integer(52).op("i64x2.shl");
}
