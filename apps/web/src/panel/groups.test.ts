import type { PatientRow } from "@homeostat/server/contract";
import { describe, expect, it } from "vitest";
import { grouped, type Level, neighbour, sameOrder, search, settled, standings } from "./groups.ts";

const row = (id: string, level: Level, problems: string[] = []): PatientRow => ({
  id,
  name: `Name ${id}`,
  sex: "male",
  ageYears: 50,
  origin: "virtual",
  problems,
  attention: { level, score: 1, headline: "", why: [] },
  latest: null,
  spark: [],
  sparkForecast: [],
});

const before = [row("a", "now"), row("b", "watch"), row("c", "steady")];
const after = [row("c", "now"), row("a", "watch"), row("b", "watch"), row("d", "steady")];

describe("the order of the panel", () => {
  it("follows attention while nobody points at it", () => {
    expect(settled(standings(before), after, false).map(({ id }) => id)).toEqual(["c", "a", "b", "d"]);
  });
  it("stands still while it is held; new people come last", () => {
    const order = settled(standings(before), after, true);
    expect(order.map(({ id }) => id)).toEqual(["a", "b", "c", "d"]);
    expect(order[2]?.level).toBe("steady");
    expect(settled(order, [row("b", "now")], true).map(({ id }) => id)).toEqual(["b"]);
  });
  it("knows when nothing has moved", () => {
    expect(sameOrder(standings(before), standings([...before]))).toBe(true);
    expect(sameOrder(standings(before), standings(after))).toBe(false);
  });
});

describe("groups", () => {
  const groups = grouped(standings(after), after);
  it("leave out the empty ones", () => {
    expect(groups.map(({ title, rows }) => [title, rows.length])).toEqual([
      ["Needs you now", 1],
      ["Watch", 2],
      ["Steady", 1],
    ]);
  });
  it("give the neighbour across group borders, and stop at the ends", () => {
    expect(neighbour(groups, "c", 1)).toBe("a");
    expect(neighbour(groups, "d", 1)).toBe("d");
    expect(neighbour(groups, undefined, 1)).toBe("c");
    expect(neighbour([], "x", 1)).toBeUndefined();
  });
});

describe("search", () => {
  it("wants every word, in name or problems, whatever the case", () => {
    const rows = [row("a", "now", ["Heart failure"]), row("b", "now", ["Type 1 diabetes"])];
    expect(search(rows, "name HEART").map(({ id }) => id)).toEqual(["a"]);
    expect(search(rows, " ").length).toBe(2);
    expect(search(rows, "kidney")).toEqual([]);
  });
});
