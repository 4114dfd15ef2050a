import { knownCodes, LOINC } from "@homeostat/twin";
import { describe, expect, test } from "vitest";
import { isUcum } from "../units/ucum.ts";
import { isLoincCode, loinc } from "./loinc.ts";
import { measurementOf, titleOf } from "./measurement.ts";
import { problemCategory } from "./problems.ts";

describe("codes", () => {
  test("every listed LOINC code has a fitting check digit, and every unit is UCUM", () => {
    for (const [code, { unit }] of loinc)
      expect([code, isLoincCode(code), isUcum(unit)]).toEqual([code, true, true]);
    for (const { code, unit } of Object.values(knownCodes)) {
      expect([unit, isUcum(unit)]).toEqual([unit, true]);
      if (code.system === LOINC) expect([code.code, isLoincCode(code.code)]).toEqual([code.code, true]);
    }
  });

  test.each(["2345-8", "99999-9", "2345", "2345-7x", "", "12345678-0"])("'%s' is no LOINC code", (code) => {
    expect(isLoincCode(code)).toBe(false);
  });

  test("the twin's list goes before ours, and an unlisted code keeps its own unit", () => {
    expect(measurementOf(knownCodes.cgmGlucose.code)).toMatchObject({ unit: "mg/dL", molarMass: 180.156 });
    expect(measurementOf({ system: LOINC, code: "57905-2" }).unit).toBeNull();
    expect(titleOf({ system: LOINC, code: "57905-2" })).toBeNull();
    expect(titleOf({ system: LOINC, code: "6298-4" })).toBe("Potassium (blood)");
  });

  test.each([
    ["http://snomed.info/sct", "44054006", "diabetes-2"],
    ["http://snomed.info/sct", "88805009", "heart-failure"],
    ["http://hl7.org/fhir/sid/icd-10-cm", "E10.65", "diabetes-1"],
    ["http://hl7.org/fhir/sid/icd-10-cm", "R73.09", null],
    ["http://snomed.info/sct", "160903007", null],
    ["urn:local", "44054006", null],
  ])("%s %s is the problem %s", (system, code, category) => {
    expect(problemCategory({ system, code })).toBe(category);
  });
});
