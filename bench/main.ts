/**
 * npm run bench [-- --json] [-- --rounds N] [-- --only NAME]: ours and every installed anchor, alternating, median CPU
 * time of N rounds (5 where not given); of one line where it is named. Anchors are programs built into the folder that ANCHORS names.
 */
import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { anchorFolder, anchorOutput, runAnchor } from "./anchors.ts";
import { anchoredCases, type Case } from "./cases.ts";
import { prepareFollowing } from "./clinic-pace.ts";
import { prepareCompile } from "./compile.ts";
import { cpuSeconds, median } from "./measure.ts";
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

interface Work {
  readonly run: () => unknown;
  readonly count: number;
}

function measureOurs({ run, count }: Work): number {
  return (1000 * cpuSeconds(run)) / count;
}

/** The last of three runs: warm, as that of an anchor is. */
function measureWarm(work: Parameters<typeof measureOurs>[0]): number {
  measureOurs(work);
  measureOurs(work);
  return measureOurs(work);
}

/** Runs until the runtime has put its optimised code in place. */
function warmUp({ run }: { readonly run: () => unknown }): void {
  for (let seconds = 0; seconds < 0.8; ) seconds += cpuSeconds(run);
}

function measureCase({ name, unit, ours, plain, anchors, once = [], columns, error }: Case): void {
  const errorOurs = error(ours.run());
  warmUp(ours);
  warmUp(plain);
  const rivals = [
    { name: "our JavaScript backend", time: () => measureWarm(plain), error: error(plain.run()) },
    ...anchors.map((anchor) => ({
      name: anchor.name,
      time: () => (1000 * runAnchor(anchor.command("/dev/null"))) / anchor.count,
      error: error(columns(anchorOutput(anchor.command))),
    })),
    ...once.map((run) => ({ name: run.name, time: () => run.ms, error: error(columns(run.values)) })),
  ];
  const own: number[] = [];
  const theirs = rivals.map((): number[] => []);
  for (let round = 0; round < rounds; round++) {
    own.push(measureWarm(ours));
    for (const [i, rival] of rivals.entries()) theirs[i]!.push(rival.time());
  }
  const oursMs = median(own);
  for (const [i, rival] of rivals.entries()) {
    const anchorMs = median(theirs[i]!);
    print({
      name,
      unit,
      anchor: rival.name,
      ours_ms: oursMs,
      anchor_ms: anchorMs,
      ratio: anchorMs / oursMs,
      error_ours: errorOurs,
      error_anchor: rival.error,
    });
  }
}

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
  for (const [name, make] of Object.entries(anchored)) if (wanted(name)) measureCase(make());
} else if (only === undefined || only in anchored) {
  process.stderr.write(
    "Set ANCHORS to the folder of built anchors to measure B1, B2, B3 and Robertson beside them.\n",
  );
  if (only !== undefined) process.exitCode = 1;
}
