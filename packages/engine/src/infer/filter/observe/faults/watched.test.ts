import { describe, expect, test } from "vitest";
import { normalQuantile } from "../../../../ensemble/normal-quantile.ts";
import { randomStream } from "../../../../ensemble/random-stream.ts";
import { driftNoise } from "../../forecast/normal-noise.ts";
import { runFilter } from "../../contract/run-filter.ts";
import { unscentedFilter } from "../../unscented/unscented-filter.ts";
import type { FilterObservation } from "../observation.ts";
import { compressionLow, type SensorFault, wildReading } from "./sensor-fault.ts";
import { watched } from "./watched.ts";
import { watchSensor } from "./watch-sensor.ts";

/** Times in minutes, values in mg/dL: two compression lows a night, one wild reading a day. */
const faults = [
  compressionLow({ perTime: 2 / 1440, lasting: 25, longest: 60 }, 40),
  wildReading({ perTime: 1 / 1440, lasting: 5, longest: 20 }, 100),
];

/** Glucose that changes by a few mg/dL in five minutes, under a sensor with an error of 6. */
const dynamics = { size: 1, advance: () => {}, noise: driftNoise(Float64Array.of(3)) };
const filter = watched(unscentedFilter(), faults);
const prior = { mean: Float64Array.of(140), factor: Float64Array.of(10) };
const reading = (at: number, value: number): FilterObservation => ({
  at,
  values: Float64Array.of(value),
  error: Float64Array.of(36),
  predict: (x, into) => into.fill(x[0]!),
});
const stream = () => randomStream({ seed: 6, purpose: "faults", member: 0 });

/** A night of readings around 140, with an offset at each time; outcomes by time, and how far the belief strayed. */
function night(offset: (at: number) => number) {
  const chance = stream();
  const outcomes: string[] = [];
  const reasons: string[] = [];
  const recoveries: number[] = [];
  let strayed = 0;
  const readings = Array.from({ length: 60 }, (_, i) => {
    const at = 5 * (i + 1);
    return reading(at, 140 + 6 * normalQuantile(chance.uniform()) + offset(at));
  });
  runFilter(
    filter,
    { at: 0, belief: filter.begin(prior, chance) },
    dynamics,
    readings,
    chance,
    (analysis) => {
      const [{ outcome, reason }] = analysis.judgements as [(typeof analysis.judgements)[0]];
      outcomes.push(outcome);
      if (reason) reasons.push(reason.message);
      const recovered = analysis.posterior.verdicts[0]?.recovered;
      if (recovered) recoveries.push(recovered.since);
      strayed = Math.max(strayed, Math.abs(filter.moments(analysis.posterior).mean[0]! - 140));
    },
  );
  return { outcomes, reasons, recoveries, strayed };
}

describe("a watched sensor", () => {
  test("is believed while it works", () => {
    const { outcomes, strayed } = night(() => 0);
    expect(outcomes.filter((outcome) => outcome !== "used")).toEqual([]);
    expect(strayed).toBeLessThan(12);
  });

  test("a compression low is refused by name while it lasts, and its end is told", () => {
    const { outcomes, reasons, recoveries, strayed } = night((at) => (at > 100 && at <= 130 ? -60 : 0));
    expect(outcomes.slice(20, 26)).toEqual(Array(6).fill("refused"));
    expect(outcomes.slice(0, 20).concat(outcomes.slice(27))).not.toContain("refused");
    expect(reasons[0]).toMatch(/compression low, [5-9]\.\d standard deviations below/);
    expect(recoveries).toEqual([105]);
    expect(strayed).toBeLessThan(12);
  });

  test("one wild reading on the other side is refused by another name", () => {
    const { outcomes, reasons } = night((at) => (at === 100 ? 120 : 0));
    expect(outcomes.filter((outcome) => outcome === "refused")).toHaveLength(1);
    expect(reasons[0]).toContain("wild reading");
  });

  test("a fall that stays for longer than any fault does is believed", () => {
    const { outcomes, strayed } = night((at) => (at > 100 ? -50 : 0));
    expect(outcomes.slice(20, 23)).toEqual(Array(3).fill("refused"));
    expect(outcomes.slice(-5)).toEqual(Array(5).fill("used"));
    expect(strayed).toBeGreaterThan(35);
  });

  test("a slow fall is glucose's own", () => {
    const { outcomes } = night((at) => -Math.max(0, Math.min(60, at - 100) / 1.5));
    expect(outcomes).not.toContain("refused");
  });
});

describe.each(faults.map((fault) => [fault.name, fault] as const))("%s", (_, fault: SensorFault) => {
  test("has a density that integrates to 1", () => {
    let sum = 0;
    for (let residual = -2000; residual < 2000; residual += 0.5)
      sum += 0.5 * Math.exp(fault.logDensity(residual, 80));
    expect(sum).toBeCloseTo(1, 6);
  });
});

test("without a reading chances go to their rest", () => {
  const seen = { residual: 0, spread: 1e12, variance: 1 };
  const rare: SensorFault = {
    ...faults[0]!,
    logDensity: (r, v) => -0.5 * (Math.log(2 * Math.PI * v) + (r * r) / v),
  };
  const soon = watchSensor([rare], undefined, { at: 0, ...seen });
  const later = watchSensor([rare], soon.belief, { at: 10_000, ...seen });
  const share = (2 / 1440) * 25;
  expect(soon.working).toBeCloseTo(1 / (1 + share), 10);
  expect(later.working).toBeCloseTo(1 / (1 + share), 10);
});
