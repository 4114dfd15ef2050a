import {
  type JumpMethodName,
  type JumpMoments,
  type JumpSolution,
  jumpMoments,
  simulateJumps,
} from "@homeostat/engine";
import { checkSupported } from "./check-supported.ts";
import { flatten } from "./flatten/flatten.ts";
import type { LoadDocument } from "./flatten/references.ts";
import { lowerReactions } from "./lower/lower-reactions.ts";
import type { SbmlDocument } from "./sbml-model.ts";
import type { SimulationSettings } from "./settings.ts";

export interface StochasticSettings
  extends Pick<SimulationSettings, "start" | "duration" | "steps" | "variables"> {
  readonly seed: number;
  /** "next-reaction" where not given. */
  readonly method?: JumpMethodName;
}

/**
 * One course of an SBML model in which reactions happen one by one, at `steps + 1` equal times. Throws HS1505 for what is not
 * reactions, and what lowering and simulating throw.
 */
export function simulateStochasticSbml(
  document: SbmlDocument,
  settings: StochasticSettings,
  load: LoadDocument,
): JumpSolution {
  return simulateJumps(reactionsOf(document, settings, load), optionsOf(settings));
}

/** Mean and standard deviation over many such courses. */
export function sbmlMoments(
  document: SbmlDocument,
  settings: StochasticSettings & { readonly members: number },
  load: LoadDocument,
  progress?: (done: number) => void,
): JumpMoments {
  const { members } = settings;
  return jumpMoments(reactionsOf(document, settings, load), { ...optionsOf(settings), members }, progress);
}

function reactionsOf(document: SbmlDocument, { variables }: StochasticSettings, load: LoadDocument) {
  checkSupported(document);
  return lowerReactions(flatten(document, load), document.source, variables);
}

function optionsOf({ start, duration, steps, seed, method }: StochasticSettings) {
  const at = Float64Array.from({ length: steps + 1 }, (_, i) => start + (i / steps) * duration);
  return { from: 0, to: start + duration, at, seed, ...(method === undefined ? {} : { method }) };
}
