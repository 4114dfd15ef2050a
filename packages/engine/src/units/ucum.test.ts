import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { HomeostatError } from "../errors/homeostat-error.ts";
import { atoms, prefixes } from "./atoms.ts";
import { convertQuantity } from "./quantity.ts";
import { parseUnit } from "./ucum.ts";
import { canonicalUnit, conversionFactor, formatUnit, sameDimension, sameUnit } from "./unit.ts";

function refusal(work: () => unknown): HomeostatError {
  try {
    work();
  } catch (error) {
    if (error instanceof HomeostatError) return error;
    throw error;
  }
  throw new Error("nothing was refused");
}

const factor = (from: string, to: string) => conversionFactor(parseUnit(from), parseUnit(to));

describe("units as medicine writes them", () => {
  it.each(
    (
      "mg/dL mg/dl mmol/L umol/L pmol/L u[IU]/mL m[iU]/L [iU]/h 10*3/uL 10*9/L 10^6/mL mm[Hg] cm[H2O] kPa /min {beats}/min " +
      "{steps} % g% kg kg/m2 mL/min/{1.73_m2} mL/min/1 meq/L mosm/kg ug/kg/min Cel [degF] K d wk mo a [in_i] [ft_i] [lb_av] " +
      "L l dL cL kcal kJ W/kg m/s2 dyn.s/cm5 mm[Hg].min/L Hz 1 deg {ratio} {}/uL [pH] U/L nkat/L [arb'U]/mL fL pg nmol/mmol{creat} " +
      "/[HPF] Sv Bq mL/(min.kg) mV ms [MET] cm/s 4.[pi].10*-7.N/A2 L/s mm[Hg]/(mL/s) g.m-2 m+2"
    ).split(" "),
  )("reads %s", (text) => {
    expect(() => parseUnit(text)).not.toThrow();
  });

  it("keeps capitals apart", () => {
    expect(sameUnit(parseUnit("mg"), parseUnit("Mg"))).toBe(false);
    expect(sameUnit(parseUnit("l"), parseUnit("L"))).toBe(true);
    expect(refusal(() => parseUnit("MG/DL")).cure).toContain("'mg/dL'");
  });

  it("ignores annotations, and takes one alone for a pure number", () => {
    expect(sameUnit(parseUnit("10*3{cells}/uL"), parseUnit("10*3/uL"))).toBe(true);
    expect(sameUnit(parseUnit("{steps}"), parseUnit("1"))).toBe(true);
  });

  it("tells international, enzyme and chemical units apart", () => {
    expect(sameDimension(parseUnit("[iU]"), parseUnit("U"))).toBe(false);
    expect(sameDimension(parseUnit("[iU]"), parseUnit("1"))).toBe(false);
    expect(sameDimension(parseUnit("mol"), parseUnit("1"))).toBe(false);
    expect(sameUnit(parseUnit("mmol/mol"), parseUnit("%"))).toBe(false);
    expect(sameUnit(parseUnit("[iU]"), parseUnit("[IU]"))).toBe(true);
    expect(sameUnit(parseUnit("meq"), parseUnit("mmol"))).toBe(true);
  });
});

describe("factors (UCUM 2.1, table 4) are exact", () => {
  it.each([
    ["mg/dL", "g/L", 0.01],
    ["mm[Hg]", "Pa", 133.322],
    ["cm[H2O]", "Pa", 98.0665],
    ["[in_i]", "cm", 2.54],
    ["[lb_av]", "kg", 0.45359237],
    ["[oz_av]", "g", 28.349523125],
    ["kcal", "kJ", 4.184],
    ["[gal_us]", "L", 3.785411784],
    ["U", "umol/min", 1],
    ["nkat", "U", 0.06],
    ["a", "d", 365.25],
    ["mo", "d", 30.4375],
    ["g%", "g/dL", 1],
    ["%", "1", 0.01],
    ["atm", "mm[Hg]", 101325 / 133.322],
    ["Ci", "Bq", 3.7e10],
    ["deg", "rad", Math.PI / 180],
    ["ug/kg/min", "mg/kg/h", 0.06],
    ["10*3/uL", "10*9/L", 1],
    ["mL/min", "L/d", 1.44],
    ["[ft_i]", "m", 0.3048],
    ["[mi_i]", "m", 1609.344],
  ])("1 %s is %d %s", (from, to, expected) => {
    expect(factor(from, to)).toBe(expected);
  });

  it("prefixes are powers of ten, there and back", () => {
    for (const prefix of Object.keys(prefixes)) {
      const [up, down] = [factor(`${prefix}g`, "g"), factor("g", `${prefix}g`)];
      expect(up).toBe(Number(prefixes[prefix]));
      expect(up * down).toBeCloseTo(1, 15);
    }
  });

  it("every atom has a base form", () => {
    for (const symbol of atoms.keys()) expect(() => parseUnit(symbol)).not.toThrow();
  });
});

describe("mistakes are refused with the way out", () => {
  it.each([
    ["mmHg", "mm[Hg]"],
    ["cmH2O", "cm[H2O]"],
    ["IU/L", "[iU]/L"],
    ["mIU/mL", "m[iU]/mL"],
    ["µg/L", "ug/L"],
    ["mcg/min", "ug/min"],
    ["bpm", "/min"],
    ["beats/min", "{beats}/min"],
    ["hr", "h"],
    ["mEq/L", "meq/L"],
    ["kg/m^2", "kg/m2"],
    ["m²", "m2"],
    ["mg / dL", "mg/dL"],
    ["°C", "Cel"],
    ["lbs", "[lb_av]"],
    ["cc/h", "mL/h"],
    ["units/h", "[iU]/h"],
    ["MMOL/L", "mmol/L"],
  ])("%s → %s", (wrong, right) => {
    const error = refusal(() => parseUnit(wrong));
    expect(error.code).toBe("HS1001");
    expect(error.cure).toContain(`'${right}'`);
    expect(() => parseUnit(right)).not.toThrow();
  });

  it.each([
    "",
    "/",
    "mg/",
    "mg..dL",
    "(mg",
    "mg)",
    "{x",
    "m]",
    "xyz",
    "0",
    "m999",
    "mg dL",
    "1e3",
    "((((((((((((((((((((((((m))))))))))))))))))))))))",
  ])("refuses '%s'", (text) => {
    expect(refusal(() => parseUnit(text)).code).toBe("HS1001");
  });

  it("refuses what is too long, and words that JavaScript knows otherwise", () => {
    for (const text of [Array.from({ length: 1000 }, () => "10*99").join("."), "constructor", "toString/dL"])
      expect(refusal(() => parseUnit(text)).code).toBe("HS1001");
  });

  it("refuses products of temperature scales", () => {
    for (const text of ["Cel/min", "Cel2", "kg.Cel", "[degF]-1"])
      expect(refusal(() => parseUnit(text)).code).toBe("HS1003");
  });

  it("reads any text or refuses it as a unit, and never otherwise", () => {
    const letters = fc.constantFrom(..."mgdLlsK/.()[]{}10*^-+%'UiuHO2 ");
    fc.assert(
      fc.property(fc.string({ unit: letters, maxLength: 12 }), (text) => {
        try {
          parseUnit(text);
        } catch (error) {
          expect(error).toBeInstanceOf(HomeostatError);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe("quantities", () => {
  it("convert, with the zero points of temperature scales", () => {
    expect(convertQuantity({ value: 57, unit: "mg/dL" }, "g/L")).toEqual({ value: 0.57, unit: "g/L" });
    expect(convertQuantity({ value: 36.6, unit: "Cel" }, "K").value).toBeCloseTo(309.75, 12);
    expect(convertQuantity({ value: 98.6, unit: "[degF]" }, "Cel").value).toBeCloseTo(37, 12);
    expect(convertQuantity({ value: 37, unit: "Cel" }, "[degF]").value).toBeCloseTo(98.6, 12);
  });

  it("never mix mass with amount, nor international units with either", () => {
    const error = refusal(() => convertQuantity({ value: 90, unit: "mg/dL" }, "mmol/L"));
    expect(error.code).toBe("HS1002");
    expect(error.cure).toContain("molar mass");
    expect(refusal(() => convertQuantity({ value: 1, unit: "[iU]" }, "mg")).cure).toContain("factor");
  });
});

const randomUnit = fc
  .array(
    fc.tuple(
      fc.constantFrom("mg", "dL", "min", "mmol", "[iU]", "mm[Hg]", "kcal", "K"),
      fc.integer({ min: -3, max: 3 }),
    ),
    {
      minLength: 1,
      maxLength: 4,
    },
  )
  .map((parts) => parts.map(([symbol, exponent]) => `${symbol}${exponent}`).join("."));

describe("texts of units", () => {
  it("formatting and reading again gives the same unit", () => {
    fc.assert(
      fc.property(randomUnit, (text) => {
        const unit = parseUnit(text);
        expect(canonicalUnit(parseUnit(formatUnit(unit)))).toBe(canonicalUnit(unit));
      }),
    );
  });

  it("units that are written otherwise but equal have one canonical text", () => {
    expect(canonicalUnit(parseUnit("mg/dL"))).toBe(canonicalUnit(parseUnit("10.g/m3")));
    expect(canonicalUnit(parseUnit("N"))).toBe(canonicalUnit(parseUnit("kg.m/s2")));
    expect(canonicalUnit(parseUnit("Cel"))).not.toBe(canonicalUnit(parseUnit("K")));
  });
});
