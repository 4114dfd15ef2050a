import type { PatientRow, Timeline } from "@homeostat/server/contract";
import { describe, expect, it } from "vitest";
import { byAttention, withFiltered, withObservation, withRows } from "./apply-event.ts";

const row = (id: string, level: PatientRow["attention"]["level"], score: number): PatientRow => ({
  id,
  name: id,
  sex: "female",
  ageYears: 40,
  origin: "virtual",
  problems: [],
  attention: { level, score, headline: "", why: [] },
  latest: null,
  spark: [],
  sparkForecast: [],
});

const code = { system: "http://loinc.org", code: "99504-3" };
const timeline: Timeline = {
  from: 0,
  to: 100,
  lanes: [
    {
      code,
      unit: "mg/dL",
      thinned: false,
      points: [{ key: "a", start: 10, end: null, value: 5, quality: "ok", reason: null }],
    },
  ],
  filtered: [{ at: 10, median: 5, low80: 4, high80: 6 }],
  marks: [],
};
const event = (key: string, start: number, value: number) =>
  ({ type: "observation", subject: "p", code, key, start, end: null, value, quality: "ok" }) as const;

describe("rows", () => {
  it("stand in order of level, then score, then name", () => {
    const order = [row("d", "steady", 9), row("c", "now", 1), row("b", "now", 2), row("a", "now", 2)].sort(
      byAttention,
    );
    expect(order.map(({ id }) => id)).toEqual(["a", "b", "c", "d"]);
  });
  it("are replaced by id and moved to where they belong", () => {
    const rows = withRows(
      [row("a", "now", 1), row("b", "steady", 1)],
      [row("b", "now", 5), row("c", "none", 0)],
    );
    expect(rows.map(({ id }) => id)).toEqual(["b", "a", "c"]);
  });
});

describe("observations", () => {
  it("enter their lane in time order, and the same key replaces", () => {
    const later = withObservation(withObservation(timeline, event("c", 30, 7)), event("b", 20, 6));
    expect(later.lanes[0]?.points.map(({ key }) => key)).toEqual(["a", "b", "c"]);
    expect(withObservation(later, event("b", 20, 9)).lanes[0]?.points[1]?.value).toBe(9);
  });
  it("begin a lane where nothing was in it yet", () => {
    const other = { ...event("x", 50, 3), code: { system: "http://loinc.org", code: "8867-4" } };
    expect(withObservation(timeline, other).lanes[1]?.points[0]?.value).toBe(3);
  });
  it("outside the window change nothing", () => {
    expect(withObservation(timeline, event("z", 200, 1))).toBe(timeline);
  });
});

describe("filtered line", () => {
  it("takes later words for the same instant and keeps time order", () => {
    const next = withFiltered(timeline, [
      { at: 20, median: 8, low80: 7, high80: 9 },
      { at: 10, median: 6, low80: 5, high80: 7 },
    ]);
    expect(next.filtered.map(({ median }) => median)).toEqual([6, 8]);
    expect(withFiltered(timeline, [])).toBe(timeline);
  });
});
