import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { readRecords } from "@homeostat/connect";
import { crpsFromQuantiles } from "@homeostat/engine/infer";
import { catalogue } from "@homeostat/models";
import { sharedData } from "@homeostat/testing";
import {
  assimilate,
  candidateNames,
  createTwin,
  forecastLevels,
  type Observation,
  type Prepared,
  prepareTwin,
  type Twin,
  twinModel,
} from "@homeostat/twin";
import { sensorOnlyDesign } from "../../apps/server/src/designs/index.ts";

/**
 * Is a twin that knows nothing but sensor readings better for having several candidates? Grows the twins of real people
 * from their readings, one by one, and scores each candidate and the blend on the forecasts that the twins kept.
 *
 *   node scripts/credibility/candidates.ts --people 40 --out docs/credibility/candidates.md
 */
const { values } = parseArgs({
  options: { people: { type: "string", default: "40" }, out: { type: "string" } },
});
const dataSets = [
  { name: "iglu", file: "iglu_example_data_5_subject.csv" },
  { name: "Colas", file: "Colas2019_processed.zip" },
];
const { horizons } = sensorOnlyDesign.scoring;
const names = [...candidateNames, "blend"] as const;
const middle = forecastLevels.indexOf(0.5);
const minute = 60_000;

class Tally {
  count = 0;
  crps = 0;
  squares = 0;
  inside = 0;

  add(quantiles: readonly number[], truth: number): void {
    this.count++;
    this.crps += crpsFromQuantiles(forecastLevels, quantiles, truth);
    this.squares += (quantiles[middle]! - truth) ** 2;
    this.inside += Number(quantiles[1]! <= truth && truth <= quantiles[5]!);
  }
}

type Sheet = readonly (readonly Tally[])[];
const newSheet = (): Sheet => horizons.map(() => names.map(() => new Tally()));

function score(sheet: Sheet, twin: Twin, { start, value }: Observation): void {
  if (value.kind !== "quantity") return;
  for (const { points } of twin.tracking.pending)
    for (const { horizon, at, quantiles, said } of points) {
      if (Math.abs(at - start) > 2.5 * minute || said.residualOn === null) continue;
      [...said.quantiles, quantiles].forEach((own, c) => {
        sheet[horizon]![c]!.add(own, value.value);
      });
    }
}

function grow(prepared: Prepared, readings: readonly Observation[], sheet: Sheet): void {
  const { subject, start: born } = readings[0]!;
  let twin = createTwin(prepared, { subject, born }, 7);
  for (const reading of readings) {
    score(sheet, twin, reading);
    twin = assimilate(prepared, twin, reading).twin;
  }
}

async function readingsOf(file: string, most: number): Promise<readonly (readonly Observation[])[]> {
  const path = sharedData("glucobench", file);
  if (path === null) throw new Error(`the data set glucobench/${file} does not lie beside this checkout`);
  const found: Observation[] = [];
  for await (const chunk of readRecords([path], { now: Date.now() }))
    for (const item of chunk) if (item.kind === "observation") found.push(item.observation);
  const people = [...Map.groupBy(found, ({ subject }) => subject).values()];
  return people.slice(0, most).map((own) => own.toSorted((a, b) => a.start - b.start));
}

const row = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;

function tableOf(sheet: Sheet): string {
  const head = ["ahead", "forecasts", ...names.map((name) => `${name}`), "blend in its 80 % band"];
  const lines = sheet.map((tallies, h) => {
    const cells = tallies.map(
      ({ count, crps, squares }) => `${(crps / count).toFixed(2)} / ${Math.sqrt(squares / count).toFixed(2)}`,
    );
    const { inside, count } = tallies.at(-1)!;
    return row([`${horizons[h]} min`, `${count}`, ...cells, `${((100 * inside) / count).toFixed(1)} %`]);
  });
  return [row(head), row(head.map(() => "---")), ...lines].join("\n");
}

const sections: string[] = [];
for (const { name, file } of dataSets) {
  const prepared = prepareTwin(sensorOnlyDesign, twinModel(catalogue.get(sensorOnlyDesign.model)!.model));
  const people = await readingsOf(file, Number(values.people));
  const sheet = newSheet();
  for (const readings of people) grow(prepared, readings, sheet);
  sections.push(`## ${name}, ${people.length} people\n\n${tableOf(sheet)}`);
  console.error(name);
}

const page = `# Who has a say in a forecast

Made by \`node scripts/credibility/candidates.ts --people ${values.people} --out docs/credibility/candidates.md\`; not edited by hand.

A twin's forecast is one, and several candidates have a say in it: the members of its model, the model with what a line has
learned of its errors, the person's own pattern (the expert that [the backtest](backtest.md) puts to the test, with a prior
from virtual people), and
"nothing changes". Their weights follow their past CRPS for this person at each horizon, and the blend's band is held to
what it promises by its own record. Here the twins know **nothing but sensor readings**. Each cell is mean CRPS / RMSE in
mg/dL over all forecasts that the twins kept, every half hour from their birth on; the blend is what the page draws,
alarms on, and sends on.

${sections.join("\n\n")}
`;
console.log(page);
if (values.out !== undefined) writeFileSync(values.out, page);
