/**
 * Curated models of BioModels (CC0). Dalla Man 2007 (BIOMD0000000379) against an independent run of the same file
 * (LSODA, relative tolerance 1e-10); Topp 2000 (BIOMD0000000341) against its published fixed points.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { needData } from "@homeostat/testing";
import { expect, test } from "vitest";
import { readSbml } from "../src/sbml/read-sbml.ts";
import { simulateSbml } from "../src/sbml/simulate-sbml.ts";
import { noOther } from "./sbml-text.ts";

function course(text: string, names: readonly string[], duration: number, steps: number) {
  const variables = names.map((name) => ({ name, as: "value" as const }));
  const settings = { start: 0, duration, steps, variables, absolute: 1e-9, relative: 1e-6 };
  return simulateSbml(readSbml(text, "model.xml"), settings, noOther).outputs;
}

const goldenColumns: Readonly<Record<string, string>> = {
  G_mgdl: "G",
  I_pmolL: "I",
  Gp: "G_p",
  Gt: "G_t",
  Il: "I_l",
  Ip: "I_p",
  Qsto1: "Q_sto1",
  Qsto2: "Q_sto2",
  Qgut: "Q_gut",
  I1: "I_1",
  Id: "I_d",
  X: "X",
  Ipo: "I_po",
  Y: "Y",
};

test("Dalla Man's meal agrees with an independent run to 1e-6", (ctx) => {
  const model = needData(ctx, "biomodels", "BIOMD0000000379", "BIOMD0000000379.xml");
  const golden = readFileSync(needData(ctx, "golden", "dallaman2007_biomd379.csv"), "utf8")
    .trim()
    .split("\n");
  const names = golden[0]!.trim().split(",").slice(1);
  const outputs = course(
    readFileSync(model, "utf8"),
    names.map((name) => goldenColumns[name]!),
    420,
    420,
  );
  for (const [minute, line] of golden.slice(1).entries()) {
    for (const [i, expected] of line.split(",").slice(1).map(Number).entries()) {
      const off = Math.abs(outputs[i]![minute]! - expected) / (Math.abs(expected) + 1e-3);
      expect(off, `${names[i]} at ${minute} min`).toBeLessThan(1e-6);
    }
  }
});

// The fixed points (G, I, β) are (100, 10, 300) and (600, 0, 0), stable, and (250, 2.8, 36.96) between them.
test("Topp's beta cells end at the published fixed points, on whichever side of the saddle they start", (ctx) => {
  const text = readFileSync(needData(ctx, "biomodels", "BIOMD0000000341", "BIOMD0000000341.xml"), "utf8");
  const ends = [
    ["36.97", [100, 10, 300]],
    ["36.9", [600, 0, 0]],
  ] as const;
  for (const [beta, fixed] of ends) {
    const changed = text.replace(`id="B" initialConcentration="37"`, `id="B" initialConcentration="${beta}"`);
    expect(changed).not.toBe(text);
    const end = course(changed, ["G", "I", "B"], 3000, 1).map((column) => column[1]!);
    for (const [i, value] of fixed.entries()) expect(end[i]).toBeCloseTo(value, 2);
  }
});

test("every model of the collection runs", (ctx) => {
  const folder = needData(ctx, "biomodels");
  const models = readdirSync(folder).filter((name) => name.startsWith("BIOMD"));
  expect(models).toHaveLength(5);
  for (const name of models) {
    const text = readFileSync(join(folder, name, `${name}.xml`), "utf8");
    const { species, parameters } = readSbml(text, name).model;
    const names = [...species, ...parameters].flatMap(({ id }) => id ?? []);
    for (const column of course(text, names, 100, 2)) expect(Number.isFinite(column[2])).toBe(true);
  }
});
