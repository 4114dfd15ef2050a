/**
 * npm run bench [-- --json] [-- --rounds N]: ours and every installed anchor, alternating, median CPU time of N rounds
 * (5 where not given). Anchors are programs built into the folder that ANCHORS names.
 */
import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { anchorFolder, anchorOutput, runAnchor } from "./anchors.ts";
import { anchoredCases, type Case } from "./cases.ts";
import { cpuSeconds, median } from "./measure.ts";
import { prepareWeek } from "./product.ts";
import { type Line, printLine } from "./report.ts";

const { values: options } = parseArgs({
  options: { json: { type: "boolean", default: false }, rounds: { type: "string", default: "5" } },
});
const rounds = Number(options.rounds);
const print = (line: Line) => printLine(line, options.json);

function measureOurs({ run, count }: { readonly run: () => unknown; readonly count: number }): number {
  return (1000 * cpuSeconds(run)) / count;
}

function measureCase({ name, unit, ours, anchors, error }: Case): void {
  const errorOurs = error(ours.run());
  const errors = anchors.map(({ command }) => error(anchorOutput(command)));
  const own: number[] = [];
  const theirs = anchors.map((): number[] => []);
  for (let round = 0; round < rounds; round++) {
    own.push(measureOurs(ours));
    for (const [i, { command, count }] of anchors.entries()) {
      theirs[i]!.push((1000 * runAnchor(command("/dev/null"))) / count);
    }
  }
  const oursMs = median(own);
  anchors.forEach((anchor, i) => {
    const anchorMs = median(theirs[i]!);
    print({
      name,
      unit,
      anchor: anchor.name,
      ours_ms: oursMs,
      anchor_ms: anchorMs,
      ratio: anchorMs / oursMs,
      error_ours: errorOurs,
      error_anchor: errors[i]!,
    });
  });
}

function measureWeek(): void {
  const week = prepareWeek();
  week.run();
  const ours = median(Array.from({ length: rounds }, () => measureOurs(week)));
  print({ name: "UVA/Padova cohort", unit: "patient-week", ours_ms: ours });
}

process.stderr.write(`Node ${process.version}, ${cpus()[0]?.model}, ${rounds} rounds, CPU time\n`);
measureWeek();
if (anchorFolder === undefined) {
  process.stderr.write("Set ANCHORS to the folder of built anchors to measure B1 and B2 beside them.\n");
} else {
  for (const one of anchoredCases(anchorFolder)) measureCase(one);
}
