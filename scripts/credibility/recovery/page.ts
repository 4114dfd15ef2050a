import { changes } from "./courses.ts";
import type { Mismatches } from "./mismatch.ts";
import { quantities, quantityNames } from "./quantities.ts";
import type { CourseScore, Recovered } from "./recover.ts";

export interface StudyOptions {
  readonly people: number;
  readonly seed: number;
  readonly learnPeople: number;
  readonly learnSeed: number;
  readonly draws: number;
}

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[values.length >> 1]!;
const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
const table = (head: readonly string[], rows: readonly (readonly string[])[]) =>
  [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");

function quantityRows(found: readonly Recovered[], { quantities: gaps }: Mismatches): string[][] {
  return quantityNames.map((name) => {
    const own = found.map((one) => one.quantities[name]);
    const covered = (which: "band" | "bare") =>
      mean(own.map((one) => Number(one[which].low <= one.truth && one.truth <= one[which].high)));
    return [
      `${quantities[name].is} (${quantities[name].unit})`,
      percent(covered("band")),
      percent(median(own.map(({ truth, band }) => Math.abs(band.median / truth - 1)))),
      `×÷ ${median(own.map(({ band }) => Math.sqrt(band.high / band.low))).toFixed(2)}`,
      percent(covered("bare")),
      `× ${Math.exp(gaps[name].bias).toFixed(2)} ×÷ ${Math.exp(gaps[name].sd).toFixed(2)}`,
    ];
  });
}

const courseRow = (name: string, scores: readonly CourseScore[]): string[] => [
  name,
  percent(mean(scores.map(({ mard }) => mard))),
  percent(median(scores.map(({ mard }) => mard))),
  percent(mean(scores.map(({ mardOfTruth }) => mardOfTruth))),
  percent(mean(scores.map(({ clarkeAB }) => clarkeAB))),
  percent(mean(scores.map(({ covered }) => covered))),
];

/** Share of the quantities of all people that lie in their 90 % intervals. */
export function coverageOf(found: readonly Recovered[]): number {
  const all = found.flatMap((one) => Object.values(one.quantities));
  return mean(all.map(({ truth, band }) => Number(band.low <= truth && truth <= band.high)));
}

export function recoveryPage(found: readonly Recovered[], gaps: Mismatches, options: StudyOptions): string {
  const { people, seed, learnPeople, learnSeed, draws } = options;
  const command = `node scripts/credibility/recovery.ts --people ${people} --seed ${seed} --learn-people ${learnPeople} --learn-seed ${learnSeed} --draws ${draws} --out docs/credibility/recovery.md`;
  const replays = changes.map(({ name }, i) =>
    courseRow(
      name,
      found.map((one) => one.replays[i]!),
    ),
  );
  const next = courseRow(
    "the day after, foretold",
    found.map(({ nextDay }) => nextDay),
  );
  return `# Parameters found again

Made by \`${command}\`; not edited by hand.

${people} virtual people of the UVA/Padova model (adults, drawn around the published cohort) live two days and a half: three meals
with insulin as people count it, a snack without, corrections, sweets when low, a basal rate that is not quite right. A
Dexcom G6 of their own (Vettoretti 2019: its gain, offset, drift and noise) reads every five minutes. The **ReplayBG** model
(Cappon 2023), which is not the model that made the data, is fitted to two days of it, as one has to do in life: most
probable numbers by Gauss–Newton, then weighted draws. Status of the method: *validated on virtual people*; on real ones
*unvalidated*.

## What counts, decided before these people were looked at

The two models share no parameter of the same meaning, so that five **quantities** count which both answer when the same
experiment is done to them, for everyone, pooled: the bar is 85–95 % of the truths in their 90 % intervals. Replays count
against what the person's own sensor would have read, two for everyone: all boluses a fifth smaller, a fifth larger.

## What the mismatch of the models does

A simpler model answers with the wrong numbers and is sure of them: as fitted, the intervals hold what the column *bare*
says. Three things widen them. The likelihood has an error with a memory of an hour whose size is fitted, and is believed
by half (a generalised posterior); the sensor's gain and offset are fitted too; and what remains is learned on ${learnPeople} other
virtual people (seed ${learnSeed}): how far, on a logarithm, the fitted quantities lie from the truth, in the mean and between
people (last column), how far the answers to other insulin do (× ${Math.exp(gaps.answer.bias).toFixed(2)} ×÷ ${Math.exp(gaps.answer.sd).toFixed(2)}), and how much bands
of glucose must be stretched (replays × ${gaps.stretch.replay.toFixed(2)}, the next day × ${gaps.stretch.nextDay.toFixed(2)}). So the coverage shows that what one learns on some virtual
people holds for others of the same kind; people whose bodies differ from UVA/Padova's otherwise are not covered by it.

${table(
  ["quantity", "in the 90 % interval", "error of the median", "half-width", "bare", "truth ÷ fitted"],
  quantityRows(found, gaps),
)}

All quantities of all people: **${percent(coverageOf(found))}** in the 90 % interval (bar: 85–95 %).

## Glucose replayed and foretold

Mean over people of the mean absolute relative difference (MARD) of the median course from the sensor's readings, its median
over people, the same from true glucose, and shares of readings in zones A and B of Clarke's grid and in the 90 % band. Bars for the
first two rows: MARD below 10 %, A and B above 95 %.

${table(["course", "MARD", "median", "of true glucose", "Clarke A+B", "in the 90 % band"], [...replays, next])}

Draws of a fit are worth ${median(found.map(({ effectiveSize }) => effectiveSize)).toFixed(0)} equally weighted ones (median; ${draws} drawn in the last round).
`;
}
