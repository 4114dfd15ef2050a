/**
 * One model of each kind that NONMEM users write (those of mapbayr's comparison with NONMEM, Le Louedec 2021, CPT
 * Pharmacometrics Syst Pharmacol 10:1208, and more): the engine's ETAs are the minimum, and its objective is NONMEM's
 * OBJ, by a second route that shares nothing with it (test/brute-force.ts).
 */
import { readFileSync } from "node:fs";
import { mapEstimate, prepareModel } from "@homeostat/engine/infer";
import { fitModelText, needData } from "@homeostat/testing";
import { expect, test } from "vitest";
import { fitModel } from "./fit-model.ts";
import { readData } from "./read-data.ts";
import { readModelFile } from "./read-model-file.ts";
import { handModels, handRun006, handRun301, handRun401 } from "./test/hand-models.ts";
import { laplaceByHand, newtonStep, objectiveByHand, readByHand } from "./test/brute-force.ts";
import type { HandModel } from "./test/hand-model.ts";

function agree(text: string, data: string, hand: HandModel): void {
  const fit = fitModel(readModelFile(text, "MODEL.json"));
  const prepared = prepareModel(fit.mixed);
  const byHand = readByHand(data);
  const laplace = fit.file.method === "laplace";
  readData(data, "DATA.csv", fit).forEach((subject, i) => {
    const estimate = mapEstimate(prepared, subject);
    const rows = byHand[i]!;
    const eta = [...estimate.effects];
    expect(estimate.converged).toBe(true);
    for (const step of newtonStep(hand, rows, eta)) expect(Math.abs(step)).toBeLessThan(3e-6);
    const mine = laplace ? estimate.laplaceObjective : estimate.objective;
    const theirs = (laplace ? laplaceByHand : objectiveByHand)(hand, rows, eta);
    expect(Math.abs(mine - theirs)).toBeLessThan(laplace ? 1e-4 : 2e-5);
  });
}

test.each(handModels)("$name", ({ file, data, hand }) => {
  agree(JSON.stringify(file), data, hand);
});

test.for([
  ["006", handRun006],
  ["301", handRun301],
  ["401", handRun401],
] as const)("run %s on its own data", ([run, hand], context) => {
  const data = readFileSync(needData(context, "nonmem-reference", `data_to_fit${run}.csv`), "utf8");
  const people = readByHand(data).map((rows) => rows[0]!.ID!);
  const some = data
    .split("\n")
    .filter((line, i) => i === 0 || people.slice(0, 3).includes(Number(line.split(",")[0])))
    .join("\n");
  agree(fitModelText(`nonmem-run${run}.json`), some, hand);
});
