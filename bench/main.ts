/**
 * npm run bench [-- --json] [-- --rounds N] [-- --only NAME]: ours and every installed anchor, alternating, median CPU
 * time of N rounds (5 where not given); of one line where it is named. Anchors are programs built into the folder that ANCHORS names.
 */
import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { anchorFolder } from "./anchors.ts";
import { anchoredCases } from "./cases.ts";
import { prepareFollowing } from "./clinic-pace.ts";
import { prepareCompile } from "./compile.ts";
import { median } from "./measure.ts";
import { measureCase } from "./measure-case.ts";
import { measureOurs, type Work, warmUp } from "./measure-ours.ts";
import { prepareWeek, prepareWhatIf } from "./product.ts";
import { type Line, printLine } from "./report.ts";
import { measureTwoCores } from "./two-cores.ts";

const { values: options } = parseArgs({
  options: {
    json: { type: "boolean", default: false },
    rounds: { type: "string", default: "5" },
    only: { type: "string" },
  },
});
const rounds = Number(options.rounds);
const print = (line: Line) => printLine(line, options.json);

function measureProduct(name: string, unit: string, work: Work): void {
  const first = measureOurs(work);
  warmUp(work);
  const warm = median(Array.from({ length: rounds }, () => measureOurs(work)));
  print({ name, unit, ours_ms: warm });
  print({ name: `${name}, first`, unit, ours_ms: first });
}

const ofProduct: Readonly<Record<string, () => void | Promise<void>>> = {
  "what-if": () => measureProduct("what-if", "200 members × 24 h", prepareWhatIf()),
  "UVA/Padova cohort": () => measureProduct("UVA/Padova cohort", "patient-week", prepareWeek()),
  "a reading into 200 members": () =>
    measureProduct(
      "a reading into 200 members",
      "reading",
      prepareFollowing(200, 36, Number.MAX_SAFE_INTEGER),
    ),
  "clinic pace": () =>
    measureProduct(
      "clinic pace: a reading into a twin as it ships, its forecasts too",
      "reading",
      prepareFollowing(80, 36, 30),
    ),
  "compile, 50 states": () =>
    measureProduct("compile, 50 states", "model, from text to first steps", prepareCompile()),
  "two cores": async () => print(await measureTwoCores(rounds)),
};
const anchored = anchoredCases(anchorFolder ?? "");
const { only } = options;
const names = [...Object.keys(ofProduct), ...Object.keys(anchored)];
if (only !== undefined && !names.includes(only)) {
  process.stderr.write(`No line is called "${only}". There are: ${names.join(", ")}.\n`);
  process.exit(1);
}
const wanted = (name: string) => only === undefined || only === name;

process.stderr.write(`Node ${process.version}, ${cpus()[0]?.model}, ${rounds} rounds, CPU time\n`);
for (const [name, measure] of Object.entries(ofProduct)) if (wanted(name)) await measure();
if (anchorFolder !== undefined) {
  for (const [name, make] of Object.entries(anchored)) if (wanted(name)) measureCase(make(), rounds, print);
} else if (only === undefined || only in anchored) {
  process.stderr.write(
    "Set ANCHORS to the folder of built anchors to measure B1, B2, B3 and Robertson beside them.\n",
  );
  if (only !== undefined) process.exitCode = 1;
}
