import { catalogue } from "@homeostat/models";
import {
  createTwin,
  knownCodes,
  learnedParameters,
  prepareTwin,
  tellingWords,
  twinModel,
  whatTells,
} from "@homeostat/twin";
import { describe, expect, test } from "vitest";
import {
  type Available,
  type DesignPerson,
  designFor,
  inquiriesFor,
  sensorOnlyDesign,
  type1Design,
  type2Design,
} from "./index.ts";

const person: DesignPerson = { diabetes: "type 1", ageYears: 34, weightKg: 70 };
const of = (...names: (keyof typeof knownCodes)[]): Available[] =>
  names.map((name) => ({ code: knownCodes[name].code, count: name === "cgmGlucose" ? 500 : 10 }));

describe("which design a person's data can carry", () => {
  test.each([
    ["type-1-known-inputs", person, of("cgmGlucose", "insulinBolus", "insulinBasalRate", "carbohydrate")],
    ["type-1-known-inputs", { ...person, diabetes: null }, of("cgmGlucose", "insulinBolus", "carbohydrate")],
    ["sensor-only", person, of("cgmGlucose", "insulinBolus", "insulinBasalRate")],
    ["sensor-only", person, of("cgmGlucose")],
    ["type-2-own-insulin", { ...person, diabetes: "type 2" }, of("cgmGlucose", "carbohydrate")],
    ["type-2-own-insulin", { ...person, diabetes: "type 2" }, of("cgmGlucose")],
    ["sensor-only", { ...person, diabetes: "type 2" }, of("cgmGlucose", "insulinLongActing")],
    [null, person, of("insulinBolus", "carbohydrate")],
    [null, person, [{ code: knownCodes.cgmGlucose.code, count: 20 }]],
  ] as const)("%s", (id, whose, available) => {
    const choice = designFor(whose, available);
    expect(choice.design?.id ?? null).toBe(id);
    expect(choice.why).toMatch(/^[A-Z].*\.$/);
  });

  test("without a design the words say what data would give one", () => {
    expect(designFor(person, []).why).toContain("glucose sensor worn for a day");
  });
});

describe.each([
  ["type 1 adult", type1Design(person)],
  ["type 1 child", type1Design({ ageYears: 9, weightKg: null })],
  ["type 2", type2Design({ weightKg: 90 })],
  ["sensor only", sensorOnlyDesign],
])("the design for %s", (_, design) => {
  const prepared = prepareTwin(design, twinModel(catalogue.get(design.model)!.model));

  test("binds to its model, and its members start as living people", () => {
    const twin = createTwin(prepared, { subject: "p", born: 0 }, 1);
    expect(twin.members.x.every(Number.isFinite)).toBe(true);
    expect(twin.lost).toBe(0);
    const { size } = prepared.layout;
    for (const state of prepared.nonNegative)
      for (let m = 0; m < design.members; m++)
        expect(twin.members.x[m * size + state]).toBeGreaterThanOrEqual(0);
  });

  test("tells only parameters of its model, each with a prior around its population", () => {
    const told = learnedParameters(prepared, createTwin(prepared, { subject: "p", born: 0 }, 1));
    for (const { median, priorLow80, priorHigh80, unit } of told) {
      expect(median).toBeGreaterThan(priorLow80);
      expect(median).toBeLessThan(priorHigh80);
      expect(unit).not.toBe("");
    }
  });
});

test.each([
  [
    type1Design(person),
    {
      m4: /Insulin in a blood sample .* an ordinary meal/,
      b: /A meal whose carbohydrate is weighed/,
      kp2: /Nothing that was tried/,
    },
  ],
  [type2Design({ weightKg: 90 }), { beta: /Insulin in a blood sample .* an ordinary meal/, kp4: /Nothing/ }],
])("what would tell a stranger's parameters follows from the model: $id", (design, expected) => {
  const prepared = prepareTwin(design, twinModel(catalogue.get(design.model)!.model));
  const twin = createTwin(prepared, { subject: "p", born: 0 }, 1);
  const told = whatTells(prepared, twin, inquiriesFor(design)!);
  expect([...told.keys()]).toEqual(design.learns.filter((one) => one.told).map(({ parameter }) => parameter));
  for (const [name, words] of Object.entries(expected)) expect(tellingWords(told.get(name)!)).toMatch(words);
  for (const by of told.values())
    for (const { share } of by) {
      expect(share).toBeGreaterThan(-1e-9);
      expect(share).toBeLessThan(1);
    }
});

test("nothing is asked about a person of whom nothing is shown", () => {
  expect(inquiriesFor(sensorOnlyDesign)).toBeNull();
});
