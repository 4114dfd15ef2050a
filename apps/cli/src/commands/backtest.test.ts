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

async function backtestOf(text: string) {
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
  ["an empty file", "", /HS4401/, /The file is empty/],
  ["a header alone", "id,time,gl\n", /HS4412/, /Export the file again/],
  ["semicolons", "id;time;gl\na;2020-01-01 00:00:00;100\n", /HS4401/, /between ';': save it with commas/],
  ["a column that is not there", "id,time\na,2020-01-01 00:00:00\n", /HS4401/, /It lacks gl/],
  ["capitals", file(days(), "ID,Time,GL"), /HS4401/, /lower case/],
  ["words for numbers", file(days(() => "high")), /HS4403 ×1152/, /Correct the cell/],
  [
    "mmol/L",
    file(days((value) => (value / 18).toFixed(1))),
    /HS3009 ×1152: .* can only be .* mmol\/L/,
    /Declare/,
  ],
])("%s: nothing can be read, and why, where and what to do", async (_, text, problem, cure) => {
  await expect(backtestOf(text)).rejects.toMatchObject({
    code: "HS6011",
    message: expect.stringMatching(problem),
    cure: expect.stringMatching(cure),
    place: { line: expect.any(Number) },
  });
});

test("a byte-order mark, carriage returns, disorder and second copies change nothing", async () => {
  const rows = days();
  const { summary } = await backtestOf(file(rows));
  const told = await backtestOf(`\uFEFF${file([...rows.toReversed(), ...rows], "id,time,gl", "\r\n")}`);
  expect(told.summary).toEqual(summary);
  expect(told.notes).toEqual([expect.stringMatching(/HS4405, left out 1152 times, first at .* line 1154 /)]);
});

test("units that are mixed are told and left out, and spoil no forecast", async () => {
  const { notes, summary } = await backtestOf(
    file(days((value, i) => (i % 7 === 0 ? (value / 18).toFixed(1) : `${value}`))),
  );
  expect(notes[0]).toMatch(/HS3009, left out 165 times, first at .*line 2 /);
  expect(summary.mse_mean).toBeLessThan(100);
});
