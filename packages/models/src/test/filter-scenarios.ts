import {
  amountScale,
  type Ensemble,
  ensembleFilter,
  type Filter,
  finiteSize,
  halfGain,
  iteratedSmoother,
  kernelJitter,
  modelStateSpace,
  particleFilter,
  perturbedObservations,
  serially,
  shrunkKernel,
  squareRoot,
  together,
  unscentedFilter,
} from "@homeostat/engine/infer";
import { bergman1979 } from "../glucose/bergman-1979.ts";
import { insulinMeasured, sampledTimes } from "../glucose/test/standard-test.ts";
import { replayBg2023 } from "../glucose/replay-bg-2023.ts";
import { vancomycinBuelga2005 } from "../pharmacology/vancomycin-buelga-2005.ts";
import type { FilterScenario } from "./filter-calibration.ts";

const logNormal = (median: number, sd: number) => (z: number) => median * Math.exp(sd * z);
const range = (from: number, to: number, step: number) =>
  Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, i) => from + step * i);

/** Vancomycin twice a day for two days, with five levels: clearance and volume are learned and drift a little. */
export const vancomycin: FilterScenario = {
  name: vancomycinBuelga2005.id,
  space: modelStateSpace(vancomycinBuelga2005, {
    learned: [
      { name: "CL", fromFree: logNormal(1.08, Math.sqrt(0.07929856)), drift: 0.002 },
      { name: "V", fromFree: logNormal(0.98, Math.sqrt(0.1380123)), drift: 0.002 },
    ],
    noise: { central: 25 },
    schedule: range(0, 36, 12).map((at) => ({ kind: "dose", dose: "infusion", at, amount: 1000 })),
  }),
  learned: ["CL", "V"],
  amounts: { central: 250 },
  kernel: kernelJitter(0.5),
  asked: ["central"],
  output: "concentration",
  times: [3, 11.5, 23.5, 26, 35.5, 47.5],
  variance: 3.52 ** 2,
};

/**
 * A meal with its bolus under a CGM: basal glucose, sensitivity to insulin and absorption are learned and drift a little. Insulin
 * action is sensitivity times what insulin was: its logarithm is a straight line in that of sensitivity.
 */
export const meal: FilterScenario = {
  name: replayBg2023.id,
  space: modelStateSpace(replayBg2023, {
    learned: [
      { name: "Gb", fromFree: (z) => 119.13 + 7.11 * z, drift: 5e-4 },
      { name: "SI", fromFree: logNormal(7e-4, 0.3), drift: 5e-4 },
      { name: "kabs", fromFree: logNormal(0.012, 0.25), drift: 5e-4 },
    ],
    noise: { G: 0.5, IG: 0.5 },
    tolerance: { relative: 1e-4, absolute: 1e-5 },
    schedule: [
      { kind: "dose", dose: "meal", at: 32, amount: 50 },
      { kind: "dose", dose: "bolus", at: 25, amount: 4 },
    ],
  }),
  learned: ["Gb", "SI", "kabs"],
  amounts: { X: 1e-3 },
  kernel: shrunkKernel(0.5),
  asked: ["G", "IG"],
  output: "sensorGlucose",
  times: range(5, 240, 5),
  variance: 36,
};

/** The minimal model under an intravenous glucose test: effectiveness, sensitivity, decay of action and the start are learned. */
export const glucoseTest: FilterScenario = {
  name: bergman1979.id,
  space: modelStateSpace(bergman1979, {
    learned: [
      { name: "SG", fromFree: logNormal(0.02, 0.3), drift: 2e-4 },
      { name: "SI", fromFree: logNormal(4e-4, 0.5), drift: 2e-4 },
      { name: "p2", fromFree: logNormal(0.03, 0.4), drift: 2e-4 },
      { name: "G0", fromFree: (z) => 290 + 30 * z },
    ],
    noise: { G: 0.5 },
    schedule: [insulinMeasured],
  }),
  learned: ["SG", "SI", "p2", "G0"],
  amounts: {},
  kernel: kernelJitter(0.5),
  asked: ["G"],
  output: "glucose",
  times: sampledTimes,
  variance: 25,
};

/** Filters that are put to the test, each with its ensemble's size. Particles that learn what hardly moves need a kernel. */
export const calibratedFilters = (
  { space, amounts, kernel }: FilterScenario,
  members: number,
  particles: number,
): Readonly<Record<string, Filter<unknown>>> => {
  const scales = space.scales(
    Object.fromEntries(Object.entries(amounts).map(([state, unit]) => [state, amountScale(unit)])),
  );
  const ensembles: Readonly<Record<string, Filter<Ensemble>>> = {
    "perturbed observations": ensembleFilter({ members, scheme: together(perturbedObservations) }),
    "square root": ensembleFilter({ members, scheme: together(squareRoot) }),
    "serial square root": ensembleFilter({ members, scheme: serially(squareRoot) }),
    "serial perturbed observations": ensembleFilter({ members, scheme: serially(perturbedObservations) }),
    "half gain": ensembleFilter({ members, scheme: together(halfGain) }),
    "finite size": ensembleFilter({ members, scheme: together(squareRoot, finiteSize(4)) }),
    particle: particleFilter({ members: particles, regularisation: [kernel] }),
  };
  return {
    ...(ensembles as Readonly<Record<string, Filter<unknown>>>),
    iterated: iteratedSmoother({ members }) as Filter<unknown>,
    unscented: unscentedFilter({ scales }) as Filter<unknown>,
    cubature: unscentedFilter({ centre: 0, scales }) as Filter<unknown>,
  };
};
