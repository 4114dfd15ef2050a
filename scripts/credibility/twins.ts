import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Observation } from "@homeostat/twin";
import { cast, openClinic } from "../../apps/server/src/clinic/index.ts";
import { percent } from "./twins/arithmetic.ts";
import type { Found } from "./twins/found.ts";
import { measure } from "./twins/measure.ts";
import { page } from "./twins/page.ts";
import { costs, horizonRow, horizons, parameterRows } from "./twins/rows.ts";
import { trustOf } from "./twins/trust.ts";

/**
 * How well do twins know their people? Lives the virtual clinic for some days, grows each person's twin from the log, and
 * holds it against what truly happened and the true parameters. Prints a line a person, then the pooled figures;
 * `--out` writes them as a page. `--keep FOLDER` keeps the grown twins there, and takes them from there where they are: the page
 * can be made anew without growing them again. `--seeds` lives so many clinics, of this seed and the next ones. `--trust` prints how far learned parameters may be believed: what stands in
 * apps/server/src/designs/parameter-trust.ts.
 *
 *   node scripts/credibility/twins.ts --days 14 --people 28 --seed 4 --out docs/credibility/twins.md
 */
const { values } = parseArgs({
  options: {
    days: { type: "string", default: "14" },
    people: { type: "string", default: "28" },
    kind: { type: "string", default: "type" },
    seed: { type: "string", default: "1" },
    seeds: { type: "string", default: "1" },
    "readings-only": { type: "boolean", default: false },
    out: { type: "string" },
    keep: { type: "string" },
    trust: { type: "boolean", default: false },
  },
});
const day = 86_400_000;
const start = Date.UTC(2026, 0, 5);

function print(found: readonly Found[]): void {
  for (const row of horizons.map((horizon) => horizonRow(found, horizon)))
    console.log(
      `${row.horizonMinutes} min: ${row.count} forecasts, in the 50/80/95 % bands ${row.covered.map(percent).join(" / ")}, RMSE ${row.rmse.toFixed(2)}, persistence ${row.persistence.toFixed(2)}, CRPS ${row.crps.toFixed(2)}`,
    );
  for (const row of parameterRows(found))
    console.log(
      `${row.name}: median absolute error ${percent(row.error)}, prior ${percent(row.priorError)}, truth in the 80 % interval ${percent(row.inside)}`,
    );
  console.log(costs(found));
}

const { keep, days } = values;

/** The people of the clinic of one seed, each with what became of their twin. */
function lived(seed: number): readonly Found[] {
  const people = cast.filter(({ kind }) => kind.startsWith(values.kind)).slice(0, Number(values.people));
  const clinic = openClinic(seed, start, people);
  let lived: readonly Observation[] | null = null;
  const own = (id: string) => {
    lived ??= clinic.advance(start + Number(days) * day).observations;
    return lived.filter(({ subject }) => subject === id);
  };
  const options = {
    start,
    readingsOnly: values["readings-only"],
    trust: values.trust,
    keep: keep === undefined ? undefined : (id: string) => join(keep, `${seed}-${days}-${id}`),
  };
  return people.map((member) => measure(member, () => own(member.id), clinic.truthOf(member.id)!, options));
}

const seeds = Array.from({ length: Number(values.seeds) }, (_, i) => Number(values.seed) + i);
const found = seeds.flatMap(lived);
print(found);
if (values.trust) console.log(JSON.stringify(trustOf(found), null, 2));
if (values.out !== undefined) {
  const command = `node scripts/credibility/twins.ts --days ${values.days} --people ${values.people} --seed ${values.seed}${seeds.length > 1 ? ` --seeds ${seeds.length}` : ""} --out docs/credibility/twins.md`;
  writeFileSync(values.out, page(found, values.days, command));
}
