import { expect, test } from "vitest";
import { bound, checkObservation, type Draft } from "./check.ts";
import { knownCodes } from "./codes.ts";

const now = Date.UTC(2026, 0, 1);
const draft = (value: number, more: Partial<Draft> = {}): Draft => ({
  key: "csv:1",
  subject: "p",
  code: knownCodes.cgmGlucose.code,
  value: { kind: "quantity", value, unit: "mg/dL" },
  asReceived: { value, unit: "mg/dL" },
  start: now - 60_000,
  offsetMinutes: null,
  received: now,
  source: { system: "csv:test", resource: "a.csv", path: "line 7" },
  ...more,
});

test.each([
  ["HS3001", draft(100, { key: " " })],
  ["HS3002", draft(100, { start: Number.NaN })],
  ["HS3003", draft(100, { end: now - 120_000 })],
  ["HS3004", draft(100, { start: now + 3_600_000 })],
  ["HS3005", draft(Number.POSITIVE_INFINITY)],
  ["HS3006", draft(5.5, { value: { kind: "quantity", value: 5.5, unit: "mmol/L" } })],
  ["HS3007", draft(-5)],
  ["HS3007", draft(40_000)],
])("%s refuses what cannot be true, and names the place", (code, wrong) => {
  const checked = checkObservation(wrong, now);
  expect(checked.ok).toBe(false);
  if (checked.ok) return;
  expect(checked.error.code).toBe(code);
  expect(checked.error.place).toEqual({ source: "csv:test: a.csv", path: "line 7" });
  expect(checked.error.message).not.toMatch(/\{\w+\}/);
});

test("a good reading is kept as it is; a clock may run five minutes ahead", () => {
  const checked = checkObservation(draft(100, { start: now + 4 * 60_000 }), now);
  expect(checked).toMatchObject({ ok: true, observation: { quality: { status: "ok" } } });
});

test("beyond its range a sensor gives a bound", () => {
  const high = checkObservation(draft(600), now);
  expect(high).toMatchObject({
    ok: true,
    observation: { quality: { status: "suspect", code: "HS3008", censored: "above" } },
  });
  const low = checkObservation(draft(40, { quality: bound("below") }), now);
  expect(low).toMatchObject({ ok: true, observation: { quality: { censored: "below" } } });
});

test.each([
  [7.3, "mg/dL", "mg/dL", "mmol/L"],
  [10.5, null, "mg/dL", "mmol/L"],
  [120, "mmol/L", "mmol/L", "mg/dL"],
])(
  "a sensor's %d %s can only be the other unit: said so, not used and not guessed",
  (value, unit, told, other) => {
    const canonical = told === "mg/dL" ? value : value * 18.016;
    const read = { kind: "quantity", value: canonical, unit: "mg/dL" } as const;
    const checked = checkObservation(draft(value, { value: read, asReceived: { value, unit } }), now);
    expect(checked).toMatchObject({ ok: false, error: { code: "HS3009", details: { unit: told, other } } });
    expect(!checked.ok && checked.error.message).toMatch(new RegExp(`can only be ${value} ${other}`));
  },
);

test("low and high readings of either unit are no mix-up", () => {
  for (const [value, unit] of [
    [39, "mg/dL"],
    [30, "mg/dL"],
    [501, "mg/dL"],
    [2.2, "mmol/L"],
    [27.8, "mmol/L"],
  ] as const) {
    const canonical = unit === "mg/dL" ? value : value * 18.016;
    const read = { kind: "quantity", value: canonical, unit: "mg/dL" } as const;
    expect(checkObservation(draft(value, { value: read, asReceived: { value, unit } }), now).ok).toBe(true);
  }
});

test("codes that are not known here pass with any unit", () => {
  const other = draft(1e6, { code: { system: "http://loinc.org", code: "0-0" } });
  expect(checkObservation(other, now).ok).toBe(true);
});
