/**
 * node scripts/credibility/samplers.ts [posterior] [sampler]: samples the posteriors of posteriordb that lie in the shared
 * folder and prints, as a Markdown table, how far means, standard deviations and means of logarithms lie from the
 * reference, in combined Monte-Carlo standard errors (docs/credibility/samplers.md).
 */
import { adaptiveMetropolis, affineEnsemble, nuts, temperedParticles } from "@homeostat/engine/infer";
import { sharedData } from "@homeostat/testing";
import { referencePosteriors } from "../../packages/engine/test/posteriordb/all.ts";
import { type Comparison, compareWithReference } from "../../packages/engine/test/posteriordb/compare.ts";

const [onlyPosterior = "", onlySampler = ""] = process.argv.slice(2);
const seed = 20261126;

/** The acceptance that posteriordb's own reference run aimed at, where it is not 0.8. */
const acceptances: Readonly<Record<string, number>> = { "one_comp_mm_elim_abs-one_comp_mm_elim_abs": 0.99 };

const plans = (posterior: string) => [
  { sampler: nuts({ acceptance: acceptances[posterior] ?? 0.8 }), draws: 2000, warmUp: 1000 },
  { sampler: adaptiveMetropolis(), draws: 2000, warmUp: 1000 },
  { sampler: affineEnsemble(), draws: 300, warmUp: 200 },
  { sampler: temperedParticles(), draws: 500, warmUp: 0 },
];

const folder = sharedData("posteriordb", "posterior_database");
if (folder === null) throw new Error("posteriordb is not among the shared data");
for (const posterior of referencePosteriors.filter(({ name }) => name.startsWith(onlyPosterior)))
  for (const { sampler, ...plan } of plans(posterior.name)) {
    if (!sampler.name.startsWith(onlySampler)) continue;
    const before = process.cpuUsage();
    const comparison = compareWithReference(folder, posterior, sampler, { seed, ...plan });
    const { user, system } = process.cpuUsage(before);
    print(`${posterior.name}, ${sampler.name}`, comparison, (user + system) / 1e6);
  }

function print(
  title: string,
  { quantities, complaints, evaluations, logEvidence }: Comparison,
  seconds: number,
) {
  const off = (value: number | undefined) => (value === undefined ? "" : value.toFixed(2));
  const evidence =
    logEvidence.length > 0 ? `; ln evidence ${logEvidence.map((value) => value.toFixed(2)).join(", ")}` : "";
  console.log(`\n### ${title}\n`);
  console.log(`${evaluations} evaluations, ${seconds.toFixed(0)} s of processor${evidence}`);
  console.log(complaints.length > 0 ? `\nComplaints: ${complaints.join(" ")}\n` : "\nNo complaints.\n");
  console.log(
    "| quantity | ours | reference | mean off | sd off | log off | worth |\n|---|---|---|---|---|---|---|",
  );
  for (const { quantity, mean, reference, meanOff, sdOff, logOff, size } of quantities)
    console.log(
      `| ${quantity} | ${mean.toPrecision(5)} | ${reference.toPrecision(5)} | ${off(meanOff)} | ${off(sdOff)} | ${off(logOff)} | ${size.toFixed(0)} |`,
    );
}
