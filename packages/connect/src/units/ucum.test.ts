import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { converter, isUcum } from "./ucum.ts";

const glucose = 180.156;

describe("units of UCUM", () => {
  test.each([
    [5.5, "mmol/L", "mg/dL", glucose, 99.0858],
    [99.0858, "mg/dL", "mmol/L", glucose, 5.5],
    [88.4, "umol/L", "mg/dL", 113.12, 0.99998],
    [98.6, "[degF]", "Cel", undefined, 37],
    [120, "mm[Hg]", "kPa", undefined, 15.99864],
    [72, "{beats}/min", "/min", undefined, 72],
    [154, "[lb_av]", "kg", undefined, 69.8532],
    [12, "m[IU]/L", "u[IU]/mL", undefined, 12],
    [7, "%{HbA1c}", "%", undefined, 7],
    [2, "g/L", "g/dL", undefined, 0.2],
  ])("%d %s is so much in %s", (value, from, to, molarMass, expected) => {
    expect(converter(from, to, molarMass)!(value)).toBeCloseTo(expected, 4);
  });

  test.each([
    ["mmol/L", "mg/dL", "mass and amount convert only with a molar mass"],
    ["mmol/mol", "%", "the IFCC and NGSP scales of HbA1c are both pure numbers and still not the same"],
    ["pH", "[pH]", "pH without brackets is a picohenry"],
    ["U", "[iU]", "an enzyme unit is no international unit"],
    ["mg", "[iU]", "international units have no mass"],
    ["/min", "mg/dL", "a rate is no concentration"],
  ])("%s does not convert to %s: %s", (from, to) => {
    expect(converter(from, to)).toBeNull();
  });

  test.each(["mmHg", "bpm", "lbs", "mcg", "MG/DL", "(score)", "", "mg/dL ", "__proto__", "constructor/L"])(
    "'%s' is not UCUM",
    (unit) => {
      expect(isUcum(unit)).toBe(false);
    },
  );

  test.each([
    "10*3/uL",
    "10^6/uL",
    "mL/min/{1.73_m2}",
    "/min",
    "kg/m2",
    "{score}",
    "%",
    "(mg/dL).(1/h)",
    "[in_i'H2O]",
    "B[10.nV]",
    "m[H2O]",
    "10*-6",
    "mmol/(8.h.kg)",
    "{#}/[HPF]",
    "mg{creat}/g",
  ])("'%s' is UCUM", (unit) => {
    expect(isUcum(unit)).toBe(true);
  });

  test("no text makes reading a unit fail in another way than by refusing it, or prints anything", () => {
    const print = vi.spyOn(console, "log");
    const text = fc.array(
      fc.constantFrom("m", "g", "[", "]", "{", "}", "/", ".", "*", "10", "^", "-", "L", "_", "pH", "B"),
    );
    fc.assert(
      fc.property(
        fc.oneof(
          text.map((parts) => parts.join("")),
          fc.string(),
        ),
        (unit) => {
          if (isUcum(unit)) expect(converter(unit, "mg/dL", glucose)?.(1)).not.toBeNull();
        },
      ),
      { numRuns: 500 },
    );
    expect(print).not.toHaveBeenCalled();
    print.mockRestore();
  });

  test("a remembered conversion gives what the library gives, there and back", () => {
    const pairs = [
      ["mmol/L", "mg/dL", glucose],
      ["[degF]", "Cel", undefined],
      ["kPa", "mm[Hg]", undefined],
      ["m[IU]/L", "[iU]/mL", undefined],
    ] as const;
    fc.assert(
      fc.property(
        fc.constantFrom(...pairs),
        fc.double({ min: 0.001, max: 5000, noNaN: true }),
        (pair, value) => {
          const [from, to, molarMass] = pair;
          const back = converter(to, from, molarMass)!(converter(from, to, molarMass)!(value));
          expect(Math.abs(back - value)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(value)) * 100);
        },
      ),
    );
  });
});
