import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Console } from "../output/console.ts";
import { runBacktest } from "./backtest.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "homeostat-backtest-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function backtestOf(text: string | Buffer) {
  const data = join(folder, "series.csv");
  writeFileSync(data, text);
  const notes: string[] = [];
  const answers: unknown[] = [];
  const console: Console = {
    json: (value) => void answers.push(value),
    line: () => undefined,
    note: (said) => void notes.push(said),
    progress: () => ({ update: () => undefined, stop: () => undefined }),
  };
  await runBacktest({ data, format: "glucobench", horizon: "60min", json: true }, console);
  return { notes, summary: answers[0] as Readonly<Record<string, unknown>> };
}

/** Four days of one person; `write` says how each reading stands in the file. */
function days(write: (value: number, i: number) => string = String): string[] {
  return Array.from({ length: 1152 }, (_, i) => {
    const time = new Date(Date.UTC(2020, 0, 1) + i * 300_000).toISOString().slice(0, 19).replace("T", " ");
    return `a,${time},${write(Math.round(140 + 50 * Math.sin(i / 30) + 5 * Math.sin(i)), i)}`;
  });
}
const file = (rows: readonly string[], head = "id,time,gl", end = "\n") =>
  `${[head, ...rows].join(end)}${end}`;

test.each([
  ["an empty file", "", /HS4210/, /Export or copy it again/],
  ["a header alone", "id,time,gl\n", /HS4412/, /Export the file again/],
  ["a column that is not there", "id,time\na,2020-01-01 00:00:00\n", /HS4401/, /It lacks gl/],
  ["words for numbers", file(days(() => "n/a")), /HS4403 ×1152/, /Correct the cell/],
])("%s: nothing can be read, and why, where and what to do", async (_, text, problem, cure) => {
  await expect(backtestOf(text)).rejects.toMatchObject({
    code: "HS6011",
    message: expect.stringMatching(problem),
    cure: expect.stringMatching(cure),
    place: text === "" ? { source: expect.any(String) } : { line: expect.any(Number) },
  });
});

test("a byte-order mark, carriage returns, disorder and second copies change nothing", async () => {
  const rows = days();
  const { summary } = await backtestOf(file(rows));
  const told = await backtestOf(`\uFEFF${file([...rows.toReversed(), ...rows], "id,time,gl", "\r\n")}`);
  expect(told.summary).toEqual(summary);
  expect(told.notes).toEqual([expect.stringMatching(/HS4405, left out 1152 times, first at .* line 1154 /)]);
});

const europe = (row: string) => row.replaceAll(",", ";").replace(/(\d)\.(\d)$/, "$1,$2");
const monthFirst = (row: string) => row.replace(/2020-(\d\d)-(\d\d)/, "$1/$2/2020");
/** The same days, two weeks later, so that a 13th is among them. */
const later = (row: string) => row.replace(/2020-01-0/, "2020-01-1");

test.each([
  ["capitals", file(days(), "ID,Time,GL"), []],
  ["semicolons, decimal commas, row numbers", file(days().map(europe), "id;time;gl", "\r\n"), []],
  ["tabs", file(days(), "id,time,gl").replaceAll(",", "\t"), []],
  [
    "further columns in any order",
    file(
      days().map((row) => `NA,${row},"a, b"`),
      'BMI,id,time,gl,"Vitamin D"',
    ),
    [],
  ],
  ["months first", file(days().map(later).map(monthFirst)), [/HS4414: Dates are read with the month first/]],
  ["nothing but UTF-16", `\uFEFF${file(days())}`, []],
])("%s: the same forecasts come of it", async (name, text, notes) => {
  const plain = await backtestOf(file(days()));
  const told = await backtestOf(name.includes("UTF-16") ? Buffer.from(text, "utf16le") : text);
  expect(told.summary).toEqual(plain.summary);
  expect(told.notes).toEqual(notes.map((note) => expect.stringMatching(note)));
});

test("mmol/L that no header names is read as such and said so; the forecasts are those of mg/dL, but for rounding", async () => {
  const plain = await backtestOf(file(days()));
  const told = await backtestOf(file(days((value) => (value / 18.0156).toFixed(2))));
  expect(told.notes).toEqual([expect.stringMatching(/HS4413: Glucose is read as mmol\/L/)]);
  expect(told.summary.rmse_median).toBeCloseTo(Number(plain.summary.rmse_median), 1);
});

test("Low and High are readings at the ends of the sensor's range", async () => {
  const clipped = (value: number) => Math.min(400, Math.max(40, 4 * (value - 140) + 200));
  const inWords = (value: number) => {
    const kept = clipped(value);
    return kept <= 40 ? "Low" : kept >= 400 ? "HIGH" : String(kept);
  };
  const plain = await backtestOf(file(days((value) => String(clipped(value)))));
  const told = await backtestOf(file(days(inWords)));
  expect(days(inWords).filter((row) => row.endsWith("Low")).length).toBeGreaterThan(20);
  expect(told.summary).toEqual(plain.summary);
  expect(told.notes).toEqual([]);
});

test("units that are mixed are told and left out, and spoil no forecast", async () => {
  const { notes, summary } = await backtestOf(
    file(days((value, i) => (i % 7 === 0 ? (value / 18).toFixed(1) : `${value}`))),
  );
  expect(notes[0]).toMatch(/HS3009, left out 165 times, first at .*line 2 /);
  expect(summary.mse_mean).toBeLessThan(100);
});
