/**
 * node scripts/measure-long-row.ts [observations] [filter] [members]: what a very long row of readings does to each filter of the
 * contract's list (its name, or part of it): processor time of one observation (forecast and analysis, least and greatest of ten
 * blocks), memory held at the tenth and at the end (after collecting garbage: node --expose-gc), and how far from Kalman's mean the last
 * beliefs lie. A wandering level is read once a unit of time; every thousandth reading is missing.
 */
import { randomStream } from "@homeostat/engine";
import { runFilter } from "@homeostat/engine/infer";
import { allFilters } from "../packages/engine/src/infer/filter/test/all-filters.ts";
import { before, kalman, readings, walk } from "../packages/engine/src/infer/filter/test/random-walk.ts";

const [count = "1000000", wanted = "", members = "50"] = process.argv.slice(2);
const block = Math.floor(Number(count) / 10);
const isMissing = (at: number) => at % 1000 === 0;

function* times() {
  for (let at = 1; at <= 10 * block; at++) yield at;
}

const used = () => process.cpuUsage().user / 1000;
const held = () => {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 2 ** 20;
};
const shown = (x: readonly number[]) => `${Math.min(...x).toFixed(4)}–${Math.max(...x).toFixed(4)}`;

for (const [name, filter] of Object.entries(allFilters(Number(members), 2))) {
  if (!name.includes(wanted)) continue;
  const stream = randomStream({ seed: 1, purpose: "long row", member: 0 });
  const start = { at: 0, belief: filter.begin(before, stream) };
  const exact = kalman(readings(times(), isMissing));
  const [milliseconds, heaps]: [number[], number[]] = [[], []];
  let [seen, began, squares] = [0, used(), 0];
  runFilter(filter, start, walk, readings(times(), isMissing), stream, ({ posterior }) => {
    const { mean, sd } = exact.next().value!;
    if (seen >= 9 * block) squares += ((filter.marginals(posterior).mean[0]! - mean) / sd) ** 2;
    if (++seen % block !== 0) return;
    milliseconds.push((used() - began) / block);
    heaps.push(held());
    began = used();
  });
  console.log(
    `| ${name} | ${shown(milliseconds)} | ${heaps[0]!.toFixed(1)} | ${heaps.at(-1)!.toFixed(1)} | ${Math.sqrt(squares / block).toFixed(3)} |`,
  );
}
