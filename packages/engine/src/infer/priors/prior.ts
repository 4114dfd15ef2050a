import { type Distribution, distributionOf } from "../../ensemble/distribution.ts";
import { normalDensity } from "../../ensemble/normal-distribution.ts";
import { normalQuantile } from "../../ensemble/normal-quantile.ts";
import { failure } from "../../errors/registry.ts";
import { gammaLaw, type Law, studentLaw } from "./law.ts";
import { normalScore, valueOfScore } from "./normal-score.ts";

/** What is believed of one number before data are seen. */
export type Prior =
  | { readonly kind: "normal"; readonly mean: number; readonly sd: number }
  | { readonly kind: "logNormal"; readonly median: number; readonly cv: number }
  | {
      readonly kind: "logitNormal";
      readonly median: number;
      readonly sd: number;
      readonly low: number;
      readonly high: number;
    }
  | { readonly kind: "uniform"; readonly low: number; readonly high: number }
  | { readonly kind: "gamma"; readonly shape: number; readonly scale: number }
  | { readonly kind: "student"; readonly location: number; readonly scale: number; readonly degrees: number };

/**
 * A prior as a distribution whose free scale is standard normal: a bounded number has no edge there, and numbers of
 * different kinds can be correlated there (a Gaussian copula).
 */
export interface PriorDistribution extends Distribution {
  /** d value / dz at z of the free scale. */
  slope(z: number): number;
}

/** @throws HS1653 where the numbers of the prior describe no law */
export function priorDistribution(prior: Prior): PriorDistribution {
  check(prior);
  switch (prior.kind) {
    case "normal":
      return withSlope(distributionOf(prior, prior.mean));
    case "logNormal":
    case "logitNormal":
      return withSlope(distributionOf(prior, prior.median));
    case "uniform":
      return withSlope(distributionOf(prior, (prior.low + prior.high) / 2));
    case "gamma":
      return ofLaw(gammaLaw(prior.shape, prior.scale));
    case "student":
      if (prior.degrees > asNormal)
        return priorDistribution({ kind: "normal", mean: prior.location, sd: prior.scale });
      return ofLaw(studentLaw(prior.location, prior.scale, prior.degrees));
  }
}

/** Of more degrees Student's law is normal to 3e-7, and its gamma functions cancel more than that. */
const asNormal = 1e7;

/** dvalue/dz = φ(z)/density(value). */
export function withSlope(distribution: Distribution): PriorDistribution {
  return {
    ...distribution,
    slope: (z) => normalDensity(z) / distribution.density(distribution.fromFree(z)),
  };
}

function ofLaw(law: Law): PriorDistribution {
  const fromFree = (z: number) => valueOfScore(law, z);
  return withSlope({
    toFree: (value) => normalScore(law, value),
    fromFree,
    quantile: (probability) => fromFree(normalQuantile(probability)),
    density: (value) => Math.exp(law.logDensity(value)),
    sample: (stream) => fromFree(normalQuantile(stream.uniform())),
  });
}

const kinds: readonly string[] = ["normal", "logNormal", "logitNormal", "uniform", "gamma", "student"];

function check(prior: Prior): void {
  const refuse = (problem: string): never => {
    const text = JSON.stringify(prior, (_, value) => (Number.isFinite(value) ? value : String(value)));
    throw failure("HS1653", { prior: text, problem });
  };
  if (!kinds.includes(prior.kind)) refuse(`a law is one of ${kinds.join(", ")}`);
  const positive = (name: string, value: number) => {
    if (!(value > 0 && Number.isFinite(value))) refuse(`${name} is not above 0`);
  };
  for (const [name, value] of Object.entries(prior))
    if (name !== "kind" && !Number.isFinite(value)) refuse(`${name} is no finite number`);
  if ("sd" in prior) positive("sd", prior.sd);
  if ("cv" in prior) positive("cv", prior.cv);
  if ("scale" in prior) positive("scale", prior.scale);
  if (prior.kind === "gamma") positive("shape", prior.shape);
  if (prior.kind === "student") positive("degrees", prior.degrees);
  if (prior.kind === "logNormal") positive("median", prior.median);
  if ("low" in prior && !(prior.low < prior.high)) refuse("low is not below high");
  if (prior.kind === "logitNormal" && !(prior.median > prior.low && prior.median < prior.high))
    refuse("the median does not lie between low and high");
}
