import { readRecords } from "@homeostat/connect";
import { sharedData } from "@homeostat/testing";
import { type CgmReading, type CgmSeries, cgmSeries, knownCodes } from "@homeostat/twin";

export const dataSets = [
  { name: "iglu", file: "iglu_example_data_5_subject.csv" },
  { name: "Colas", file: "Colas2019_processed.zip" },
  { name: "D1NAMO", file: "Dubosson2018_processed.csv" },
] as const;

/** One series a person of a GlucoBench file beside the checkout. */
export async function seriesOf(file: string): Promise<readonly CgmSeries[]> {
  const path = sharedData("glucobench", file);
  if (path === null) throw new Error(`the data set glucobench/${file} does not lie beside this checkout`);
  const readings = new Map<string, CgmReading[]>();
  for await (const chunk of readRecords([path], { now: Date.now() }))
    for (const item of chunk) {
      if (item.kind !== "observation" || item.observation.code.code !== knownCodes.cgmGlucose.code.code)
        continue;
      const { subject, start, value } = item.observation;
      const own = readings.get(subject) ?? [];
      readings.set(subject, own);
      if (value.kind === "quantity") own.push({ at: start, glucose: value.value });
    }
  return [...readings].map(([subject, own]) => cgmSeries(subject, own));
}
