import { describe, expect, test } from "vitest";
import type { Intake, Taken } from "../intake/intake.ts";
import { mapResource } from "./map-resource.ts";
import { RecordIndexBuilder } from "./record-index.ts";
import type { Resource } from "./resource.ts";

const now = Date.parse("2026-11-22T08:00:00Z");
const around = { now, file: "test.json", index: new RecordIndexBuilder() };
const LOINC = "http://loinc.org";
const UCUM = "http://unitsofmeasure.org";

const concept = (code: string, system = LOINC) => ({ coding: [{ system, code }] });
const quantity = (value: unknown, code: string) => ({ value, code, system: UCUM });
const glucose = {
  resourceType: "Observation",
  id: "g1",
  status: "final",
  code: concept("2339-0"),
  subject: { reference: "Patient/p1" },
  effectiveDateTime: "2026-11-20T10:00:00+01:00",
  valueQuantity: quantity(100, "mg/dL"),
};

const observationsOf = ({ items }: Taken) =>
  items.flatMap((item) => (item.kind === "observation" ? [item.observation] : []));
const refusalsOf = ({ items }: Taken) =>
  items.flatMap((item) => (item.kind === "refusal" ? [item.refusal] : []));
const withdrawalsOf = ({ items }: Taken) =>
  items.flatMap((item: Intake) => (item.kind === "withdrawal" ? [item.withdrawal] : []));
const only = (taken: Taken) => observationsOf(taken)[0]!;
const map = (changes: object) => mapResource({ ...glucose, ...changes }, around);

describe("Observation", () => {
  test("a quantity becomes one observation that says where it comes from", () => {
    expect(map({ meta: { versionId: "3" }, device: { reference: "Device/d7" } })).toEqual({
      type: "Observation",
      outcome: "observation",
      items: [
        {
          kind: "observation",
          observation: {
            key: "fhir:Observation/g1@3",
            supersedes: "fhir:Observation/g1@2",
            subject: "p1",
            code: { system: LOINC, code: "2339-0" },
            value: { kind: "quantity", value: 100, unit: "mg/dL" },
            asReceived: { value: 100, unit: "mg/dL" },
            start: Date.parse("2026-11-20T09:00:00Z"),
            offsetMinutes: 60,
            received: now,
            source: { system: "fhir", resource: "Observation/g1", device: "Device/d7" },
            quality: { status: "ok" },
          },
        },
      ],
    });
  });

  test("glucose in mmol/L is kept in mg/dL by its molar mass, and as it came", () => {
    const { value, asReceived } = only(map({ valueQuantity: quantity(5.5, "mmol/L") }));
    expect(value).toMatchObject({ unit: "mg/dL", value: expect.closeTo(99.0858, 6) });
    expect(asReceived).toEqual({ value: 5.5, unit: "mmol/L" });
  });

  test("blood pressure becomes its two components, and a bad one does not take the good one with it", () => {
    const component = (code: string, value: number, unit = "mm[Hg]") => ({
      code: concept(code),
      valueQuantity: quantity(value, unit),
    });
    const panel = { code: concept("85354-9"), valueQuantity: undefined };
    const both = map({ ...panel, component: [component("8480-6", 120), component("8462-4", 80)] });
    expect(observationsOf(both).map(({ key, value }) => [key.split("#")[1], value])).toEqual([
      ["component[0]", { kind: "quantity", value: 120, unit: "mm[Hg]" }],
      ["component[1]", { kind: "quantity", value: 80, unit: "mm[Hg]" }],
    ]);
    const half = map({ ...panel, component: [component("8480-6", 120), component("8462-4", 80, "mmHg")] });
    expect(half.outcome).toBe("observation");
    expect(observationsOf(half)).toHaveLength(1);
    expect(refusalsOf(half)).toMatchObject([
      {
        code: "HS4008",
        place: { source: "test.json", path: "Observation/g1: component[1].valueQuantity.code" },
      },
    ]);
  });

  test("answers that are no numbers keep their words and code", () => {
    const smoking = {
      text: "Never smoker",
      coding: [{ system: "http://snomed.info/sct", code: "266919005" }],
    };
    const taken = map({ code: concept("72166-2"), valueQuantity: undefined, valueCodeableConcept: smoking });
    expect(only(taken).value).toEqual({
      kind: "coded",
      text: "Never smoker",
      code: { system: "http://snomed.info/sct", code: "266919005" },
    });
    const steps = map({ code: concept("55423-8"), valueQuantity: undefined, valueInteger: 8000 });
    expect(only(steps).value).toEqual({ kind: "quantity", value: 8000, unit: "{steps}" });
  });

  test.each([
    ["glucose of -5", { valueQuantity: quantity(-5, "mg/dL") }, "HS3007", "valueQuantity"],
    ["glucose of 40,000", { valueQuantity: quantity(40_000, "mg/dL") }, "HS3007", "valueQuantity"],
    [
      "an impossible potassium",
      { code: concept("6298-4"), valueQuantity: quantity(140, "mmol/L") },
      "HS4011",
      ".value",
    ],
    ["a wrong unit", { valueQuantity: quantity(100, "kg") }, "HS4009", "valueQuantity.code"],
    ["no unit", { valueQuantity: { value: 100 } }, "HS4010", "valueQuantity.code"],
    [
      "a unit of another system",
      { valueQuantity: { value: 5, code: "1", system: "urn:x" } },
      "HS4008",
      "code",
    ],
    ["a number in quotes", { valueQuantity: quantity("100", "mg/dL") }, "HS4018", "value"],
    ["no value", { valueQuantity: undefined, dataAbsentReason: { text: "asked" } }, "HS4013", "value[x]"],
    ["a waveform", { valueQuantity: undefined, valueSampledData: {} }, "HS4012", "valueSampledData"],
    ["a mistyped LOINC code", { code: concept("2339-1") }, "HS4007", "code.coding"],
    ["a local code", { code: concept("GLU", "urn:lab") }, "HS4006", "code.coding"],
    ["no code", { code: undefined }, "HS4001", "code"],
    ["an unknown status", { status: "done" }, "HS4002", "status"],
    ["no time", { effectiveDateTime: undefined }, "HS4001", "effectiveDateTime"],
    ["no such day", { effectiveDateTime: "2026-02-30" }, "HS4004", "effectiveDateTime"],
    ["the future", { effectiveDateTime: "2026-11-22T09:00:00Z" }, "HS3004", "effective[x]"],
    ["nobody", { subject: undefined }, "HS4001", "subject"],
    ["a group", { subject: { reference: "Group/7" } }, "HS4016", "subject"],
    ["a lost reference", { subject: { reference: "urn:uuid:0" } }, "HS4015", "subject"],
    ["a search", { subject: { reference: "Patient?identifier=a|b" } }, "HS4015", "subject"],
  ])("%s is refused with place, rule and cure", (_what, changes, code, path) => {
    const taken = map(changes);
    expect(taken.outcome).toBe("refused");
    const [refusal] = refusalsOf(taken);
    expect(refusal).toMatchObject({ code, place: { source: "test.json" } });
    expect(refusal!.place.path).toContain("Observation/g1");
    expect(refusal!.place.path).toContain(path.split(".")[0]);
    for (const words of [refusal!.message, refusal!.rule, refusal!.cure])
      expect(words).not.toMatch(/\{\w+\}/);
  });

  test.each([
    ["a preliminary result", { status: "preliminary" }, "HS4030"],
    ["a bound", { valueQuantity: { ...quantity(40, "mg/dL"), comparator: "<" } }, "HS4032"],
    ["only a month", { effectiveDateTime: "2026-10" }, "HS4031"],
    ["only a release", { effectiveDateTime: undefined, issued: "2026-11-20T10:00:00Z" }, "HS4033"],
    [
      "filtration without surface",
      { code: concept("33914-3"), valueQuantity: quantity(60, "mL/min") },
      "HS4034",
    ],
  ])("%s is kept and suspect", (_what, changes, code) => {
    expect(only(map(changes)).quality).toMatchObject({ status: "suspect", code });
  });

  test("what was entered in error is refused and withdraws what was imported before", () => {
    const taken = map({ status: "entered-in-error" });
    expect([taken.outcome, refusalsOf(taken)[0]!.code]).toEqual(["refused", "HS4014"]);
    expect(withdrawalsOf(taken)).toEqual([
      { stem: "fhir:Observation/g1@", keep: [], reason: "entered-in-error" },
    ]);
  });

  test("a corrected result withdraws its earlier versions and keeps itself", () => {
    const taken = map({ status: "corrected", valueQuantity: quantity(90, "mg/dL") });
    expect(withdrawalsOf(taken)).toMatchObject([{ stem: "fhir:Observation/g1@", keep: [only(taken).key] }]);
  });

  test("the key changes with the content and with nothing else", () => {
    const key = only(map({})).key;
    expect(key).toMatch(/^fhir:Observation\/g1@~[0-9a-f]{32}$/);
    expect(only(map({ meta: { lastUpdated: "2026-11-21T00:00:00Z" } })).key).toBe(key);
    const later = mapResource(glucose, { ...around, now: now + 1e6 });
    expect(only(later).key).toBe(key);
    expect(only(map({ valueQuantity: quantity(101, "mg/dL") })).key).not.toBe(key);
    expect(only(map({ id: undefined })).key).toMatch(/^fhir:Observation\/~/);
  });

  test("a panel of members is counted, not refused", () => {
    const panel = { valueQuantity: undefined, hasMember: [{ reference: "Observation/x" }] };
    expect(map(panel).outcome).toBe("counted");
  });
});

describe("Patient", () => {
  const patient = {
    resourceType: "Patient",
    id: "p1",
    gender: "female",
    birthDate: "1961-07",
    name: [
      { use: "nickname", given: ["Lu"] },
      { use: "official", given: ["Lucía", "Ana"], family: "Razo" },
    ],
    deceasedDateTime: "2020-05-01",
  };

  test("becomes a person", () => {
    const { items } = mapResource(patient, around);
    expect(items).toMatchObject([
      {
        kind: "person",
        person: {
          id: "p1",
          name: "Lucía Ana Razo",
          sex: "female",
          birthDate: "1961-07",
          deceased: true,
          deceasedAt: Date.parse("2020-05-01T12:00:00Z"),
        },
      },
    ]);
  });

  test.each([
    [{ gender: "bogus" }, "HS4002", "Patient/p1: gender"],
    [{ birthDate: "2030-01-01" }, "HS4005", "Patient/p1: birthDate"],
    [{ birthDate: "01/02/1960" }, "HS4004", "Patient/p1: birthDate"],
    [{ name: "Lucía" }, "HS4018", "Patient/p1: name"],
  ])("%j is refused", (changes, code, path) => {
    const taken = mapResource({ ...patient, ...changes }, around);
    expect(refusalsOf(taken)).toMatchObject([{ code, place: { path } }]);
  });

  test("records about a refused person are refused too, in whatever way they refer to them", () => {
    const index = new RecordIndexBuilder();
    const wrong = { ...patient, gender: "bogus" } as Resource;
    index.note(wrong, { now, file: "test.json", fullUrl: "urn:uuid:p1" });
    for (const reference of ["Patient/p1", "urn:uuid:p1", "http://x.org/fhir/Patient/p1/_history/2"]) {
      const taken = mapResource({ ...glucose, subject: { reference } }, { ...around, index });
      expect(refusalsOf(taken)).toMatchObject([{ code: "HS4017" }]);
    }
  });
});

describe("context", () => {
  const about = { subject: { reference: "Patient/p1" }, patient: { reference: "Patient/p1" } };
  const words = { text: "Something" };
  const start = Date.parse("2020-01-02T12:00:00Z");
  const period = { start: "2020-01-02", end: "2020-01-03" };

  test.each([
    ["Condition", "problem", { code: words, onsetDateTime: "2020-01-02" }],
    [
      "MedicationRequest",
      "medication",
      { status: "active", intent: "order", medicationCodeableConcept: words, authoredOn: "2020-01-02" },
    ],
    [
      "MedicationStatement",
      "medication",
      {
        status: "active",
        medicationReference: { reference: "#m" },
        contained: [{ id: "m", code: words }],
        effectivePeriod: period,
      },
    ],
    [
      "MedicationAdministration",
      "medication",
      {
        status: "completed",
        medicationReference: { display: "Something", reference: "Medication/none" },
        effectiveDateTime: "2020-01-02",
      },
    ],
    ["AllergyIntolerance", "allergy", { code: words, recordedDate: "2020-01-02" }],
    ["Encounter", "encounter", { status: "finished", class: { code: "AMB" }, type: [words], period }],
    ["Procedure", "procedure", { status: "completed", code: words, performedPeriod: period }],
    [
      "Immunization",
      "immunisation",
      { status: "completed", vaccineCode: words, occurrenceDateTime: "2020-01-02" },
    ],
    ["DiagnosticReport", "report", { status: "final", code: words, effectiveDateTime: "2020-01-02" }],
    [
      "CarePlan",
      "plan",
      { status: "active", intent: "plan", category: [{ text: "generic" }, words], period },
    ],
    ["Goal", "plan", { lifecycleStatus: "active", description: words, startDate: "2020-01-02" }],
    ["ImagingStudy", "imaging", { status: "available", description: "Something", started: "2020-01-02" }],
    [
      "DocumentReference",
      "note",
      { status: "current", content: [{}], type: words, date: "2020-01-02T12:00:00Z" },
    ],
    ["Device", "other", { status: "active", type: words, manufactureDate: "2020-01-02" }],
  ])("%s is kept as %s", (resourceType, kind, content) => {
    const taken = mapResource({ resourceType, id: "c1", ...about, ...content }, around);
    expect(refusalsOf(taken)).toEqual([]);
    expect(taken.items).toMatchObject([
      {
        kind: "context",
        subject: "p1",
        item: { kind, title: "Something", start, source: `${resourceType}/c1` },
      },
    ]);
  });

  test("required codes and elements hold for context too", () => {
    const condition = { resourceType: "Condition", id: "c1", code: words, ...about };
    const strange = mapResource({ ...condition, clinicalStatus: concept("gone", "x") }, around);
    expect(refusalsOf(strange)).toMatchObject([
      { code: "HS4002", place: { path: "Condition/c1: clinicalStatus.coding.code" } },
    ]);
    const bare = { resourceType: "MedicationRequest", id: "m1", status: "active", intent: "order", ...about };
    expect(refusalsOf(mapResource(bare, around))).toMatchObject([
      { code: "HS4001", message: "MedicationRequest.medication[x] is missing." },
    ]);
  });

  test("what has no place is counted; what FHIR does not know is refused", () => {
    expect(mapResource({ resourceType: "Claim", id: "1" }, around).outcome).toBe("counted");
    expect(mapResource({ resourceType: "Device", id: "1", type: words }, around).outcome).toBe("counted");
    for (const strange of [{ resourceType: "Claimm" }, {}, [], null, "Patient", 7])
      expect(refusalsOf(mapResource(strange, around))).toMatchObject([{ code: "HS4003" }]);
  });
});
