import { describe, expect, test } from "vitest";
import { drawNormal } from "../../../../ensemble/draw.ts";
import { randomStream } from "../../../../ensemble/random-stream.ts";
import { merged } from "./bias-belief.ts";
import type { BiasFault } from "./bias-fault.ts";
import { compressionLow } from "./sensor-fault.ts";
import {
  type BiasedSensorBelief,
  type BiasWatch,
  swallowedBy,
  usedReading,
  watchBias,
} from "./watch-bias.ts";
import { type SensorBelief, watchSensor } from "./watch-sensor.ts";

const low: BiasFault = {
  name: "compression low",
  perTime: 1e-3,
  lasting: 30,
  longest: 75,
  mean: -35,
  sd: 20,
  correlationTime: 15,
  side: "below",
};
const wild: BiasFault = {
  ...low,
  name: "wild reading",
  lasting: 4,
  mean: 0,
  sd: 60,
  correlationTime: 0,
  side: "either",
};
const watch: BiasWatch = {
  faults: [low, wild],
  swallowing: { trend: 0, trendTime: 60, shiftTime: 1e9 },
};

/** A level that walks with sd 2 a reading, seen with an error of 3 plus an offset, and a Kalman filter that follows it. */
function followed(offset: (at: number) => number, refusing: boolean, takingBack = false) {
  const chance = randomStream({ seed: 3, purpose: "bias", member: 0 });
  let [level, mean, spread] = [0, 0, 4];
  let belief: BiasedSensorBelief | undefined;
  let single: SensorBelief | undefined;
  const seen = [];
  for (let at = 5; at <= 600; at += 5) {
    level += 2 * drawNormal(chance);
    spread += 4;
    const residual = level + 3 * drawNormal(chance) + offset(at) - mean;
    const verdict = watchBias(watch, belief, { at, residual, spread, variance: 9 });
    const alone = watchSensor([compressionLow(low, 35)], single, { at, residual, spread, variance: 9 });
    single = alone.belief;
    const gain = refusing && verdict.working < 0.5 ? 0 : spread / (spread + 9);
    belief = usedReading(watch, verdict.belief, gain);
    if (takingBack && gain === 0) {
      const { mean: moved, takenBack } = swallowedBy(belief);
      belief = takenBack;
      mean -= moved;
    }
    mean += gain * residual;
    spread *= 1 - gain;
    seen.push({ at, ...verdict, alone: alone.working, strayed: Math.abs(mean - level) });
  }
  return seen;
}

const during = (from: number, to: number) => (one: { at: number }) => one.at > from && one.at <= to;
/** Comes and goes within 40 minutes. */
const halfSine = (at: number) => (at > 200 && at < 240 ? -40 * Math.sin((Math.PI * (at - 200)) / 40) : 0);

describe("a sensor's bias that grows from reading to reading", () => {
  test("is seen though the filter followed it, in more readings than a test of each by itself sees", () => {
    const seen = followed(halfSine, false).filter(during(200, 235));
    expect(seen.filter(({ working }) => working < 0.5).length).toBeGreaterThanOrEqual(5);
    expect(seen.every(({ fault }) => fault === "compression low")).toBe(true);
    const alone = seen.filter((one) => one.alone < 0.5).length;
    expect(alone).toBeLessThan(seen.filter(({ working }) => working < 0.5).length);
  });

  test("is refused before the filter has strayed far, and over when it is over", () => {
    const [refusing, trusting] = [true, false].map((refuses) =>
      followed(halfSine, refuses).filter(during(205, 245)),
    );
    const farthest = (seen: typeof refusing) => Math.max(...seen!.map(({ strayed }) => strayed));
    expect(farthest(refusing)).toBeLessThan(0.6 * farthest(trusting));
    expect(
      followed(halfSine, true)
        .filter(during(260, 600))
        .every(({ working }) => working > 0.5),
    ).toBe(true);
  });

  test("is taken back as far as it was followed before it was seen", () => {
    const within = during(215, 245);
    const strayed = (takingBack: boolean) =>
      followed(halfSine, true, takingBack)
        .filter(within)
        .reduce((sum, one) => sum + one.strayed, 0);
    expect(strayed(true)).toBeLessThan(0.7 * strayed(false));
    const { belief } = followed(halfSine, true).find(({ at, working }) => at > 200 && working < 0.5)!;
    const { mean, takenBack } = swallowedBy(belief);
    expect(mean).toBeLessThan(-1);
    expect(swallowedBy(takenBack).mean).toBeCloseTo(0, 12);
    expect(swallowedBy(takenBack).variance).toBeCloseTo(swallowedBy(belief).variance, 9);
  });

  test("upwards is no fault that only lowers", () => {
    const seen = followed((at) => -halfSine(at), false).filter(during(200, 240));
    expect(seen.every(({ working, fault }) => working > 0.5 || fault === "wild reading")).toBe(true);
  });

  test("is believed when it stays for longer than such faults do", () => {
    const seen = followed((at) => (at > 200 ? -45 : 0), true);
    expect(seen.filter(during(200, 260)).every(({ working }) => working < 0.5)).toBe(true);
    expect(seen.filter(during(320, 600)).every(({ working }) => working > 0.5)).toBe(true);
  });
});

test("a sensor that works is believed", () => {
  expect(Math.min(...followed(() => 0, true).map(({ working }) => working))).toBeGreaterThan(0.5);
});

test("a level that has moved is doubted once where single readings alone go wild", () => {
  const single = { ...wild, perTime: 4e-4, longest: 4 };
  const alone = { ...watch, faults: [single] };
  const reading = (at: number, residual: number) => ({ at, residual, spread: 25, variance: 9 });
  const first = watchBias(alone, watchBias(alone, undefined, reading(0, 0)).belief, reading(5, 50));
  const second = watchBias(alone, first.belief, reading(10, 52));
  expect(first.working).toBeLessThan(0.5);
  expect(second.working).toBe(1);
  expect(second.belief.inFault).toBeUndefined();
});

test("after days of silence a sensor that reads as forecast is believed", () => {
  const often = { ...watch, faults: watch.faults.map((fault) => ({ ...fault, perTime: 2e-3 })) };
  const reading = (at: number) => ({ at, residual: 1, spread: 9, variance: 9 });
  const before = watchBias(often, undefined, reading(0)).belief;
  const { belief, working } = watchBias(often, before, reading(10_000));
  expect(working).toBeGreaterThan(0.9);
  expect(belief.chances.reduce((a, b) => a + b)).toBeCloseTo(1, 12);
});

test("chances sum to 1, and a fault's start is kept while it lasts", () => {
  const seen = followed((at) => (at > 200 && at <= 240 ? -50 : 0), true);
  for (const { belief } of seen) expect(belief.chances.reduce((a, b) => a + b)).toBeCloseTo(1, 12);
  const starts = seen.filter(during(215, 240)).map(({ belief }) => belief.inFault);
  expect(new Set(starts.map((inFault) => inFault?.name))).toEqual(new Set(["compression low"]));
  expect(new Set(starts.map((inFault) => inFault?.since)).size).toBe(1);
});

test("beliefs merge to the mixture's mean and covariance", () => {
  const at = (mean: number, variance: number) => ({
    mean: [mean, 0, 0],
    covariance: [variance, 0, 0, 0, 0, 0, 0, 0, 0],
  });
  const { mean, covariance } = merged([at(0, 1), at(10, 4)], [0.75, 0.25]);
  expect(mean[0]).toBeCloseTo(2.5, 12);
  expect(covariance[0]).toBeCloseTo(0.75 * (1 + 6.25) + 0.25 * (4 + 56.25), 12);
});
