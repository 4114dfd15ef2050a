/**
 * node scripts/credibility/backtest-choice.ts [--out docs/credibility/backtest-choice.md]: how much the figures of
 * docs/credibility/backtest.md owe to the design of the expert having been chosen on the very sets that they are of.
 */
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { datasetOf } from "@homeostat/connect";
import { publishedProtocol } from "@homeostat/twin";
import type { Contested } from "./choice/choose.ts";
import { contest } from "./choice/contest.ts";
import { candidates } from "./choice/designs.ts";
import { choicePage } from "./choice/page.ts";
import { dataSets, seriesOf } from "./choice/series.ts";

const { values } = parseArgs({ options: { out: { type: "string" } } });
const entrants = candidates();
const contested: Contested[] = [];
for (const { name, file } of dataSets) {
  const protocol = publishedProtocol(datasetOf(file), 60)!;
  let told = 0;
  const fared = contest(await seriesOf(file), entrants, protocol, (share) => {
    if (share < told) return;
    console.error(`${name}: ${(100 * share).toFixed(0)} % of ${entrants.length} designs`);
    told += 0.1;
  });
  contested.push({ dataSet: name, fared });
}
const page = choicePage(entrants, contested);
console.log(page);
if (values.out !== undefined) writeFileSync(values.out, page);
