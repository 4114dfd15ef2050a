import { needData } from "@homeostat/testing";
import { describe, expect, test } from "vitest";
import type { Intake, Outcome } from "../intake/intake.ts";
import { readRecords } from "./read-records.ts";

const now = Date.parse("2026-11-22T08:00:00Z");

async function tally(paths: readonly string[]) {
  const count: Record<string, number> = {};
  const add = (name: string) => {
    count[name] = (count[name] ?? 0) + 1;
  };
  const keys = new Set<string>();
  const types: Record<string, Partial<Record<Outcome, number>>> = {};
  const note = (item: Intake) => {
    add(item.kind);
    if (item.kind === "observation") keys.add(item.observation.key);
    if (item.kind === "context") keys.add(item.key);
    if (item.kind === "refusal") add(item.refusal.code);
    if (item.kind !== "resource") return;
    const ofType = types[item.type] ?? {};
    types[item.type] = { ...ofType, [item.outcome]: (ofType[item.outcome] ?? 0) + 1 };
  };
  for await (const chunk of readRecords(paths, { now })) chunk.forEach(note);
  return { count, types, keys };
}

describe("records as they come", () => {
  test("the 30 Synthea bundles: every one of 7,377 resources has one outcome, twice the same", async (context) => {
    const path = needData(context, "synthea-r4", "bundles");
    const { count, types, keys } = await tally([path]);
    expect(types).toEqual({
      Patient: { person: 30 },
      Organization: { counted: 46 },
      Practitioner: { counted: 46 },
      Claim: { counted: 670 },
      ExplanationOfBenefit: { counted: 539 },
      Encounter: { context: 539 },
      DiagnosticReport: { context: 333 },
      Immunization: { context: 270 },
      Procedure: { context: 269 },
      Condition: { context: 236 },
      MedicationRequest: { context: 131 },
      CarePlan: { context: 79 },
      Goal: { context: 72 },
      AllergyIntolerance: { context: 21 },
      ImagingStudy: { context: 19 },
      Observation: { observation: 4058, refused: 19 },
    });
    // 222 blood pressures have two values each; protein in g/dL that must be g/L, "(score)", and pH as picohenry.
    expect(count).toMatchObject({
      file: 30,
      observation: 4058 + 222,
      HS4011: 11,
      HS4008: 2,
      HS4009: 6,
      refusal: 19,
    });
    expect(keys.size).toBe(count.observation! + count.context!);
    expect((await tally([path])).keys).toEqual(keys);
  });

  test("a bulk export of 10 people, whose log is no FHIR", async (context) => {
    const { count, types } = await tally([needData(context, "fhir-bulk-10")]);
    expect(count).toMatchObject({ file: 14, person: 13, context: 6974, HS4003: 4, HS4202: 1, refusal: 5 });
    expect(types).toMatchObject({ MedicationRequest: { context: 1745 }, "(none)": { refused: 4 } });
  });

  const series = [
    ["Colas2019_processed.zip", 208, 114_253],
    ["Dubosson2018_processed.csv", 9, 8055],
    ["iglu_example_data_5_subject.csv", 5, 13_866],
  ] as const;
  for (const [file, people, readings] of series)
    test(`${file}: ${people} people, ${readings} readings, none refused`, async (context) => {
      const { count, keys } = await tally([needData(context, "glucobench", file)]);
      expect(count).toEqual({ file: 1, person: people, observation: readings, resource: readings });
      expect(keys.size).toBe(readings);
    });

  test("D1NAMO with what was recorded beside: 83 boluses, 8 long-acting doses, 71 meals come out of the stretched columns", async (context) => {
    const path = needData(context, "glucobench", "Dubosson_processed_with_covariates.csv");
    const found = new Map<string, number>();
    for await (const chunk of readRecords([path], { now }))
      for (const item of chunk)
        if (item.kind === "observation") {
          const { code } = item.observation.code;
          found.set(code, (found.get(code) ?? 0) + 1);
        }
    expect(Object.fromEntries(found)).toMatchObject({
      "99504-3": 8055,
      "insulin-bolus": 83,
      "insulin-long-acting": 8,
      "meal-energy": 71,
    });
  });
});
