/** What a stream of readings does to a filter: gaps, missing values, late data, long rows; over all filters, against Kalman 1960. */
import { describe, expect, test } from "vitest";
import { randomStream } from "../../../ensemble/random-stream.ts";
import type { Filter } from "../contract/filter.ts";
import { runFilter, type Standing } from "../contract/run-filter.ts";
import type { FilterObservation } from "../observe/observation.ts";
import { allFilters } from "./all-filters.ts";
import { before, kalman, readings, walk } from "./random-walk.ts";

const stream = () => randomStream({ seed: 5, purpose: "hard input", member: 0 });
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);

/** Half the gain is wider than Kalman where a measurement says more than the forecast, by its formula. */
const widest = (name: string) => (name === "half gain" ? 1.8 : 1.25);

function follow<Belief>(filter: Filter<Belief>, observations: Iterable<FilterObservation>) {
  const chance = stream();
  const found: { mean: number; sd: number }[] = [];
  const start: Standing<Belief> = { at: 0, belief: filter.begin(before, chance) };
  const run = runFilter(filter, start, walk, observations, chance, ({ posterior }) => {
    const { mean, sd } = filter.marginals(posterior);
    found.push({ mean: mean[0]!, sd: sd[0]! });
  });
  return { ...run, found };
}

describe.each(Object.entries(allFilters(300, 2)))("%s", (name, filter) => {
  test("goes through gaps and missing readings as Kalman does", () => {
    const times = [...range(1, 60), ...range(160, 220)];
    const isMissing = (at: number) => at % 3 === 0 || (at > 20 && at < 40);
    const { found } = follow(filter, readings(times, isMissing));
    const wanted = [...kalman(readings(times, isMissing))];
    found.forEach(({ mean, sd }, k) => {
      expect(Math.abs(mean - wanted[k]!.mean)).toBeLessThan(0.6 * wanted[k]!.sd);
      expect(sd / wanted[k]!.sd).toBeGreaterThan(0.8);
      expect(sd / wanted[k]!.sd).toBeLessThan(widest(name));
    });
    const afterGap = found[times.indexOf(160)]!.sd;
    expect(afterGap).toBeGreaterThan(found[times.indexOf(58)]!.sd);
  });

  test("a reading that comes late is brought in by a replay, to the same bits", () => {
    const all = [...readings(range(1, 30))];
    const onTime = follow(filter, all);
    const chance = stream();
    const start = { at: 0, belief: filter.begin(before, chance) };
    const early = runFilter(filter, start, walk, all.slice(0, 10), chance);
    const position = chance.position;
    runFilter(filter, early, walk, all.slice(11), chance);
    expect(() => runFilter(filter, { ...early, at: 29 }, walk, [all[10]!], chance)).toThrow(
      expect.objectContaining({ code: "HS1801" }),
    );
    const replayed = runFilter(filter, early, walk, all.slice(10), randomStream(position));
    expect(filter.moments(replayed.belief)).toEqual(filter.moments(onTime.belief));
  });

  test("readings that are all the same are no proof that nothing moves", () => {
    const same = range(1, 200).map(
      (at): FilterObservation => ({ ...[...readings([at])][0]!, values: Float64Array.of(3) }),
    );
    const { found } = follow(filter, same);
    const wanted = [...kalman(same)].at(-1)!;
    expect(Math.abs(found.at(-1)!.mean - 3)).toBeLessThan(0.6 * wanted.sd);
    expect(found.at(-1)!.sd / wanted.sd).toBeGreaterThan(0.8);
  });
});
