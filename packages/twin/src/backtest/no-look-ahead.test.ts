/** Issue 2: every forecast is made from nothing later than its `made_at`, by anyone in the file. */

import { needData, readGlucobench } from "@homeostat/testing";
import { describe, expect, test } from "vitest";
import { type BacktestResult, type BacktestRow, backtest } from "./backtest.ts";
import { type CgmSeries, cgmSeries } from "./cgm-series.ts";
import type { Protocol } from "./protocol.ts";
import { virtualSeries } from "./virtual-series.fixture.ts";

function run(series: readonly CgmSeries[], protocol?: Protocol): BacktestResult {
  const steps = backtest(series, { horizonMinutes: 60, ...(protocol ? { protocol } : {}) });
  for (let next = steps.next(); ; next = steps.next()) if (next.done) return next.value;
}

const rowsUntil = (rows: readonly BacktestRow[], time: number) => rows.filter(({ madeAt }) => madeAt <= time);
const byWindow = (rows: readonly BacktestRow[]) =>
  new Map(rows.map((row) => [`${row.subject} ${row.madeAt} ${row.forTime}`, row]));

/** Everyone's readings after a moment turned upside down. */
const perturbed = (series: readonly CgmSeries[], after: number) =>
  series.map((one) => ({
    ...one,
    glucose: one.glucose.map((g, i) => (one.times[i]! > after ? 500 - g : g)),
  }));

/** Everyone's readings after a moment taken away. */
const truncated = (series: readonly CgmSeries[], after: number) =>
  series.map((one) => {
    const kept = one.times.filter((time) => time <= after).length;
    return { ...one, times: one.times.slice(0, kept), glucose: one.glucose.slice(0, kept) };
  });

function expectNoLookAhead(series: readonly CgmSeries[]): void {
  const original = run(series);
  const made = original.rows.map(({ madeAt }) => madeAt).sort((a, b) => a - b);
  const moment = made[Math.floor(made.length / 2)]!;
  const past = rowsUntil(original.rows, moment);
  const changed = run(perturbed(series, moment), original.protocol);
  expect(rowsUntil(changed.rows, moment)).toEqual(past);
  expect(changed.rows).not.toEqual(original.rows);
  const earlier = byWindow(original.rows);
  const cut = { ...original.protocol, testLength: original.protocol.testLength - 24 };
  const shared = run(truncated(series, moment + 3_600_000), cut).rows.filter(({ subject, madeAt, forTime }) =>
    earlier.has(`${subject} ${madeAt} ${forTime}`),
  );
  expect(shared.length).toBeGreaterThan(100);
  for (const row of shared) {
    expect(row).toEqual(earlier.get(`${row.subject} ${row.madeAt} ${row.forTime}`));
  }
}

describe("no look-ahead", () => {
  test("virtual people recorded at the same time: later readings, changed or gone, change no forecast", () => {
    expectNoLookAhead([1, 2, 3, 4].map((seed) => virtualSeries(seed, { days: 4 })));
  });

  test("real people: later readings of anyone change no forecast", (context) => {
    const path = needData(context, "glucobench", "Dubosson2018_processed.csv");
    expectNoLookAhead(readGlucobench(path).map(({ subject, readings }) => cgmSeries(subject, readings)));
  });
});
