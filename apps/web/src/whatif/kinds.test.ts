import { knownCodes } from "@homeostat/twin";
import { describe, expect, it } from "vitest";
import { hour, minute } from "../format/time.ts";
import {
  amountOf,
  described,
  endOf,
  kindOf,
  kinds,
  kindsTaken,
  shifted,
  started,
  startOf,
  withAmount,
  withEnd,
  withStart,
} from "./kinds.ts";

const bounds = { from: 0, to: 4 * hour };
const all = Object.keys(kinds) as (keyof typeof kinds)[];

describe("changes", () => {
  it("know their kind, and stay inside their limits in whole steps", () => {
    for (const kind of all) {
      const change = started(kind, 0);
      expect(kindOf(change)).toBe(kind);
      expect(amountOf(withAmount(change, 1e9))).toBe(kinds[kind].high);
      expect(amountOf(withAmount(change, -1e9))).toBe(kinds[kind].low);
    }
    expect(amountOf(withAmount(started("bolus", 0), 3.26))).toBe(3.5);
  });
  it("move in steps of five minutes inside the bounds and keep their length", () => {
    const walk = withStart(started("walk", 0), 63 * minute, bounds);
    expect(startOf(walk)).toBe(65 * minute);
    expect((endOf(walk) ?? 0) - startOf(walk)).toBe(30 * minute);
    expect(startOf(withStart(started("meal", 0), -hour, bounds))).toBe(0);
    expect(startOf(withStart(started("meal", 0), 9 * hour, bounds))).toBe(4 * hour);
  });
  it("end no sooner than ten minutes after they begin; a meal has no end", () => {
    expect(endOf(withEnd(started("walk", 0), 0, bounds))).toBe(10 * minute);
    expect(endOf(withEnd(started("basal", 0), hour, bounds))).toBe(hour);
    expect(endOf(withEnd(started("meal", 0), hour, bounds))).toBeNull();
  });
  it("move on with the clinic", () => {
    const basal = shifted(started("basal", 0), hour);
    expect([startOf(basal), endOf(basal)]).toEqual([hour, 3 * hour]);
    expect(shifted({ kind: "skip", key: "k" }, hour)).toEqual({ kind: "skip", key: "k" });
  });
  it("are those that the twin takes", () => {
    expect(kindsTaken([knownCodes.carbohydrate.code, knownCodes.heartRate.code])).toEqual(["meal"]);
    expect(kindsTaken([])).toEqual([]);
  });
  it("are said in words", () => {
    const at = Date.UTC(2026, 1, 1, 14, 20);
    expect(described(started("meal", at), 0)).toBe("Meal 45 g at 14:20");
    expect(described(started("basal", at), 0)).toBe("Basal 50 % from 14:20, 2 h");
    expect(described(started("meal", at), 330)).toBe("Meal 45 g at 19:50");
  });
});
