import { equationUnit } from "../equations/kind.ts";
import { didYouMean } from "../errors/did-you-mean.ts";
import { inPlace } from "../errors/in-place.ts";
import { failure } from "../errors/registry.ts";
import { formatUnit, multiplyUnits, sameUnit } from "../units/unit.ts";
import type { Lowering } from "./lowering.ts";
import type { DoseSpec } from "./model-spec.ts";

/** Doses reach inputs in their unit, take a known time, and fire events that exist. @throws HS1204–HS1207 */
export function checkDoses(lowering: Lowering): void {
  for (const [name, dose] of Object.entries(lowering.spec.doses ?? {}))
    inPlace({ path: `doses.${name}` }, () => {
      checkTarget(lowering, name, dose);
      checkUnit(lowering, name, dose);
      checkDuration(name, dose);
    });
}

function checkTarget({ spec }: Lowering, name: string, { into, fires, during }: DoseSpec): void {
  const inputs = Object.keys(spec.inputs);
  if (!inputs.includes(into)) throw failure("HS1204", { name, into, suggestion: didYouMean(into, inputs) });
  const events = Object.keys(spec.events ?? {});
  for (const event of [fires, during?.fires])
    if (event !== undefined && !events.includes(event))
      throw failure("HS1207", { name, event, suggestion: didYouMean(event, events) });
}

function checkUnit({ spec, units, time }: Lowering, name: string, { into, unit }: DoseSpec): void {
  const expected = multiplyUnits(units.get(into)!, time);
  if (sameUnit(equationUnit(unit, {}), expected)) return;
  throw failure("HS1205", { name, unit, into, time: spec.time, expected: formatUnit(expected) });
}

function checkDuration(name: string, { rate, over, during }: DoseSpec): void {
  if ((rate === undefined) === (over === undefined))
    throw failure("HS1206", {
      name,
      problem: rate === undefined ? "has neither rate nor over" : "has both rate and over",
    });
  const given = rate ?? over ?? 0;
  if (!(given > 0 && Number.isFinite(given)))
    throw failure("HS1206", { name, problem: `has ${given} for ${rate === undefined ? "over" : "rate"}` });
  if (during !== undefined && !(during.every > 0 && Number.isFinite(during.every)))
    throw failure("HS1206", { name, problem: `fires '${during.fires}' every ${during.every}` });
}
