import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { type CalibrationReport, calibrationReport, runCalibration } from "@homeostat/engine/infer";
import { filterStudy } from "../../packages/models/src/test/filter-calibration.ts";
import {
  calibratedFilters,
  glucoseTest,
  meal,
  vancomycin,
} from "../../packages/models/src/test/filter-scenarios.ts";

/**
 * Simulation-based calibration of filters that learn parameters with the states, on vancomycin, on an intravenous
 * glucose test under the minimal model and on a meal under a CGM.
 *
 *   node scripts/credibility/filter-calibration.ts --people 500 --members 400 --particles 4000 --seed 1 --model replay --out docs/credibility/filters/calibration-meal.md
 */
const { values } = parseArgs({
  options: {
    people: { type: "string", default: "500" },
    members: { type: "string", default: "400" },
    particles: { type: "string", default: "4000" },
    seed: { type: "string", default: "1" },
    filter: { type: "string", default: "" },
    model: { type: "string", default: "" },
    out: { type: "string" },
  },
});
const number = (name: "people" | "members" | "particles" | "seed") => Number(values[name]);
const level = 0.01;

function rowsOf(scenario: string, filter: string, report: CalibrationReport, seconds: number): string[] {
  return report.quantities.map(
    ({ name, probability, adjusted, within, score, verdict }) =>
      `| ${scenario} | ${filter} | ${name} | ${probability.toFixed(4)} | ${adjusted.toFixed(4)} | ${(100 * within.half).toFixed(1)} % | ` +
      `${(100 * within.ninety).toFixed(1)} % | ${score.mean.toFixed(2)} | ${score.sd.toFixed(2)} | ${report.failed > 0 ? "failed" : verdict} | ${report.failed} | ${seconds.toFixed(0)} |`,
  );
}

const rows: string[] = [];
for (const scenario of [vancomycin, glucoseTest, meal])
  for (const [name, filter] of Object.entries(
    calibratedFilters(scenario, number("members"), number("particles")),
  )) {
    if (!name.includes(values.filter) || !scenario.name.includes(values.model)) continue;
    const began = process.cpuUsage().user;
    const piece = runCalibration(filterStudy(scenario, filter), {
      seed: number("seed"),
      to: number("people"),
    });
    const seconds = (process.cpuUsage().user - began) / 1e6;
    const added = rowsOf(scenario.name, name, calibrationReport([piece], level), seconds);
    console.log(added.join("\n"));
    rows.push(...added);
  }

const given = process.argv.slice(2).filter((_, i, all) => all[i] !== "--out" && all[i - 1] !== "--out");
if (values.out)
  writeFileSync(
    values.out,
    `# Are filters calibrated? ${values.model}

Made by \`node scripts/credibility/filter-calibration.ts ${given.join(" ")} --out\` this page; not edited by hand.
The small version is \`packages/models/src/test/filter-calibration.test.ts\`.

${values.people} truths are drawn from the prior of a model's parameters, live with process noise and drift, and are followed by a
filter of the same model (${values.members} members, ${values.particles} particles). Where a truth lies in its last belief is uniform if the filter is
right; "chance" is that of places at least this uneven under a right filter (exact simultaneous band of the empirical
distribution); a verdict other than "uniform" is at the level of ${level} among the quantities of one filter ("after Holm"). "Score" is the normal
score of the places: mean 0, spread 1 if right; a spread above 1 means that beliefs are too narrow.

| model | filter | quantity | chance | after Holm | in the central half | in the central 90 % | score, mean | score, spread | verdict | failed | CPU s |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
${rows.join("\n")}
`,
  );
