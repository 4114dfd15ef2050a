import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { needData } from "@homeostat/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Console } from "../output/console.ts";
import { cellml } from "./cellml.ts";
import { sbml } from "./sbml.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "homeostat-models-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const code = (expected: string) => expect.objectContaining({ code: expected });

/** What a command said, under --json and to a person. */
async function said(command: (console: Console) => void | Promise<void>) {
  const heard = { json: [] as unknown[], lines: [] as string[], notes: [] as string[] };
  await command({
    json: (value) => void heard.json.push(value),
    line: (text) => void heard.lines.push(text),
    note: (text) => void heard.notes.push(text),
    progress: () => ({ update: () => {}, stop: () => {} }),
  });
  return heard;
}

function written(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const model = (inside: string, around = "") =>
  `<sbml xmlns="http://www.sbml.org/sbml/level3/version2/core" xmlns:comp="http://www.sbml.org/sbml/level3/version1/comp/version1"
    level="3" version="2" comp:required="true">${around}<model id="small">${inside}</model></sbml>`;
const growing = `<listOfParameters><parameter id="x" value="1" constant="false"/><parameter id="k" value="INF" constant="true"/>
  <parameter id="n" constant="true"/></listOfParameters>
  <listOfRules><rateRule variable="x"><math xmlns="http://www.w3.org/1998/Math/MathML"><cn>2</cn></math></rateRule></listOfRules>`;

test("settings as in the SBML test suite; infinite and undefined values in its words", async () => {
  const path = written("growing.xml", model(growing));
  const settings = written(
    "settings.txt",
    "start: 0\nduration: 2\nsteps: 2\nvariables: x, k, n\nabsolute: 1e-7\nrelative: 1e-4\namount:\nconcentration:\n",
  );
  const out = join(folder, "out.csv");
  const { json, lines } = await said((console) =>
    sbml(path, { settings, steps: "100", out, json: true }, console),
  );
  const rows = readFileSync(out, "utf8").trim().split("\n");
  expect([rows[0], rows[1]]).toEqual(["time,x,k,n", "0,1,INF,NaN"]);
  expect(rows.at(-1)).toMatch(/^2,(5|4\.9999\d*),INF,NaN$/);
  expect(lines).toEqual([]);
  const summary = {
    model: "small",
    level: 3,
    version: 2,
    from: 0,
    to: 2,
    rows: 3,
    variables: ["x", "k", "n"],
    out,
  };
  expect(json).toEqual([summary]);
});

test("--stochastic: one course in counts, or mean and sd of many", async () => {
  const decay = `<listOfCompartments><compartment id="c" size="1" constant="true"/></listOfCompartments>
    <listOfSpecies><species id="X" compartment="c" initialAmount="50" hasOnlySubstanceUnits="true" boundaryCondition="false"
      constant="false"/></listOfSpecies><listOfReactions><reaction id="decay" reversible="false"><listOfReactants>
      <speciesReference species="X" stoichiometry="1" constant="true"/></listOfReactants><kineticLaw>
      <math xmlns="http://www.w3.org/1998/Math/MathML"><ci>X</ci></math></kineticLaw></reaction></listOfReactions>`;
  const path = written("decay.xml", model(decay));
  const run = async (more: object) => {
    const heard = await said((console) =>
      sbml(path, { until: "1", steps: "2", stochastic: true, ...more }, console),
    );
    return heard.lines[0]!;
  };
  const rows = (await run({ seed: "3" })).split("\n");
  expect(rows[0]).toBe("time,X");
  expect(rows.slice(1).every((row) => /^[\d.]+,\d+$/.test(row))).toBe(true);
  const [header, , , last] = (await run({ members: "400", quantiles: "0.5" })).split("\n");
  const [, mean, sd, median] = last!.split(",").map(Number) as [number, number, number, number];
  expect(header).toBe("time,X-mean,X-sd,X-q0.5");
  expect(Math.abs(median - mean)).toBeLessThan(1.5);
  expect(await run({ members: "400", quantiles: "0.5", workers: "1" })).toContain(last!);
  // Each of the 50 is left with a chance of 1/e.
  const [expected, variance] = [50 / Math.E, (50 / Math.E) * (1 - 1 / Math.E)];
  expect(Math.abs(mean - expected)).toBeLessThan(4 * Math.sqrt(variance / 400));
  expect(Math.abs(sd ** 2 / variance - 1)).toBeLessThan(4 * Math.sqrt(2 / 400));
  const many = model(decay.replace('initialAmount="50"', 'initialAmount="1000000"'));
  const leaping = await said((console) =>
    sbml(
      written("many.xml", many),
      { until: "1", steps: "2", stochastic: true, method: "tau-leaping" },
      console,
    ),
  );
  const left = Number(leaping.lines[0]!.split("\n").at(-1)!.split(",")[1]);
  expect(Math.abs(left / (1e6 / Math.E) - 1)).toBeLessThan(0.03);
  await expect(run({ members: "few" })).rejects.toThrow(code("HS6009"));
  await expect(run({ countsPerUnit: "none" })).rejects.toThrow(code("HS1513"));
});

test("without settings: what changes, to a time, in steps", async () => {
  const path = written("growing.xml", model(growing));
  const { lines } = await said((console) => sbml(path, { until: "4", steps: "2" }, console));
  expect(lines[0]?.split("\n").slice(0, 2)).toEqual(["time,x", "0,1"]);
  for (const [until, steps] of [
    ["soon", "2"],
    ["-1", "2"],
    ["1", "0"],
    ["1", "1e9"],
  ] as const)
    await expect(said((console) => sbml(path, { until, steps }, console))).rejects.toThrow(code("HS1506"));
  await expect(said((console) => sbml(path, { steps: "2" }, console))).rejects.toThrow(code("HS1506"));
  await expect(
    said((console) => sbml(join(folder, "no.xml"), { until: "1", steps: "2" }, console)),
  ).rejects.toThrow(code("HS6004"));
});

const naming = (source: string) =>
  model(
    `<comp:listOfSubmodels><comp:submodel comp:id="A" comp:modelRef="E"/></comp:listOfSubmodels>`,
    `<comp:listOfExternalModelDefinitions><comp:externalModelDefinition comp:id="E" comp:source="${source}"/></comp:listOfExternalModelDefinitions>`,
  );

test("files that a model names are read from its folder and from nowhere else", async () => {
  mkdirSync(join(folder, "parts"), { recursive: true });
  written("parts/other.xml", model(growing));
  const inside = written("outer.xml", naming("parts/other.xml"));
  const { lines } = await said((console) => sbml(inside, { until: "1", steps: "1" }, console));
  expect(lines[0]).toMatch(/^time,A__x\n/);
  for (const source of [
    "../growing.xml",
    "/etc/hostname",
    "http://example.org/x.xml",
    "file:///etc/hostname",
  ]) {
    const path = written("parts/naming.xml", naming(source));
    await expect(said((console) => sbml(path, { until: "1", steps: "1" }, console))).rejects.toThrow(
      code("HS1507"),
    );
  }
});

test("a case of the SBML suite comes out as the suite writes it", async (ctx) => {
  const path = needData(ctx, "sbml-semantic", "00001", "00001-sbml-l3v2.xml");
  const settings = needData(ctx, "sbml-semantic", "00001", "00001-settings.txt");
  const expected = readFileSync(needData(ctx, "sbml-semantic", "00001", "00001-results.csv"), "utf8")
    .trim()
    .split(/\s+/);
  const { lines } = await said((console) => sbml(path, { settings, steps: "100" }, console));
  const rows = lines[0]!.split("\n");
  expect(rows[0]).toBe(expected[0]);
  expect(rows).toHaveLength(expected.length);
  const numbers = (line: string) => line.split(",").map(Number);
  for (const [i, line] of rows.slice(1).entries())
    for (const [j, value] of numbers(line).entries())
      expect(value).toBeCloseTo(numbers(expected[i + 1]!)[j]!, 8);
});

test("flux balance is refused by name before anything else", async (ctx) => {
  const path = needData(ctx, "sbml-semantic", "01186", "01186-sbml-l3v2.xml");
  const settings = needData(ctx, "sbml-semantic", "01186", "01186-settings.txt");
  await expect(said((console) => sbml(path, { settings, steps: "1" }, console))).rejects.toThrow(
    expect.objectContaining({ code: "HS1505", message: expect.stringContaining("fbc") }),
  );
});

test("a CellML model with its units, chosen variables and imports", async () => {
  const file = (inside: string) =>
    `<model xmlns="http://www.cellml.org/cellml/1.1#" xmlns:xlink="http://www.w3.org/1999/xlink" name="m">${inside}</model>`;
  written(
    "decay.cellml",
    file(`<component name="c"><variable name="t" units="second"/><variable name="x" units="mole" initial_value="8"/>
      <math xmlns="http://www.w3.org/1998/Math/MathML"><apply><eq/><apply><diff/><bvar><ci>t</ci></bvar><ci>x</ci></apply>
      <apply><minus/><ci>x</ci></apply></apply></math></component>`),
  );
  const path = written(
    "main.cellml",
    file(`<import xlink:href="decay.cellml"><component name="d" component_ref="c"/></import>`),
  );
  const options = { until: "1", steps: "1", json: true };
  const { json } = await said((console) => cellml(path, options, console));
  const summary = { model: "m", version: "1.1", time: "second", until: 1, rows: 2, out: null };
  expect(json).toMatchObject([{ ...summary, variables: [{ name: "d.x", unit: "mole" }] }]);
  // dx/dt is in mol/s, −x in mol.
  expect(json).toMatchObject([{ unitIssues: [{ component: "d", line: 2 }] }]);
  const { lines } = await said((console) =>
    cellml(path, { until: "1", steps: "1", variables: ["d.t", "d.x"] }, console),
  );
  const rows = lines[0]!.split("\n");
  expect(rows.slice(0, 2)).toEqual(["time,d.t,d.x", "0,0,8"]);
  expect(Number(rows[2]?.split(",")[2])).toBeCloseTo(8 / Math.E, 7);
  const asked = { until: "1", steps: "1", variables: ["d.y"] };
  await expect(said((console) => cellml(path, asked, console))).rejects.toThrow(code("HS1503"));
});
