import type { JsonValue } from "./json-value.ts";
import type { OccasionEffects } from "./model-file.ts";
import { readOmega } from "./random-effects.ts";

/** Reads `occasions`: effects that are drawn anew in each, with one covariance in all. */
export function readOccasions(json: JsonValue): OccasionEffects {
  const { covariate, levels, omega } = json.fields("covariate", "levels", "omega");
  const list = json
    .need(levels, "levels")
    .list()
    .map((level) => level.number());
  if (list.length === 0 || new Set(list).size < list.length)
    levels?.refuse("the different numbers of the occasions");
  return {
    covariate: json.need(covariate, "covariate").text("the name of a covariate"),
    levels: list,
    effects: readOmega(json.need(omega, "omega")),
  };
}
