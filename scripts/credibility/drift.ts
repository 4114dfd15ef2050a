/**
 * Do twins see that a sensor drifts, once they are given fingersticks, and are their forecasts better for it? Lives the
 * virtual clinic through sensors of known gain, with none, two and four fingersticks a day.
 *
 *   node scripts/credibility/drift.ts --first 341 --seeds 6 --days 5 --keep FOLDER --out docs/credibility/drift.md
 *
 * Each seed's results are kept in the folder and read where they are there already, so that seeds may run side by side.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { followDrift } from "./drift/follow.ts";
import { driftPage } from "./drift/page.ts";
import { courses, perDays } from "./drift/sensors.ts";
import { type Row, rowOf } from "./drift/row.ts";
import { lives, prepareFor } from "./faults/lives.ts";

const { values } = parseArgs({
  options: {
    first: { type: "string", default: "341" },
    seeds: { type: "string", default: "6" },
    days: { type: "string", default: "5" },
    keep: { type: "string" },
    out: { type: "string" },
  },
});
const { keep, out } = values;
const seeds = Array.from({ length: Number(values.seeds) }, (_, i) => Number(values.first) + i);

function rowsOf(seed: number): readonly Row[] {
  const rows: Row[] = [];
  for (const life of lives(seed, Number(values.days), 1))
    for (const readingsOnly of life.member.kind.startsWith("type 1") ? [false, true] : [false]) {
      const prepared = prepareFor(life, readingsOnly);
      for (const course of courses)
        for (const perDay of perDays) rows.push(rowOf(followDrift(life, prepared, course, perDay)));
    }
  return rows;
}

function kept(seed: number): readonly Row[] {
  if (keep === undefined) return rowsOf(seed);
  mkdirSync(keep, { recursive: true });
  const file = join(keep, `drift-${values.days}-days-${seed}.json`);
  if (!existsSync(file)) writeFileSync(file, JSON.stringify(rowsOf(seed)));
  return JSON.parse(readFileSync(file, "utf8")) as Row[];
}

const command = `node scripts/credibility/drift.ts --first ${values.first} --seeds ${values.seeds} --days ${values.days}`;
const page = driftPage(seeds.flatMap(kept), command);
if (out === undefined) console.log(page);
else writeFileSync(out, page);
