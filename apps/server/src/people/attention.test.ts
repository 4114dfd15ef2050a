import fc from "fast-check";
import { expect, test } from "vitest";
import type { Forecast } from "../contract/schemas.ts";
import { attention, perHour, type Situation } from "./attention.ts";

const minute = 60_000;
const now = 1000 * 60 * minute;
const flat = (value: number, minutes = 180) =>
  Array.from({ length: minutes / 5 + 1 }, (_, i) => ({ at: now - minutes * minute + i * 5 * minute, value }));
const forecast = (...risks: Forecast["risks"]): Forecast => ({
  id: "f",
  subject: "s",
  twin: "t",
  output: "glucose",
  unit: "mg/dL",
  madeAt: now,
  points: [],
  risks,
  record: [],
});
const calm: Situation = {
  now,
  readings: flat(120),
  forecast: forecast({ name: "below 70 mg/dL", chance: 0.02, at: now + 60 * minute }),
  boluses: [],
  meals: [],
  activeUntil: null,
  refusedToday: 0,
};
const seen = (over: Partial<Situation>) => attention({ ...calm, ...over });

test("nothing to see is steady", () => {
  expect(seen({})).toEqual({ level: "steady", score: 0, headline: "Steady", why: [] });
});

test("a likely low asks for somebody now, says when and how sure, and why", () => {
  const soon = forecast({ name: "below 70 mg/dL", chance: 0.82, at: now + 26 * minute });
  const falling = flat(120).map((reading, i) => ({ ...reading, value: 160 - i * 2 }));
  const boluses = [100, 30].map((ago) => ({ at: now - ago * minute, value: 4 }));
  const told = seen({ forecast: soon, readings: falling, boluses, activeUntil: now });
  expect(told).toMatchObject({ level: "now", headline: "Low in about 25 min (82 %)" });
  expect(told.why).toEqual(["2 boluses within 3 h", "active now"]);
});

test("a possible low is watched while it is near, an unlikely or a distant one is not told", () => {
  const told = (chance: number, minutes: number) =>
    seen({ forecast: forecast({ name: "below 70 mg/dL", chance, at: now + minutes * minute }) });
  expect(told(0.3, 90)).toMatchObject({ level: "watch", headline: "Low in about 1.5 h (30 %)" });
  expect(told(0.1, 30).level).toBe("steady");
  expect(told(0.3, 200).level).toBe("steady");
  expect(told(0.7, 200)).toMatchObject({ level: "watch", headline: "Low in about 3.5 h (70 %)" });
});

test("a forecast that time has overtaken alarms nobody", () => {
  const soon = forecast({ name: "below 70 mg/dL", chance: 0.9, at: now - 60 * minute });
  expect(seen({ forecast: { ...soon, madeAt: now - 90 * minute } }).level).toBe("steady");
});

test("a likely very high glucose is watched, with when", () => {
  const soon = forecast({ name: "above 250 mg/dL", chance: 0.6, at: now + 40 * minute });
  expect(seen({ forecast: soon })).toMatchObject({
    level: "watch",
    headline: "Very high in about 40 min (60 %)",
  });
});

test.each([
  [50, "now", "Very low now"],
  [65, "now", "Low now"],
  [200, "watch", "High for 3 h"],
  [300, "now", "Very high for 3 h"],
] as const)("glucose of %d for three hours: %s, %s", (value, level, headline) => {
  expect(seen({ readings: flat(value) })).toMatchObject({ level, headline });
});

test("a silent sensor is watched, then asks for somebody", () => {
  const silent = (minutes: number) =>
    seen({ readings: flat(120).map((r) => ({ ...r, at: r.at - minutes * minute })) });
  expect(silent(10).level).toBe("steady");
  expect(silent(45)).toMatchObject({ level: "watch", headline: "No reading for 45 min" });
  expect(silent(180)).toMatchObject({ level: "now", headline: "No reading for 3 h" });
});

test("readings that were not believed are told; many are watched", () => {
  expect(seen({ refusedToday: 1 })).toMatchObject({
    level: "steady",
    headline: "1 reading not believed today",
  });
  expect(seen({ refusedToday: 8 })).toMatchObject({ level: "watch" });
});

test("a record that has ended asks for nobody", () => {
  expect(seen({ now: null, readings: flat(40) })).toMatchObject({
    level: "none",
    headline: "Record ends 1970-02-11",
  });
  expect(seen({ readings: [] }).level).toBe("none");
});

test("a likelier low never ranks lower", () => {
  const score = (chance: number) => {
    const { level, score } = seen({
      forecast: forecast({ name: "below 70 mg/dL", chance, at: now + 30 * minute }),
    });
    return { now: 2, watch: 1, steady: 0, none: 0 }[level] * 1000 + score;
  };
  const chance = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(chance, chance, (a, b) => {
      expect(score(Math.max(a, b))).toBeGreaterThanOrEqual(score(Math.min(a, b)));
    }),
  );
});

test("the slope needs readings a quarter of an hour apart", () => {
  expect(perHour(flat(120))).toBe(0);
  expect(perHour(flat(120, 10))).toBeNull();
});
