import { factorise } from "@homeostat/engine/infer";
import { failure } from "../errors/registry.ts";
import type { JsonValue } from "./json-value.ts";
import { expressionText } from "./parameter-text.ts";
import { type RandomEffects, readOmega, varying } from "./random-effects.ts";
import { known } from "./read-structure.ts";
import type { Loads, ResidualError } from "./residual-law.ts";

export const noResidualEffects: RandomEffects = { names: [], omega: new Float64Array() };

/** Reads `sigma`, in the forms of Ω: residual effects (NONMEM's EPS) that several errors may share. @throws HS1620 */
export function readSigma(json: JsonValue): RandomEffects {
  const sigma = readOmega(json);
  const free = varying(sigma);
  if (factorise(free.omega, free.names.length) === undefined) throw failure("HS1620", {}, json.place);
  return sigma;
}

/** Standard deviations and correlations of the effects that vary. */
export function inCorrelations(sigma: RandomEffects): RandomEffects & { readonly sds: readonly number[] } {
  const { names, omega } = varying(sigma);
  const n = names.length;
  const sds = names.map((_, i) => Math.sqrt(omega[i * (n + 1)]!));
  return {
    names,
    sds,
    omega: omega.map((value, at) => value / (sds[Math.floor(at / n)]! * sds[at % n]!)),
  };
}

/**
 * Reads `{ "eps": { "EPS1": "prediction", "EPS2": 1 } }`: what each ε is multiplied by (∂Y/∂EPS). Their sum has the
 * variance Σ_kl w_k·σ_kl·w_l.
 */
export function sumOfEffects(json: JsonValue, sigma: RandomEffects): ResidualError {
  const { names, sds, omega } = inCorrelations(sigma);
  const given = json.named("expressions by residual effect");
  for (const [name, value] of given) known(name, value, sigma.names);
  const weights = given
    .map(([name, value]) => [names.indexOf(name), expressionText(value)] as const)
    .filter(([epsilon]) => epsilon >= 0);
  if (weights.length === 0) return json.refuse("an effect of sigma whose variance is not 0");
  const loads = (prediction: string): Loads =>
    weights.map(([epsilon, text]) => ({
      epsilon,
      text: `${sds[epsilon]}*(${text.replace(/\bprediction\b/g, prediction)})`,
    }));
  const variance = (prediction: string) => {
    const all = loads(prediction);
    return all
      .flatMap((one, i) =>
        all.slice(i).map((other, j) => {
          const shared = omega[one.epsilon * names.length + other.epsilon]!;
          return { times: j === 0 ? shared : 2 * shared, text: `(${one.text})*(${other.text})` };
        }),
      )
      .filter(({ times }) => times !== 0)
      .map(({ times, text }) => (times === 1 ? text : `${times}*${text}`))
      .join(" + ");
  };
  return { expected: (prediction) => prediction, variance, transform: "none", loads };
}
