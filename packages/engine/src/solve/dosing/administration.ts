import { failure } from "../../errors/registry.ts";
import type { Dose, DoseProperties } from "./course.ts";
import { constant, type Dual, quotient, scaled } from "./dual.ts";

/** A dose with everything that the model adds to its record, derivatives included. */
export interface Administration {
  readonly state: number;
  /** What reaches the state in all. */
  readonly amount: Dual;
  readonly lag: Dual;
  /** Given for an infusion. */
  readonly infusion?: { readonly rate: Dual; readonly duration: Dual };
}

/** `property` gives what the model says of such a dose, undefined where it says nothing. @throws HS1601, HS1602 */
export function administration(
  time: number,
  dose: Dose,
  stateName: string,
  property: (name: keyof DoseProperties) => Dual | undefined,
  directions: number,
): Administration {
  const fraction = property("bioavailability") ?? constant(1, directions);
  const lag = property("lag") ?? constant(0, directions);
  const amount = scaled(fraction, dose.amount);
  refuseUnless(fraction[0]! >= 0 || Number.isNaN(fraction[0]!), time, "a bioavailability", fraction);
  refuseUnless(lag[0]! >= 0 || Number.isNaN(lag[0]!), time, "a lag", lag);
  const common = { state: dose.state, amount, lag };
  if (dose.rate === "at once") return common;
  const wanted = dose.rate === "modelled duration" ? "duration" : "rate";
  const value = typeof dose.rate === "number" ? constant(dose.rate, directions) : property(wanted);
  if (value === undefined) throw failure("HS1602", { time, state: stateName, wanted });
  refuseUnless(value[0]! > 0 || Number.isNaN(value[0]!), time, `a ${wanted}`, value);
  const other = quotient(amount, value);
  const infusion = wanted === "rate" ? { rate: value, duration: other } : { rate: other, duration: value };
  return { ...common, infusion };
}

function refuseUnless(fine: boolean, time: number, what: string, value: Dual): void {
  if (!fine) throw failure("HS1601", { time, what, value: value[0]! });
}
