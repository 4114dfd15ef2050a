import type { JumpMethodName } from "@homeostat/engine";
import {
  type LoadDocument,
  resultsCsv,
  type SbmlDocument,
  type SimulationSettings,
  sbmlMoments,
  simulateStochasticSbml,
} from "@homeostat/exchange";
import { parseWholeNumber } from "../arguments/whole-number.ts";
import type { Console } from "../output/console.ts";

interface StochasticRun {
  readonly document: SbmlDocument;
  readonly settings: SimulationSettings;
  readonly load: LoadDocument;
}

/** One course of single reactions; of more than one, the columns `name-mean` and `name-sd` of the SBML stochastic test suite. */
export function stochasticCsv(
  { document, settings, load }: StochasticRun,
  options: { readonly seed?: string; readonly members?: string; readonly method?: JumpMethodName },
  console: Console,
): string {
  const seed = parseWholeNumber("--seed", options.seed ?? "1", 0, Number.MAX_SAFE_INTEGER);
  const members = parseWholeNumber("--members", options.members ?? "1", 1, 10_000_000);
  const { method } = options;
  const chance = { ...settings, seed, ...(method === undefined ? {} : { method }) };
  const names = settings.variables.map(({ name }) => name);
  if (members === 1) return resultsCsv(simulateStochasticSbml(document, chance, load), names);
  const bar = console.progress("members");
  const moments = sbmlMoments(document, { ...chance, members }, load, (done) => bar.update(done, members));
  bar.stop();
  const outputs = [...moments.means, ...moments.deviations];
  const columns = [...names.map((name) => `${name}-mean`), ...names.map((name) => `${name}-sd`)];
  return resultsCsv({ times: moments.times, outputs }, columns);
}
