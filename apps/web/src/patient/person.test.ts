import type { ContextItem } from "@homeostat/server/contract";
import { describe, expect, it } from "vitest";
import { offsetOf, present, zoneInWords } from "./person.ts";

const item = (title: string, change: Partial<ContextItem> = {}): ContextItem => ({
  kind: "medication",
  title,
  code: null,
  status: "active",
  start: 0,
  end: null,
  detail: null,
  source: "fhir",
  ...change,
});

it("puts what makes people ill before their circumstances", () => {
  const items = [item("Stress (finding)", { start: 9 }), item("Asthma (disorder)", { start: 1 })];
  expect(present(items, "medication").map(({ title }) => title)).toEqual([
    "Asthma (disorder)",
    "Stress (finding)",
  ]);
});

it("keeps what holds now, once, newest first", () => {
  const items = [
    item("Metformin", { start: 1 }),
    item("metformin", { start: 5 }),
    item("Insulin", { start: 9 }),
    item("Statin", { status: "stopped" }),
    item("Old", { end: 4 }),
    item("Asthma", { kind: "problem" }),
  ];
  expect(present(items, "medication").map(({ title }) => title)).toEqual(["Insulin", "metformin"]);
});

describe("a person's clock", () => {
  it("is named, and is UTC where nobody told it", () => {
    expect(offsetOf({ offsetMinutes: 330 })).toBe(330);
    expect(offsetOf({ offsetMinutes: null })).toBe(0);
    expect(zoneInWords({ offsetMinutes: 330 })).toBe("Local time, UTC+5:30");
    expect(zoneInWords({ offsetMinutes: null })).toBe("Times as received");
  });
});
