import fc from "fast-check";
import { expect, test } from "vitest";
import { mapResource } from "./map-resource.ts";
import { RecordIndexBuilder } from "./record-index.ts";

const about = { subject: { reference: "Patient/p1" }, patient: { reference: "Patient/p1" } };
const words = { text: "Something", coding: [{ system: "http://loinc.org", code: "2339-0", display: "x" }] };
const amount = { value: 100, unit: "mg/dL", code: "mg/dL", system: "http://unitsofmeasure.org" };
const period = { start: "2020-01-02", end: "2020-01-03" };

/** Whole resources, of which the test breaks one element at a time. */
const resources = [
  {
    resourceType: "Patient",
    id: "1",
    gender: "male",
    birthDate: "1960",
    name: [{ given: ["A"], family: "B" }],
  },
  {
    resourceType: "Observation",
    id: "1",
    meta: { versionId: "2" },
    status: "final",
    code: words,
    effectivePeriod: period,
    valueQuantity: amount,
    component: [{ code: words, valueQuantity: amount }],
    device: { reference: "Device/1" },
    ...about,
  },
  { resourceType: "Condition", id: "1", code: words, onsetDateTime: "2020", clinicalStatus: words, ...about },
  {
    resourceType: "Encounter",
    id: "1",
    status: "finished",
    class: { code: "AMB" },
    type: [words],
    period,
    ...about,
  },
  {
    resourceType: "ImagingStudy",
    id: "1",
    status: "available",
    series: [{ modality: { display: "US" } }],
    ...about,
  },
  {
    resourceType: "MedicationRequest",
    id: "1",
    status: "active",
    intent: "order",
    medicationReference: { reference: "#m" },
    contained: [{ id: "m", code: words }],
    dosageInstruction: [{ text: "twice a day" }],
    ...about,
  },
  {
    resourceType: "CarePlan",
    id: "1",
    status: "active",
    intent: "plan",
    category: [words],
    activity: [{ detail: { code: words } }],
    ...about,
  },
  { resourceType: "Device", id: "1", deviceName: [{ name: "Pump" }], ...about },
];

type Node = Record<string, unknown>;

/** Every place in a value, as the names that lead to it. */
function placesIn(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== "object" || value === null) return [path];
  const inside = Object.entries(value).flatMap(([name, inner]) => placesIn(inner, [...path, name]));
  return [path, ...inside];
}

function replaced(value: unknown, [name, ...rest]: readonly string[], by: unknown): unknown {
  if (name === undefined) return by;
  const copy = structuredClone(value) as Node;
  copy[name] = replaced(copy[name], rest, by);
  return copy;
}

const cases = resources.flatMap((resource) => placesIn(resource).map((path) => ({ resource, path })));

test("whatever one element holds, a record has one outcome, and every refusal its place, rule and cure", () => {
  const strange = fc.oneof(
    fc.jsonValue({ maxDepth: 2 }),
    fc.constantFrom("", "__proto__", "2020-02-30", "Patient/", "urn:uuid:", "#", 1e308, -1, [null], [[]], {}),
  );
  const around = { now: Date.parse("2026-11-22T08:00:00Z"), file: "x", index: new RecordIndexBuilder() };
  fc.assert(
    fc.property(fc.constantFrom(...cases), strange, ({ resource, path }, value) => {
      const taken = mapResource(replaced(resource, path, value), around);
      const refusals = taken.items.flatMap((item) => (item.kind === "refusal" ? [item.refusal] : []));
      if (taken.outcome === "refused") expect(refusals.length).toBeGreaterThan(0);
      for (const { message, rule, cure, place } of refusals) {
        expect(place.source).toBe("x");
        for (const text of [rule, cure]) expect(text).not.toMatch(/\{[a-z]+\}/);
        expect(message.length).toBeLessThan(2000);
      }
    }),
    { numRuns: 3000 },
  );
});
