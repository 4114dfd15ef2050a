import { extinctionForEver } from "../../../packages/models/src/infection/test/extinction.ts";
import {
  clearedBy,
  type Exposure,
  exposures,
  hivExposures,
} from "../../../packages/models/src/infection/test/infection-study.ts";
import { digits, table } from "./table.ts";

/** The chance that an exposure is cleared, beside the branching process. */
export function infectionPage(members: number, command: string): string {
  const few = Math.ceil(members / 10);
  const direct = exposures.flatMap((one) => rowsOf(one, members, "direct"));
  const leaps = hivExposures.flatMap((one) => rowsOf(one, few, "tau-leaping"));
  const all = [...direct, ...leaps];
  const far = all.reduce((most, { z }) => Math.max(most, Math.abs(z)), 0);
  return `# The first days of an HIV infection: the chance to be cleared

Made by \`${command}\`; not edited by hand. \`early-hiv-pearson-2011\` and \`early-hiv-burst-pearson-2011\`: ${members} paths of each exposure
by the direct method (R0 = 1.6, 20 virions a cell, c = 3/d, δ = 1/d: the laws hold for any number), ${few} in leaps of HIV's own numbers
(R0 = 8, 50,000 virions a cell, c = 23/d). The probability by each day is that of the backward equations of the branching process
(Pearson, Krapivsky & Perelson 2011), integrated by another program; z counts standard errors. Of ${all.length} the farthest lies
at ${far.toFixed(2)}.

${table(
  ["exposure", "by day", "probability", "found", "standard error", "z"],
  all.map(({ cells }) => cells),
)}

For ever, in closed form: of one cell that makes virions one by one 1/R0 are cleared (${digits(1 / 8)} of HIV's), of one that bursts
the root of ρ = (1 − q + qρ)^N (${digits(extinctionForEver("burst", hivExposures[0]!.rates).I)}): what the paper is about. One virion is cleared with
${digits(extinctionForEver("continuous", hivExposures[0]!.rates).V, 6)} and ${digits(extinctionForEver("burst", hivExposures[0]!.rates).V, 6)}.
`;
}

function rowsOf(exposure: Exposure, members: number, method: "direct" | "tau-leaping") {
  return clearedBy(exposure, members, { seed: 77, method }).map(({ t, expected, found, error, z }) => ({
    z,
    cells: [exposure.name, t, digits(expected), digits(found), digits(error, 2), z.toFixed(2)],
  }));
}
