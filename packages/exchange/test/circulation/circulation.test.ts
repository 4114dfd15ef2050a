/**
 * Shi & Hose's model of the circulation (CellML 1.1) against the reference beats, 19 to 20 s, of
 * CirculatorySystemModels.jl: with orifices for valves (ShiSimple.csv; an independent run of ours agrees to 0.0044 mL and
 * 0.0026 mmHg), and with leaflets that move (ShiComplex.csv).
 */
import { readFileSync } from "node:fs";
import { needData } from "@homeostat/testing";
import { expect, test } from "vitest";
import { readCellml } from "../../src/cellml/read-cellml.ts";
import { simulateCellml } from "../../src/cellml/simulate-cellml.ts";
import { leafletChamber } from "./leaflet-chamber.ts";

type Context = Parameters<typeof needData>[0];

/** Columns of the reference beat and the variables that they are. */
const columns = {
  LV_V: "LEFTHeart.LV.V",
  RV_V: "RIGHTHeart.RV.V",
  LA_V: "LEFTHeart.LA.V",
  RA_V: "RIGHTHeart.RA.V",
  SAS_S_p: "SysLoop.Sas.Pi",
  SAT_S_p: "SysLoop.Sat.Pi",
  SVN_C_p: "SysLoop.Svn.Pi",
  PAS_S_p: "PulLoop.Pas.Pi",
  PAT_S_p: "PulLoop.Pat.Pi",
  PVN_C_p: "PulLoop.Pvn.Pi",
} as const;

/** How far each column is from the reference, at most. */
function differences(ctx: Context, reference: string, text: (source: string) => string): Map<string, number> {
  const [header = "", ...lines] = readFileSync(needData(ctx, "circulation", reference), "utf8")
    .trim()
    .split("\n");
  const names = header.trim().split(",");
  const rows = lines.map((line) => line.split(",").map(Number));
  const load = (source: string) => readCellml(text(source), source);
  const course = { until: 20, steps: 2000, variables: Object.values(columns) };
  const { solution } = simulateCellml(load("ModelMain.cellml"), course, load);
  expect(rows).toHaveLength(101);
  return new Map(
    Object.keys(columns).map((name, i) => {
      const off = rows.map((row, j) => Math.abs(row[names.indexOf(name)]! - solution.outputs[i]![1900 + j]!));
      return [name, Math.max(...off)];
    }),
  );
}

test("with orifices for valves the beat is the reference beat", (ctx) => {
  const file = (source: string) => readFileSync(needData(ctx, "circulation", source), "utf8");
  for (const [name, off] of differences(ctx, "ShiSimple.csv", file))
    expect(off, name).toBeLessThan(name.endsWith("V") ? 0.005 : 0.003);
});

test("with leaflets for valves, the aortic one stenosed at 40°, it is the other reference beat", (ctx) => {
  const written: Readonly<Record<string, string>> = {
    "TempCDv.cellml": leafletChamber("TempCDv", 75),
    "TempCDa.cellml": leafletChamber("TempCDa", 75),
    "Stenosis.cellml": leafletChamber("TempCDv", 40),
  };
  const text = (source: string) => {
    const file = written[source] ?? readFileSync(needData(ctx, "circulation", source), "utf8");
    return source === "ModelHeart.cellml" ? file.replace("TempCDv.cellml", "Stenosis.cellml") : file;
  };
  for (const [name, off] of differences(ctx, "ShiComplex.csv", text)) expect(off, name).toBeLessThan(0.001);
});
