import { parseExpression } from "../equations/parse.ts";
import type { Scope } from "../equations/scope.ts";
import { didYouMean } from "../errors/did-you-mean.ts";
import { failure } from "../errors/registry.ts";
import { inPlace } from "../errors/in-place.ts";
import { divideUnits, powerOfUnit } from "../units/unit.ts";
import type { Lowering } from "./lowering.ts";
import { lowerInto } from "./resolve.ts";
import type { System } from "./system.ts";

/** Noise has the unit of its state over the root of time: its variance grows with time. @throws HS1220 */
export function lowerNoise(lowering: Lowering, scope: Scope): Pick<System, "noise"> {
  const { spec, units, time, definitions } = lowering;
  if (spec.noise === undefined) return {};
  const states = Object.keys(spec.states);
  const noise = Object.entries<string | undefined>(spec.noise).flatMap(([name, text]) => {
    if (text === undefined) return [];
    const path = `noise.${name}`;
    const state = states.indexOf(name);
    if (state < 0 || !definitions.derivatives.has(name))
      throw failure("HS1220", { name, suggestion: didYouMean(name, states) }, { path });
    const unit = divideUnits(units.get(name)!, powerOfUnit(time, 0.5));
    const strength = inPlace({ path }, () =>
      lowerInto(`The noise of '${name}'`, parseExpression(text), unit, scope),
    ).node;
    return [{ state, strength }];
  });
  return noise.length === 0 ? {} : { noise };
}
