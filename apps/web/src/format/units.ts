/** How a UCUM unit is written for people. */
const written: Readonly<Record<string, string>> = {
  "mm[Hg]": "mmHg",
  "[iU]": "U",
  "[iU]/h": "U/h",
  "{steps}": "steps",
  "/min": "/min",
  "mL/min/{1.73_m2}": "mL/min/1.73 m²",
  "kg/m2": "kg/m²",
  Cel: "°C",
  "1": "",
};

export const writtenUnit = (ucum: string): string =>
  written[ucum] ??
  ucum
    .replaceAll(/\{([^}]*)\}/g, "$1")
    .replaceAll("[", "")
    .replaceAll("]", "");

export type GlucoseUnit = "mg/dL" | "mmol/L";

/** 1 mmol/L of glucose (180.156 g/mol) is 18.0156 mg/dL. */
export const mgdlPerMmoll = 18.0156;

/** How values of one unit are shown: the number shown is `value · factor`, with `digits` decimals. */
export interface Scale {
  readonly unit: string;
  readonly factor: number;
  /** null: as many as three significant figures need. */
  readonly digits: number | null;
}

const fixedDigits: Readonly<Record<string, number>> = {
  "[iU]": 1,
  "[iU]/h": 2,
  kg: 1,
  "mm[Hg]": 0,
  "/min": 0,
  g: 0,
  "{steps}": 0,
};

const digitsOf = (ucum: string, isGlucose: boolean): number | null =>
  isGlucose && ucum === "mg/dL" ? 0 : (fixedDigits[ucum] ?? null);

/** Glucose in mg/dL follows the reader's choice; everything else keeps the unit it is stored in. */
export const scaleFor = (ucum: string, glucose: GlucoseUnit, isGlucose: boolean): Scale =>
  isGlucose && ucum === "mg/dL" && glucose === "mmol/L"
    ? { unit: "mmol/L", factor: 1 / mgdlPerMmoll, digits: 1 }
    : { unit: writtenUnit(ucum), factor: 1, digits: digitsOf(ucum, isGlucose) };

const minus = (text: string): string => text.replace("-", "−");

export const shown = (value: number, { factor, digits }: Scale): string =>
  digits === null ? significant(value * factor) : minus((value * factor).toFixed(digits));

export const signed = (value: number, scale: Scale): string => {
  const text = shown(value, scale);
  return value > 0 && !/^0(\.0+)?$/.test(text) ? `+${text}` : text.replace(/^−(0(\.0+)?)$/, "$1");
};

/** Three significant figures, as short as they can be written. */
export const significant = (value: number, figures = 3): string => {
  if (value === 0) return "0";
  const size = Math.abs(value);
  if (size >= 1e5 || size < 1e-3) {
    const [mantissa, exponent] = value.toExponential(figures - 1).split("e");
    return minus(`${Number(mantissa)}·10${superscript(Number(exponent))}`);
  }
  return minus(String(Number(value.toPrecision(figures))));
};

const superscript = (exponent: number): string =>
  [...String(exponent)].map((digit) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(digit)] ?? "⁻").join("");

export const percent = (share: number, digits = 0): string => `${(share * 100).toFixed(digits)}\u00a0%`;
