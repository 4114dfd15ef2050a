/**
 * node scripts/measure-many-levels.ts [people] [levels of each] [saturable] [population]: what a file of very many levels takes,
 * read and fitted as `homeostat fit` does it: CPU seconds of reading, of everybody's fit, of the population by FOCE-I where it is
 * asked for, and the most memory held. Doses twice a day into two compartments, or into one that saturates; a level an hour.
 */
import { estimatePopulation, mapEstimate, prepareModel } from "@homeostat/engine/infer";
import { fitModel, readData, readModelFile } from "@homeostat/exchange";

const [people = 1000, levels = 1000] = process.argv.slice(2, 4).map(Number);
const saturable = process.argv.includes("saturable");
const omega = { ETA1: 0.1, ETA2: 0.1 };
const error = { proportional: { sd: 0.15 } };
const file = saturable
  ? {
      structure: { compartments: { CENTRAL: "-VM*CENTRAL/(KM*V + CENTRAL)" } },
      parameters: { VM: { typical: 30, eta: "ETA1" }, V: { typical: 40, eta: "ETA2" }, KM: 5 },
      omega,
      observations: [{ prediction: "CENTRAL/V", error }],
    }
  : {
      structure: "2-compartment iv",
      parameters: {
        CL: { typical: 4.5, eta: "ETA1" },
        V1: { typical: 35, eta: "ETA2" },
        Q: 6,
        V2: 30,
      },
      omega,
      error,
    };

/** Levels of one compartment with noise of 15 %, near enough to what is fitted. */
function* rows() {
  yield "ID,TIME,EVID,AMT,RATE,II,ADDL,DV,MDV";
  for (let id = 1; id <= people; id++) {
    const [clearance, volume] = [3 + (id % 40) / 10, 30 + (id % 17)];
    yield `${id},0,1,200,200,12,${Math.floor(levels / 12)},.,1`;
    let amount = 0;
    for (let hour = 1; hour <= levels; hour++) {
      amount = amount * Math.exp(-clearance / volume) + (hour % 12 === 1 ? 190 : 0);
      const noise = 1 + 0.25 * (((hour * 7919 + id * 104729) % 1000) / 1000 - 0.5);
      yield `${id},${hour},0,.,.,.,.,${((amount / volume) * noise).toFixed(4)},0`;
    }
  }
}

function timed<T>(name: string, work: () => T): T {
  const before = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(before);
  const held = process.resourceUsage().maxRSS / 1024;
  console.log(
    `${name}: ${((user + system) / 1e6).toFixed(2)} s of CPU time, at most ${held.toFixed(0)} MB held until then`,
  );
  return result;
}

const text = timed("writing the file", () => [...rows()].join("\n"));
const model = fitModel(readModelFile(JSON.stringify(file), "model"));
const subjects = timed("reading it", () => readData(text, "data", model));
const prepared = prepareModel(model.mixed);
const fits = timed("fits", () => subjects.map((subject) => mapEstimate(prepared, subject)));
const steps = fits.reduce((sum, { iterations }) => sum + iterations, 0) / fits.length;
console.log(
  `${fits.filter(({ converged }) => converged).length} of ${people} converged, ${steps.toFixed(1)} steps`,
);
if (process.argv.includes("population"))
  timed("FOCE-I", () => estimatePopulation(model.mixed, subjects, model.estimated, model.blocks));
