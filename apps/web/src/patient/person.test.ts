import type { ContextItem } from "@homeostat/server/contract";
import { expect, it } from "vitest";
import { present } from "./person.ts";

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
