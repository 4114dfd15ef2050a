import {
  choleskyFactor,
  drawMultivariateNormal,
  drawNormal,
  logNormalSigma,
  type ModelSpec,
  type RandomStream,
  type Spread,
} from "@homeostat/engine";
import { shrunkCorrelation } from "./shrinkage.ts";

/** Parameters by name. */
export type Draw = Readonly<Record<string, number>>;

/** A way to draw the free parameters of one person. */
export type DrawPerson = (chance: RandomStream) => Draw;

/**
 * Log-normal people around published ones: means and spreads of the logarithms, with their correlation shrunk as far
 * as so few people require. A sample of synthetic people, never a published cohort itself.
 */
export function logNormalAround(people: readonly Draw[]): DrawPerson {
  const names = Object.keys(people[0] ?? {});
  const { means, sds, correlation } = shrunkCorrelation(
    people.map((one) => names.map((name) => Math.log(one[name]!))),
  );
  const lower = choleskyFactor(Float64Array.from(correlation.flat()), names.length);
  return (chance) => {
    const z = drawMultivariateNormal(chance, new Float64Array(names.length), lower);
    return Object.fromEntries(names.map((name, i) => [name, Math.exp(means[i]! + sds[i]! * z[i]!)]));
  };
}

/** People from the spreads that a model declares, each parameter by itself: for models without published people. */
export function fromSpreads(model: ModelSpec): DrawPerson {
  const spread = Object.entries(model.parameters).flatMap(([name, spec]) =>
    spec.spread && typeof spec.value === "number" ? [{ name, value: spec.value, spread: spec.spread }] : [],
  );
  return (chance) =>
    Object.fromEntries(spread.map((one) => [one.name, drawSpread(one.value, one.spread, chance)]));
}

/** One value; the median is the parameter's own value (for `uniform`, the middle is that of its bounds). */
function drawSpread(value: number, spread: Spread, chance: RandomStream): number {
  switch (spread.kind) {
    case "logNormal":
      return value * Math.exp(logNormalSigma(spread.cv) * drawNormal(chance));
    case "normal":
      return value + spread.sd * drawNormal(chance);
    case "uniform":
      return spread.low + (spread.high - spread.low) * chance.uniform();
    case "logitNormal": {
      const share = (value - spread.low) / (spread.high - spread.low);
      const logit = Math.log(share / (1 - share)) + spread.sd * drawNormal(chance);
      return spread.low + (spread.high - spread.low) / (1 + Math.exp(-logit));
    }
  }
}
