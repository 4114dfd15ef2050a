import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Console } from "./output/console.ts";
import { program } from "./program.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "homeostat-cli-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function homeostat(...words: string[]) {
  const said = { json: [] as unknown[], lines: [] as string[], notes: [] as string[] };
  const console: Console = {
    json: (value) => void said.json.push(value),
    line: (text) => void said.lines.push(text),
    note: (text) => void said.notes.push(text),
    progress: () => ({ update: () => {}, stop: () => {} }),
  };
  await program(console).exitOverride().parseAsync(words, { from: "user" });
  return said;
}

test("models --json is one array with the promised fields", async () => {
  const { json, lines } = await homeostat("models", "--json");
  const rows = json[0] as Record<string, unknown>[];
  expect(json).toHaveLength(1);
  expect(lines).toEqual([]);
  expect(rows.map((row) => row.id)).toContain("uva-padova-s2008");
  for (const row of rows)
    expect(Object.keys(row).sort()).toEqual(["id", "name", "reference", "states", "status"]);
});

// physiology: adult#001, 50 g and 5 U at one hour peak at 185.116 mg/dL 65 minutes later.
test("run writes the published meal of adult#001", async () => {
  const events = join(folder, "meal.json");
  const out = join(folder, "run.csv");
  const at = "1h";
  writeFileSync(
    events,
    JSON.stringify([
      { dose: "meal", at, amount: 50 },
      { dose: "bolus", at, amount: 5 },
    ]),
  );
  const words = [
    "--member",
    "adult#001",
    "--events",
    events,
    "--until",
    "6h",
    "--every",
    "5min",
    "--out",
    out,
  ];
  await homeostat("run", "uva-padova-s2008", ...words);
  const [header, ...rows] = readFileSync(out, "utf8").trim().split("\n");
  const values = rows.map((row) => row.split(",").map(Number));
  const peak = values.reduce((best, row) => ((row[1] ?? 0) > (best[1] ?? 0) ? row : best));
  expect(header).toMatch(/^time \(min\),glucose \(mg\/dL\),/);
  expect(values).toHaveLength(73);
  expect(peak[0]).toBe(125);
  expect(peak[1]).toBeCloseTo(185.116, 1);
});

test.each([
  [["run", "uva-padva-s2008", "--until", "1h"], "HS6005"],
  [["run", "uva-padova-s2008", "--until", "1h", "--member", "adult#99"], "HS6006"],
  [["run", "uva-padova-s2008", "--until", "soon"], "HS6001"],
  [["run", "uva-padova-s2008", "--until", "1h", "--set", "kab=1"], "HS1301"],
  [["run", "uva-padova-s2008", "--until", "1h", "--events", "nowhere.json"], "HS6004"],
])("%j fails with %s", async (words, code) => {
  await expect(homeostat(...words)).rejects.toMatchObject({ code });
});
