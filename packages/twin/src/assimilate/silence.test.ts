/** A long silence is leapt over: in law as if it had been gone through slot by slot, at the cost of the settling time. */
import { model } from "@homeostat/engine";
import { meansOf, spreadsOf } from "@homeostat/engine/infer";
import { describe, expect, test } from "vitest";
import type { Observation } from "../observation/observation.ts";
import { basal, born, meal, minute, reading, toyDay, toyModel, wanderingDesign } from "../test/toy-person.ts";
import { createTwin } from "../twin/create.ts";
import { forecast } from "../forecast/make.ts";
import type { TwinDesign } from "../twin/design.ts";
import { twinModel } from "../twin/model.ts";
import { type Prepared, prepareTwin } from "../twin/prepare.ts";
import { priorCentres } from "../twin/prior.ts";
import { assimilate } from "./assimilate.ts";
import { EnsembleRun } from "./ensemble-run.ts";

const day = 1440;
const settling: TwinDesign = { ...wanderingDesign, settleMinutes: day };
const prepare = (design: TwinDesign) => prepareTwin(design, twinModel(toyModel));

/** Counts how often a member is integrated: what a silence costs. */
function counting(prepared: Prepared) {
  const count = { calls: 0 };
  const { integrator } = prepared;
  const counted: Prepared["integrator"] = {
    ...integrator,
    bind: (schedule) => integrator.bind(schedule),
    advance: (...given) => {
      count.calls++;
      return integrator.advance(...given);
    },
  };
  return { prepared: { ...prepared, integrator: counted }, count };
}

const grown = (prepared: Prepared, observations: readonly Observation[] = toyDay(120)) =>
  assimilate(prepared, createTwin(prepared, { subject: "toy", born }, 5), observations).twin;

function advanced(prepared: Prepared, days: number, inputs: Parameters<EnsembleRun["advanceTo"]>[1] = []) {
  const run = new EnsembleRun(prepared, grown(prepared));
  run.advanceTo(born + days * day * minute, inputs);
  return run;
}

describe("a year without a record", () => {
  test("costs no more than the settling time before the next reading", () => {
    const { prepared, count } = counting(prepare(settling));
    const twin = grown(prepared);
    /** Inputs of the first day go on for some hours after the last reading. */
    const slots = day / 5 + 80;
    count.calls = 0;
    const next = assimilate(prepared, twin, reading(150, 365 * day)).twin;
    expect(next.watermark).toBe(born + 365 * day * minute);
    expect(count.calls / settling.members).toBeLessThan(slots);
    count.calls = 0;
    const { points } = forecast(prepared, twin, { madeAt: born + 365 * day * minute, horizonMinutes: 60 });
    expect(points).toHaveLength(12);
    expect(count.calls / settling.members).toBeLessThan(2 * slots);
  });

  test("leaves the twin as unsure as a stranger's, and not more", () => {
    const prepared = prepare({ ...settling, members: 200 });
    const { layout } = prepared;
    const spreads = (days: number) => spreadsOf(advanced(prepared, days).ensemble).slice(layout.learned);
    const [level, sensitivity] = priorCentres(prepared);
    const [before, after] = [spreads(1), spreads(3650)];
    expect(before[0]!).toBeLessThan(0.7 * level!.deviation);
    expect(after[0]! / level!.deviation).toBeGreaterThan(0.85);
    expect(after[0]! / level!.deviation).toBeLessThan(1.15);
    expect(Math.abs(meansOf(advanced(prepared, 3650).ensemble)[layout.learned]! - level!.mean)).toBeLessThan(
      0.3,
    );
    // Nothing in the design lets the sensitivity change: what was learned of it stays.
    expect(after[1]!).toBeCloseTo(before[1]!, 12);
    expect(before[1]!).toBeLessThan(sensitivity!.deviation);
  });
});

test("bands and habits of somebody not heard of for a year are a stranger's again", () => {
  const prepared = prepare({ ...settling, members: 60 });
  const calm = Array.from({ length: 400 }, (_, i) => reading(140 + Math.sin(i / 9) + 0.3 * (i % 2), 5 * i));
  const twin = grown(prepared, calm);
  const width = (one: typeof twin, days: number) => {
    const madeAt = one.watermark + days * day * minute;
    const { quantiles } = forecast(prepared, one, { madeAt, horizonMinutes: 30 }).points.at(-1)!;
    return quantiles[5]! - quantiles[1]!;
  };
  const stranger = width(createTwin(prepared, { subject: "toy", born }, 5), 0);
  expect(width(twin, 0)).toBeLessThan(0.1 * stranger);
  expect(width(twin, 365) / stranger).toBeGreaterThan(0.8);
  expect(width(twin, 365) / stranger).toBeLessThan(1.25);
  const back = assimilate(prepared, twin, reading(140, 5 * 400 + 365 * day)).twin;
  for (const scale of back.tracking.scales) for (const factor of scale) expect(factor).toBeCloseTo(1, 2);
  expect(back.tracking.scores).toEqual(twin.tracking.scores);
});

test("a silence of five days has the same law, leapt over or gone through", () => {
  const design = { ...settling, members: 300, learns: settling.learns.map((one) => ({ ...one, pace: 0 })) };
  const { settleMinutes: _, ...slowly } = design;
  const [leapt, walked] = [advanced(prepare(design), 5), advanced(prepare(slowly), 5)];
  expect(leapt.at).toBe(walked.at);
  const [a, b] = [leapt, walked].map(({ ensemble }) => ({
    mean: meansOf(ensemble),
    sd: spreadsOf(ensemble),
  }));
  const { layout, kernel } = prepare(design);
  const places = {
    glucose: kernel.states.indexOf("G"),
    level: layout.learned,
    unexplained: layout.disturbances,
  };
  for (const at of Object.values(places)) {
    const error = b!.sd[at]! / Math.sqrt(300);
    expect(Math.abs(a!.mean[at]! - b!.mean[at]!)).toBeLessThan(4 * error);
    expect(Math.abs(a!.sd[at]! / b!.sd[at]! - 1)).toBeLessThan(4 / Math.sqrt(600));
  }
  expect(a!.mean[kernel.states.indexOf("gut")]).toBeCloseTo(b!.mean[kernel.states.indexOf("gut")]!, 6);
});

test("a meal and a rate in the middle of a silence are met at their time", () => {
  const prepared = prepare({ ...settling, takes: settling.takes.map((take) => ({ ...take, doubt: 0 })) });
  const served = prepared.kernel.states.indexOf("served");
  const insulin = prepared.kernel.states.indexOf("I");
  const late = [reading(150, 0), meal(50, 100 * day), basal(6, 200 * day), reading(150, 365 * day)];
  const { members } = grown(prepared, late);
  expect(members.x[served]).toBe(1);
  expect(members.x[insulin]).toBeCloseTo(0.1 / 0.02, 2);
  const soon = grown(prepared, [late[0]!, late[1]!, reading(150, 100 * day + 60)]);
  expect(soon.members.x[prepared.kernel.states.indexOf("gut")]).toBeGreaterThan(5);
});

test("in one batch or reading by reading, the twin is the same", () => {
  const prepared = prepare(settling);
  const readings = [...toyDay(60), meal(40, 30 * day), reading(150, 60 * day), reading(155, 60 * day + 5)];
  const all = readings.toSorted((a, b) => a.start - b.start);
  const one = grown(prepared, []);
  const each = all.reduce((twin, observation) => assimilate(prepared, twin, observation).twin, one);
  const { members, watermark } = grown(prepared, all);
  expect(each.members).toEqual(members);
  expect(each.watermark).toBe(watermark);
});

test("members that carry the past with them go through every slot", () => {
  const late = model({
    ...toyModel,
    equations: toyModel.equations.replace("SI*I", "SI*delay(I, 15 'min')"),
  });
  const { prepared, count } = counting(prepareTwin(settling, twinModel(late)));
  const run = new EnsembleRun(prepared, createTwin(prepared, { subject: "late", born }, 1));
  count.calls = 0;
  run.advanceTo(born + 4 * day * minute, []);
  expect(count.calls / settling.members).toBe((4 * day) / 5);
});
