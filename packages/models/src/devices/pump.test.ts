/** Increments, limits and dose errors are those of the pump tables (simglucose, loopinsight1); increments count in U. */
import { randomStream } from "@homeostat/engine";
import fc from "fast-check";
import { expect, test } from "vitest";
import { insulinPump, type PumpSpec, pumps, usualSetFaults } from "./pump.ts";

const sound = { ...usualSetFaults, leaksPerDay: 0, occlusionsPerDay: 0, changeDays: 1e6 };
const stream = (member: number) => randomStream({ seed: 3, purpose: "pump test", member });
const named = (id: string): PumpSpec => pumps.find((one) => one.id === id)!;

test("what is recorded is a whole number of steps, within the limits, never more than asked", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...pumps),
      fc.double({ min: 0, max: 120, noNaN: true }),
      fc.double({ min: 0, max: 50, noNaN: true }),
      (spec, bolus, basal) => {
        const pump = insulinPump(spec, sound);
        const { recorded } = pump.step(pump.begin(stream(0)), { bolus, basal }, stream(0)).output;
        expect(
          Math.abs(recorded.bolus / spec.bolusStep - Math.round(recorded.bolus / spec.bolusStep)),
        ).toBeLessThan(1e-6);
        expect(recorded.bolus).toBeLessThanOrEqual(Math.min(bolus, spec.bolusLimit) + 1e-5);
        expect(recorded.bolus).toBeGreaterThan(Math.min(bolus, spec.bolusLimit) - spec.bolusStep);
        expect(recorded.basal).toBeLessThanOrEqual(Math.min(basal, spec.basalLimit) + 1e-5);
      },
    ),
  );
});

test("0.3 U on a 0.05 U pump is 0.3 U, not 0.25 U", () => {
  const pump = insulinPump(named("insulet"), sound);
  const { recorded, delivered } = pump.step(
    pump.begin(stream(0)),
    { bolus: 0.3, basal: 0.85 },
    stream(0),
  ).output;
  expect(recorded.bolus).toBeCloseTo(0.3, 12);
  expect(recorded.basal).toBeCloseTo(0.85, 12);
  expect(delivered).toEqual(recorded);
});

test("doses are off by 2.48 % of a bolus and 3.74 % of basal on the 670G", () => {
  const pump = insulinPump(named("medtronic-670g"), sound);
  const chance = stream(1);
  let state = pump.begin(chance);
  const squares = { bolus: 0, basal: 0 };
  for (let i = 0; i < 20_000; i++) {
    const step = pump.step(state, { bolus: 5, basal: 1 }, chance);
    state = step.state;
    squares.bolus += (step.output.delivered.bolus / 5 - 1) ** 2;
    squares.basal += (step.output.delivered.basal - 1) ** 2;
  }
  expect(Math.sqrt(squares.bolus / 20_000)).toBeCloseTo(0.0248, 3);
  expect(Math.sqrt(squares.basal / 20_000)).toBeCloseTo(0.0374, 3);
});

test("an occlusion holds everything back until 1-3 U have built up, then alarms and is cleared; a leak is silent", () => {
  const faults = { ...sound, occlusionsPerDay: 1e9, occlusionAlarm: [2, 2] as const };
  const pump = insulinPump(named("insulet"), faults);
  const chance = stream(2);
  let state = pump.begin(chance);
  let held = 0;
  for (;;) {
    const { state: next, output } = pump.step(state, { bolus: 0, basal: 1.2 }, chance);
    expect(output.delivered.basal).toBe(0);
    held += output.recorded.basal / 12;
    state = next;
    if (output.alarm !== null) break;
  }
  expect(held).toBeCloseTo(2, 1);
  expect(state).toEqual(pump.begin(chance));
  const leaking = insulinPump(named("insulet"), { ...sound, leaksPerDay: 1e9, leakArrives: [0.4, 0.4] });
  const { output } = leaking.step(leaking.begin(chance), { bolus: 1, basal: 1 }, chance);
  expect(output.delivered.bolus).toBeCloseTo(0.4, 10);
  expect(output.recorded.bolus).toBe(1);
  expect(output.alarm).toBeNull();
});
