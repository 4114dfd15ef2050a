import { drawNormal, randomStream } from "@homeostat/engine";
import { describe, expect, test } from "vitest";
import type { Episode } from "../../backtest/context.ts";
import { PersonReplay } from "../../backtest/replay.ts";
import { virtualSeries } from "../../backtest/virtual-series.fixture.ts";
import { patternInputs } from "../../pattern/expert.ts";
import { blended, type Candidates, learnReading, learnTruth, newCandidates, sayAt } from "./blend.ts";
import { noCandidateRecord, weightsOf, widthsOf, withTruth } from "./candidates.ts";
import { coefficientsOf, emptyLine, withRow } from "./line.ts";
import { movedBand, moveOf } from "./moved-band.ts";
import { changesOn, noPattern, withEpisode } from "./pattern.ts";
import { momentAt, withReading } from "./recent.ts";

const minute = 60_000;
const scoring = { everyMinutes: 30, horizons: [15, 30] };
const chance = (member: number) => randomStream({ seed: 3, member, purpose: "blend test" });
const bandAround = (median: number, sd = 10) =>
  [-1.96, -1.28, -0.674, 0, 0.674, 1.28, 1.96].map((z) => median + sd * z);

describe("weights", () => {
  const record = (errors: readonly number[]) => {
    let made = noCandidateRecord;
    for (let i = 0; i < 200; i++)
      made = withTruth(
        made,
        errors.map((error) => bandAround(error)),
        0,
      );
    return made;
  };

  test("at first the model has the most to say; they sum to one", () => {
    const [model, ...others] = weightsOf(noCandidateRecord);
    for (const other of others) expect(other).toBeLessThan(model!);
    expect(weightsOf(record([5, 1, 9, 20])).reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12);
  });

  test("go to whoever erred least", () => {
    expect(weightsOf(record([20, 20, 2, 20]))[2]).toBeGreaterThan(0.95);
    expect(weightsOf(record([2, 20, 20, 20]))[0]).toBeGreaterThan(0.95);
  });

  test("bands are as wide as errors", () => {
    const [model, , pattern] = widthsOf(record([10, 10, 15, 10]));
    expect(model).toBe(1);
    expect(pattern).toBeGreaterThan(1.3);
    expect(pattern).toBeLessThan(1.6);
  });
});

test("a line is that of least squares, and of its prior while there are no rows", () => {
  const prior = { coefficients: [1, 2], information: [1, 0, 0, 1], rows: 1e-9 };
  expect(coefficientsOf(emptyLine(2), prior)).toEqual([1, 2]);
  let line = emptyLine(2);
  for (const x of [0, 1, 2, 5]) line = withRow(line, [1, x], 3 - 0.5 * x, 1, 1);
  const [constant, slope] = coefficientsOf(line, prior);
  expect(constant).toBeCloseTo(3, 6);
  expect(slope).toBeCloseTo(-0.5, 6);
});

describe("a moment", () => {
  const readings = Array.from({ length: 14 }, (_, i) => ({
    at: 5 * i * minute,
    value: 100 + 5 * i,
    usual: 85,
  }));

  test("is glucose now and before, and what was usual by then", () => {
    const moment = momentAt(readings, 66 * minute)!;
    expect(moment).toMatchObject({ madeAt: 65 * minute, usual: 85 });
    expect([...moment.lags.slice(0, 14)]).toEqual(readings.map(({ value }) => value).reverse());
  });

  test("is unknown after a gap, before half an hour has passed, and of old readings", () => {
    const gap = readings.map((one, i) => (i > 10 ? one : { ...one, at: one.at - 60 * minute }));
    expect(momentAt(gap, 65 * minute)).toBeNull();
    expect(momentAt(readings.slice(0, 6), 25 * minute)).toBeNull();
    expect(momentAt(readings, 76 * minute)).toBeNull();
  });

  test("needs no more readings than are kept", () => {
    const kept = readings.reduce<typeof readings>((all, one) => [...withReading(all, one, 60)], []);
    expect(kept).toEqual(readings);
    const late = { at: 400 * minute, value: 90, usual: 85 };
    expect(withReading(readings, late, 60)).toEqual([late]);
  });
});

test("a person's pattern in the twin is the one that the backtest puts to the test", () => {
  const series = virtualSeries(4, { days: 3 });
  const horizons = [15, 30, 60];
  const prior = { ...noPattern(horizons.length), usual: 140 };
  let candidates = newCandidates(horizons);
  let learned = 0;
  let pattern = candidates.pattern;
  const replay = new PersonReplay(series, 0, 12, 45);
  const listener = {
    onContext: () => undefined,
    onEpisode: ({ context, truth }: Episode) => {
      const changes = horizons.map((minutes) => truth[minutes / 5 - 1]! - context.lags[0]!);
      pattern = withEpisode(pattern, prior, context, changes, 1);
      learned++;
    },
  };
  series.times.forEach((at, i) => {
    replay.play(i, 140, listener);
    candidates = learnReading(
      candidates,
      { everyMinutes: 30, horizons, pattern: prior },
      at,
      series.glucose[i]!,
    );
  });
  expect(learned).toBeGreaterThan(800);
  const moment = momentAt(candidates.recent, series.times.at(-1)!)!;
  const x = patternInputs(moment);
  const ofTwin = changesOn(candidates.pattern, prior, x);
  changesOn(pattern, prior, x).forEach((change, h) => {
    expect(Math.abs(ofTwin[h]! - change)).toBeLessThan(2);
  });
});

/** Glucose that swings with a period of three hours: a pattern knows it, a model that expects a level does not. */
function live(steps: number): Candidates {
  const random = chance(1);
  let candidates = newCandidates(scoring.horizons);
  const waiting: { due: number; horizon: number; said: ReturnType<typeof sayAt> }[] = [];
  for (let i = 0; i < steps; i++) {
    const at = 5 * i * minute;
    const value = 120 + 40 * Math.sin((2 * Math.PI * 5 * i) / 180) + drawNormal(random);
    candidates = learnReading(candidates, scoring, at, value);
    for (const one of waiting.filter(({ due }) => due === at))
      candidates = learnTruth(candidates, one.horizon, one.said, value);
    if (i % 6 === 0)
      scoring.horizons.forEach((minutes, horizon) => {
        const said = sayAt(candidates, scoring, horizon, at, bandAround(120, 25));
        waiting.push({ due: at + minutes * minute, horizon, said });
      });
  }
  return candidates;
}

test("a pattern that the model misses is learned, and leads", () => {
  const candidates = live(600);
  const weights = weightsOf(candidates.records[1]!);
  expect(weights[2]! + weights[1]!).toBeGreaterThan(0.9);
  const at = 5 * 599 * minute;
  const truth = 120 + 40 * Math.sin((2 * Math.PI * (5 * 599 + 30)) / 180);
  const said = sayAt(candidates, scoring, 1, at, bandAround(120, 25));
  expect(Math.abs(blended(said, candidates.records[1]!)[3]! - truth)).toBeLessThan(12);
});

test("without readings the model alone has a say, and nothing is learned of it", () => {
  const empty = newCandidates(scoring.horizons);
  const said = sayAt(empty, scoring, 0, 0, bandAround(140));
  blended(said, empty.records[0]!).forEach((value, q) => {
    expect(value).toBeCloseTo(bandAround(140)[q]!, 9);
  });
  expect(learnTruth(empty, 0, said, 150)).toEqual(empty);
});

test("a blend moves the band fully at its horizons, partly between, and ever less beyond", () => {
  const raws = [bandAround(100), bandAround(100)];
  const move = moveOf(raws, [bandAround(110, 5), bandAround(130, 20)]);
  const at = (minutes: number) => movedBand(bandAround(100), move, [15, 30], minutes);
  at(15).forEach((value, q) => {
    expect(value).toBeCloseTo(bandAround(110, 5)[q]!, 9);
  });
  at(30).forEach((value, q) => {
    expect(value).toBeCloseTo(bandAround(130, 20)[q]!, 9);
  });
  expect(at(7.5)[3]).toBeCloseTo(105, 9);
  expect(at(22.5)[3]).toBeCloseTo(120, 9);
  expect(at(90)[3]).toBeCloseTo(100 + 30 / Math.E, 9);
});
