import { loadavg } from "node:os";
import { median } from "./measure.ts";
import { prepareTrialDay } from "./product.ts";
import type { Line } from "./report.ts";

const members = 10_000;

/**
 * Wall time of a day of 10,000 patients on one worker thread over that on two, alternating: CPU time cannot show it. The
 * best of the rounds on both sides: what neighbours on the same host take from one core or both only ever adds to a
 * time, and it falls on either side by chance. The medians' ratio is printed too.
 */
export async function measureTwoCores(rounds: number): Promise<Line> {
  const one = prepareTrialDay(members, 1);
  const two = prepareTrialDay(members, 2);
  await one.run();
  await two.run();
  const times = { one: [] as number[], two: [] as number[] };
  for (let round = 0; round < rounds; round++) {
    times.one.push(await wallMs(one.run));
    times.two.push(await wallMs(two.run));
  }
  one.close();
  two.close();
  const oursMs = Math.min(...times.two);
  const anchorMs = Math.min(...times.one);
  const ofMedians = (median(times.one) / median(times.two)).toFixed(2);
  return {
    name: "two cores",
    unit: `10,000 patient-days, best of ${rounds} (medians ×${ofMedians}, load ${loadavg()[0]!.toFixed(1)})`,
    anchor: "one core",
    ours_ms: oursMs,
    anchor_ms: anchorMs,
    ratio: anchorMs / oursMs,
  };
}

async function wallMs(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}
