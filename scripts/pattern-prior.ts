/**
 * node scripts/pattern-prior.ts [people] [days] [seed]: what people's glucose does next, learned on virtual people by the very
 * expert that has a say in each twin's forecast and is put to the test by `homeostat backtest`, as the prior of a person's own
 * pattern: writes apps/server/src/designs/pattern-prior.ts.
 */
import { writeFileSync } from "node:fs";
import { backtest, type CgmSeries, cgmSeries, LinearForecaster, patternExpert } from "@homeostat/twin";
import { openClinic } from "../apps/server/src/clinic/index.ts";
import { scoring } from "../apps/server/src/designs/common.ts";

const [people = 16, days = 7, seed = 3] = process.argv.slice(2).map(Number);
const start = Date.UTC(2026, 0, 5);

function virtualSeries(): readonly CgmSeries[] {
  const clinic = openClinic(seed, start);
  const { observations } = clinic.advance(start + days * 86_400_000);
  const chosen = clinic.cast.filter(({ kind }) => kind.startsWith("type")).slice(0, people);
  return chosen.map(({ id }) =>
    cgmSeries(
      id,
      observations.flatMap(({ subject, code, start: at, value }) =>
        subject === id && code.code === "99504-3" && value.kind === "quantity"
          ? [{ at, glucose: value.value }]
          : [],
      ),
    ),
  );
}

const steps = 12;
/** Virtual people are not quite like real ones: of 60, 150, 300 and 1,000 rows 150 served real people best an hour ahead. */
const worth = 150;
const series = virtualSeries();
const learner = new LinearForecaster(patternExpert, steps);
const played = [...backtest(series, { horizonMinutes: 5 * steps, forecaster: () => learner })];
const prior = learner.prior();
if (prior === null) throw new Error("too little was simulated to learn from");

const size = Math.round(Math.sqrt(prior.information.length));
const rounded = (value: number) => Number(value.toPrecision(4));
const triangle = Array.from({ length: size }, (_, i) =>
  Array.from(prior.information.subarray(i * size, i * size + i + 1), rounded),
);
const rows = Array.from({ length: size }, (_, i) =>
  scoring.horizons.map((minutes) => rounded(prior.coefficients[i * steps + minutes / 5 - 1]!)),
);
const count = series.reduce((sum, { times }) => sum + times.length, 0);
const usual = series.reduce((sum, { glucose }) => sum + glucose.reduce((a, b) => a + b, 0), 0) / count;
writeFileSync(
  new URL("../apps/server/src/designs/pattern-prior.ts", import.meta.url),
  `import type { PatternPrior } from "@homeostat/twin";

/**
 * What people's glucose does in the next 15, 30 and 60 min after what it did in the last half hour, as virtual people show
 * it: written by \`node scripts/pattern-prior.ts ${people} ${days} ${seed}\` from ${count} readings.
 */
export const patternPrior: PatternPrior = {
  usual: ${rounded(usual)},
  rows: ${worth},
  coefficients: ${JSON.stringify(rows)}.flat(),
  information: ${JSON.stringify(triangle)}.flat(),
};
`,
);
console.log(`${played.length} reports, ${count} readings`);
