import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Console } from "../output/console.ts";
import { sample } from "./sample.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "homeostat-sample-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const density = {
  parameters: { mu: { start: { at: 0, spread: 5 } } },
  terms: [{ log: "normal(mu, 0, 10)" }, { over: "values", log: "normal(y, mu, 2)" }],
};

function run(stated: unknown, data: unknown = { values: { y: [3, 5] } }) {
  const said = { json: [] as unknown[], lines: [] as string[] };
  const console: Console = {
    json: (value) => void said.json.push(value),
    line: (text) => void said.lines.push(text),
    note: () => {},
    progress: () => ({ update: () => {}, stop: () => {} }),
  };
  const [path, dataPath] = [join(folder, "DENSITY.json"), join(folder, "DATA.json")];
  writeFileSync(path, typeof stated === "string" ? stated : JSON.stringify(stated));
  writeFileSync(dataPath, JSON.stringify(data));
  const options = { data: dataPath, draws: "500", warmUp: "300" };
  sample(path, { ...options, json: true }, console);
  sample(path, options, console);
  return said;
}

test("a normal mean: precision 1/100 + 2/4, mean 8/4 over it", () => {
  const { json, lines } = run(density);
  const { summary, draws } = json[0] as {
    summary: { mu: { mean: number; sd: number; error: { mean: number; sd: number } } };
    draws: { mu: number[] };
  };
  expect(draws.mu).toHaveLength(2000);
  expect(Math.abs(summary.mu.mean - 2 / 0.51) / summary.mu.error.mean).toBeLessThan(4);
  expect(Math.abs(summary.mu.sd - 1 / Math.sqrt(0.51)) / summary.mu.error.sd).toBeLessThan(4);
  expect(lines[0]).toMatch(/^quantity +mean +sd +5 % +95 % +R̂ +worth\nmu /);
});

test.each([
  ["no JSON", "{", "not JSON"],
  ["a field of another name", { ...density, priors: [] }, "DENSITY.json.priors"],
  ["a term without text", { ...density, terms: [{ log: 3 }] }, "terms[0].log"],
  ["a bound of another name", { ...density, parameters: { mu: { over: 1 } } }, "parameters.mu.over"],
])("%s is refused with the place", (_, stated, place) => {
  expect(() => run(stated)).toThrowError(
    expect.objectContaining({ code: "HS1673", message: expect.stringContaining(place) }),
  );
});

test("data that are no numbers are refused with the place", () => {
  expect(() => run(density, { values: { y: ["three"] } })).toThrowError(
    expect.objectContaining({ code: "HS1673", message: expect.stringContaining("values.y") }),
  );
});

test("the guide's example is sampled as it stands", () => {
  const guide = readFileSync(new URL("../../../../docs/guides/densities.md", import.meta.url), "utf8");
  const [density, data] = [...guide.matchAll(/```json\n([\s\S]*?)```/g)].map(([, text]) => JSON.parse(text!));
  const { json } = run(density, data);
  const { summary } = json[0] as {
    summary: Readonly<Record<string, { mean: number; error: { mean: number } }>>;
  };
  expect(Object.keys(summary)).toHaveLength(10);
  // Reference posterior eight_schools-eight_schools_noncentered of posteriordb: 4.4105 and 3.6021.
  for (const [name, mean] of [
    ["mu", 4.4105],
    ["tau", 3.6021],
  ] as const)
    expect(Math.abs(summary[name]!.mean - mean) / summary[name]!.error.mean).toBeLessThan(4);
});
