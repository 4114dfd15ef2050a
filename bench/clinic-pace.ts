import { drawNormal, randomStream } from "@homeostat/engine";
import { catalogue } from "@homeostat/models";
import {
  assimilate,
  createTwin,
  knownCodes,
  type Observation,
  prepareTwin,
  twinModel,
} from "@homeostat/twin";
import { type1Design } from "../apps/server/src/designs/index.ts";

const minute = 60_000;
const born = Date.UTC(2026, 0, 5);

/** A sensor's reading every five minutes of somebody whose glucose swings. */
function readings(count: number): readonly Observation[] {
  const random = randomStream({ seed: 1, member: 0, purpose: "clinic pace" });
  return Array.from({ length: count }, (_, i): Observation => {
    const value = Math.round(150 + 50 * Math.sin(i / 20) + 4 * drawNormal(random));
    const start = born + 5 * i * minute;
    const { code } = knownCodes.cgmGlucose;
    return {
      key: `bench ${i}`,
      subject: "bench",
      code,
      value: { kind: "quantity", value, unit: "mg/dL" },
      asReceived: { value, unit: "mg/dL" },
      start,
      offsetMinutes: null,
      received: start,
      source: { system: "bench", resource: "bench", path: "value" },
      quality: { status: "ok" },
    };
  });
}

/**
 * A twin of somebody with type 1 diabetes, kept in step as in life: readings come one by one. `everyMinutes`: how often it
 * makes the forecast that it is held to, an hour ahead, which costs as much as a dozen readings.
 */
export function prepareFollowing(members: number, count: number, everyMinutes: number) {
  const type1 = type1Design({ ageYears: 40, weightKg: 75 });
  const design = { ...type1, members, scoring: { ...type1.scoring, everyMinutes } };
  const prepared = prepareTwin(design, twinModel(catalogue.get(design.model)!.model));
  const newborn = createTwin(prepared, { subject: "bench", born }, 1);
  const series = readings(count);
  const run = () => series.reduce((twin, one) => assimilate(prepared, twin, one).twin, newborn);
  return { run, count };
}
