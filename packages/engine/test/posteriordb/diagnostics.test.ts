/**
 * The reference draws of posteriordb carry the diagnostics that R's package `posterior` (0.0.2) gave them: sizes of bulk
 * and tail, R̂, and errors of means. Its R̂ of distances from the median differs from ours in the sixth digit.
 */
import { readFileSync } from "node:fs";
import { needData } from "@homeostat/testing";
import { expect, test } from "vitest";
import { bulkSize, tailSize } from "../../src/infer/samplers/diagnostics/effective-size.ts";
import { errorOfMean } from "../../src/infer/samplers/diagnostics/monte-carlo-error.ts";
import { splitRHat } from "../../src/infer/samplers/diagnostics/split-rhat.ts";
import { readReference } from "./reference-posterior.ts";

interface Published {
  readonly diagnostics: {
    readonly effective_sample_size_bulk: readonly number[];
    readonly effective_sample_size_tail: readonly number[];
    readonly r_hat: readonly number[];
  };
}

test.for([
  "one_comp_mm_elim_abs-one_comp_mm_elim_abs",
  "kidiq-kidscore_momiq",
  "low_dim_gauss_mix-low_dim_gauss_mix",
])("%s", (name, context) => {
  const folder = needData(context, "posteriordb", "posterior_database");
  const path = `${folder}/reference_posteriors/draws/info/${name}.info.json`;
  const { diagnostics } = JSON.parse(readFileSync(path, "utf8")) as Published;
  readReference(folder, name).forEach(({ draws, meanError }, k) => {
    expect(bulkSize(draws) / diagnostics.effective_sample_size_bulk[k]!).toBeCloseTo(1, 10);
    expect(tailSize(draws) / diagnostics.effective_sample_size_tail[k]!).toBeCloseTo(1, 10);
    expect(errorOfMean(draws) / meanError).toBeCloseTo(1, 10);
    expect(splitRHat(draws)).toBeCloseTo(diagnostics.r_hat[k]!, 5);
  });
});
