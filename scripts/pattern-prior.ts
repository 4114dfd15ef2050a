/**
 * node scripts/pattern-prior.ts [people] [days] [seed]: what people's glucose does next, learned on virtual people, as the
 * prior of each person's own pattern: prints apps/server/src/designs/pattern-prior.ts.
 */
import { factorise, solveFactorised } from "@homeostat/engine/infer";
import { catalogue } from "@homeostat/models";
import { assimilate, createTwin, prepareTwin, twinModel } from "@homeostat/twin";
import { openClinic } from "../apps/server/src/clinic/index.ts";
import { sensorOnlyDesign } from "../apps/server/src/designs/index.ts";

const [people = 16, days = 7, seed = 3] = process.argv.slice(2).map(Number);
const start = Date.UTC(2026, 0, 5);
const clinic = openClinic(seed, start);
const { observations } = clinic.advance(start + days * 86_400_000);
const prepared = prepareTwin(
  { ...sensorOnlyDesign, members: 8 },
  twinModel(catalogue.get(sensorOnlyDesign.model)!.model),
);
const chosen = clinic.cast.filter(({ kind }) => kind.startsWith("type")).slice(0, people);
const lines = chosen.map(({ id }) => {
  const own = observations.filter(({ subject, code }) => subject === id && code.code === "99504-3");
  const born = own.reduce((least, one) => Math.min(least, one.start), Number.POSITIVE_INFINITY);
  const twin = assimilate(prepared, createTwin(prepared, { subject: id, born }, 1), own).twin;
  return twin.tracking.candidates.patterns;
});

const rounded = (value: number) => Number(value.toPrecision(4));
const sum = (arrays: readonly (readonly number[])[]) =>
  arrays[0]!.map((_, i) => arrays.reduce((total, one) => total + one[i]!, 0));
const horizons = sensorOnlyDesign.scoring.horizons.map((minutes, h) => {
  const gram = sum(lines.map((one) => one[h]!.gram));
  const cross = sum(lines.map((one) => one[h]!.cross));
  const n = cross.length;
  const coefficients = solveFactorised(factorise(Float64Array.from(gram), n)!, Float64Array.from(cross));
  const rows = people * Math.min(days * 288, 2880);
  return {
    minutes,
    coefficients: Array.from(coefficients, rounded),
    information: gram.map((value) => rounded(value / rows)),
  };
});
console.log(JSON.stringify(horizons));
