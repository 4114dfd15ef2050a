import { type SystemSolution, simulateSystem } from "@homeostat/engine";
import { checkSupported } from "./check-supported.ts";
import { flatten } from "./flatten/flatten.ts";
import type { LoadDocument } from "./flatten/references.ts";
import { lowerSbml } from "./lower/lower-sbml.ts";
import type { SbmlDocument } from "./sbml-model.ts";
import type { SimulationSettings } from "./settings.ts";

/**
 * The time course of an SBML model at `steps + 1` equal times. The model starts at time 0, whatever `start` is.
 * Throws HS1505 for required packages that are not understood, and what lowering and simulating throw.
 */
export function simulateSbml(
  document: SbmlDocument,
  settings: SimulationSettings,
  load: LoadDocument,
): SystemSolution {
  checkSupported(document);
  const { start, duration, steps, absolute, relative } = settings;
  const system = lowerSbml(flatten(document, load), document.source, settings.variables);
  const at = Float64Array.from({ length: steps + 1 }, (_, i) => start + (i / steps) * duration);
  const tolerance = {
    relative: Math.max(1e-13, Math.min(1e-8, relative * 1e-3)),
    absolute: Math.max(1e-20, Math.min(1e-12, absolute * 1e-3)),
  };
  return simulateSystem(system, { from: 0, to: start + duration, at, tolerance, mostSteps });
}

const mostSteps = 1_000_000;
