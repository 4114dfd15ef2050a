/**
 * Sakov 2012 (doi:10.1175/MWR-D-11-00176.1): Lorenz-63 every 0.25 with errors of variance 2, as DAPPER's table of scores
 * has its baselines. That they have their published errors says that the set-up is read as it was meant.
 */
import { expect, test } from "vitest";
import { benchmarks } from "../../../../packages/engine/src/infer/filter/test/benchmarks.ts";
import { twinExperiment } from "../../../../packages/engine/src/infer/filter/test/twin-experiment.ts";
import { methodOf } from "../published-row.ts";
import { baselineOf } from "./baseline-of.ts";

const benchmark = benchmarks["lorenz63/sakov2012"];
const options = { seed: 1, cycles: 1000 };

test.each([
  ["Climatology()", 7.6],
  ["OptInterp()", 1.25],
  ["Var3D(xB=0.1)", 1.04],
  ["ExtKF(infl=180)", 0.92],
])("%s has its published error", (text, published) => {
  const baseline = baselineOf(methodOf(text), benchmark, options)!;
  const { rmse } = twinExperiment(benchmark, baseline, options);
  expect(rmse / published).toBeGreaterThan(0.93);
  expect(rmse / published).toBeLessThan(1.07);
});

test("a filter of members is no baseline", () => {
  expect(baselineOf(methodOf("EnKF('Sqrt', N=10)"), benchmark, options)).toBeUndefined();
});
