import { createWriteStream, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { readRecords } from "@homeostat/connect";

/** `node scripts/measure-import.ts [MB]`: makes a bundle of that size, reads it, prints time and peak memory as JSON. */
const size = Number(process.argv[2] ?? 200) * 1e6;
const now = Date.parse("2026-11-22T00:00:00Z");

const patient = { resourceType: "Patient", id: "p", gender: "female", name: [{ family: "Measured" }] };

function glucose(number: number): object {
  return {
    resourceType: "Observation",
    id: `g${number}`,
    status: "final",
    category: [
      {
        coding: [
          { system: "http://terminology.hl7.org/CodeSystem/observation-category", code: "laboratory" },
        ],
      },
    ],
    code: { coding: [{ system: "http://loinc.org", code: "2339-0", display: "Glucose" }], text: "Glucose" },
    subject: { reference: "urn:uuid:p" },
    effectiveDateTime: new Date(now - number * 300_000).toISOString(),
    valueQuantity: {
      value: 4 + (number % 60) / 10,
      unit: "mmol/L",
      system: "http://unitsofmeasure.org",
      code: "mmol/L",
    },
  };
}

function* bundle(): Generator<string> {
  const entry = (resource: { readonly id?: string }) =>
    JSON.stringify({ fullUrl: `urn:uuid:${resource.id}`, resource }, null, 2);
  yield `{"resourceType":"Bundle","type":"collection","entry":[${entry(patient)}`;
  for (let number = 0, written = 0; written < size; number++) {
    const text = `,\n${entry(glucose(number))}`;
    written += text.length;
    yield text;
  }
  yield "]}";
}

const folder = mkdtempSync(join(tmpdir(), "homeostat-measure-"));
try {
  const path = join(folder, "large.json");
  await pipeline(Readable.from(bundle()), createWriteStream(path));
  const start = performance.now();
  let observations = 0;
  for await (const chunk of readRecords([path], { now }))
    for (const item of chunk) if (item.kind === "observation") observations++;
  const seconds = (performance.now() - start) / 1000;
  const peakMB = process.resourceUsage().maxRSS / 1000;
  console.log(JSON.stringify({ megabytes: size / 1e6, observations, seconds, peakMB }));
} finally {
  rmSync(folder, { recursive: true });
}
