import { expect, test } from "vitest";
import { outcomeOf } from "./outcome.ts";
import { publishedRows } from "./published-row.ts";

const csv = `module,line,method_and_settings,expected
dapper/mods/Lorenz96/x.py,1,"EnKF('Sqrt', N=10, infl=1.02)",0.20
dapper/mods/Lorenz96/x.py,2,"EnKF('Sqrt', N=10, infl=1.02)",5
dapper/mods/Lorenz96/x.py,3,"EnKF('Sqrt', N=10, infl=1.02)",nan     3.4`;
const [close, coarse, none] = publishedRows(csv);
const runs = (rmses: readonly number[], cycles = 100) =>
  rmses.map((rmse, i) => ({ row: "", seed: i, cycles, rmse, spread: 0.2, seconds: 1 }));

test("the bar is 10 % and half the last digit above the published figure", () => {
  expect(close!.rounding).toBeCloseTo(0.005);
  expect(coarse!.rounding).toBe(0.5);
  expect(outcomeOf(close!, runs([0.224, 0.225, 0.226]))!.verdict).toBe("met");
  expect(outcomeOf(close!, runs([0.229, 0.23, 0.231]))!.verdict).toBe("short");
  expect(outcomeOf(close!, runs([0.2, 0.23, 0.26]))!.verdict).toBe("within chance");
  expect(outcomeOf(none!, runs([9]))!.verdict).toBe("nothing to meet");
});

test("a run that left the finite numbers is short, and lost", () => {
  const outcome = outcomeOf(close!, runs([0.1, 0.1, Number.NaN]))!;
  expect(outcome).toMatchObject({ verdict: "short", lost: 1, truths: 3, below: 2 });
  expect(outcome.keptMean).toBeCloseTo(0.1);
});

test("a run with twice its own spread of error is lost, and counts in the mean", () => {
  const outcome = outcomeOf(close!, runs([0.2, 0.2, 0.8]))!;
  expect(outcome.lost).toBe(1);
  expect(outcome.mean).toBeCloseTo(0.4);
  expect(outcome.keptMean).toBeCloseTo(0.2);
});

test("only the longest runs count", () => {
  const outcome = outcomeOf(close!, [...runs([9], 50), ...runs([0.2, 0.2])])!;
  expect(outcome).toMatchObject({ truths: 2, cycles: 100, verdict: "met" });
});
