/** One LOINC code with the unit it is kept in; limits catch wrong units and broken records, not unusual people. */
export interface LoincEntry {
  readonly title: string;
  /** UCUM. */
  readonly unit: string;
  readonly limits?: readonly [number, number];
  /** g/mol; lets mass and amount of substance convert. */
  readonly molarMass?: number;
}

type Row = readonly [
  code: string,
  title: string,
  unit: string,
  limits?: readonly [number, number],
  molarMass?: number,
];

/** Standard atomic weights: glucose C6H12O6, creatinine C4H7N3O, cholesterol C27H46O, bilirubin C33H36N4O6. */
const glucose = 180.156;
const creatinine = 113.12;
const cholesterol = 386.65;
const bilirubin = 584.67;
/** Urea is reported as its nitrogen: two atoms of 14.007 per molecule. */
const ureaNitrogen = 28.014;
const calcium = 40.078;

const percent = [0, 100] as const;

/**
 * Codes that records of chronic care carry, in our own short words; no LOINC content beyond the codes (see NOTICE).
 * Codes of the twin's own list are there.
 */
const rows: readonly Row[] = [
  ["8310-5", "Body temperature", "Cel", [20, 46]],
  ["8331-1", "Temperature (mouth)", "Cel", [20, 46]],
  ["8329-5", "Temperature (core)", "Cel", [20, 46]],
  ["9279-1", "Breathing rate", "/min", [0, 150]],
  ["59408-5", "Oxygen saturation (pulse oximeter)", "%", percent],
  ["2708-6", "Oxygen saturation (arterial blood)", "%", percent],
  ["8478-0", "Mean arterial pressure", "mm[Hg]", [10, 300]],
  ["72514-3", "Pain (0–10)", "{score}", [0, 10]],
  ["14749-6", "Glucose (plasma, molar)", "mmol/L", [0.2, 170], glucose],
  ["15074-8", "Glucose (blood, molar)", "mmol/L", [0.2, 170], glucose],
  ["14743-9", "Glucose (fingerstick, molar)", "mmol/L", [0.2, 170], glucose],
  ["32016-8", "Glucose (capillary blood)", "mg/dL", [5, 3000], glucose],
  ["2340-8", "Glucose (test strip)", "mg/dL", [5, 3000], glucose],
  ["1558-6", "Glucose (fasting)", "mg/dL", [5, 3000], glucose],
  ["5792-7", "Glucose (urine strip)", "mg/dL", [0, 20_000], glucose],
  ["59261-8", "HbA1c (IFCC)", "mmol/mol", [0, 250]],
  ["2093-3", "Cholesterol", "mg/dL", [10, 3000], cholesterol],
  ["18262-6", "LDL cholesterol", "mg/dL", [0, 2000], cholesterol],
  ["13457-7", "LDL cholesterol (calculated)", "mg/dL", [0, 2000], cholesterol],
  ["2085-9", "HDL cholesterol", "mg/dL", [0, 500], cholesterol],
  ["2571-8", "Triglycerides", "mg/dL", [5, 20_000]],
  ["6299-2", "Urea nitrogen", "mg/dL", [0.5, 400], ureaNitrogen],
  ["3094-0", "Urea nitrogen (plasma)", "mg/dL", [0.5, 400], ureaNitrogen],
  ["38483-4", "Creatinine (blood)", "mg/dL", [0.05, 50], creatinine],
  ["14959-1", "Albumin/creatinine (urine)", "mg/g", [0, 50_000]],
  ["49765-1", "Calcium", "mg/dL", [1, 40], calcium],
  ["2947-0", "Sodium (blood)", "mmol/L", [80, 220]],
  ["2951-2", "Sodium", "mmol/L", [80, 220]],
  ["6298-4", "Potassium (blood)", "mmol/L", [0.5, 15]],
  ["2823-3", "Potassium", "mmol/L", [0.5, 15]],
  ["2069-3", "Chloride (blood)", "mmol/L", [40, 200]],
  ["2075-0", "Chloride", "mmol/L", [40, 200]],
  ["20565-8", "Carbon dioxide (blood)", "mmol/L", [1, 80]],
  ["2028-9", "Carbon dioxide", "mmol/L", [1, 80]],
  ["787-2", "Red cell volume (MCV)", "fL", [30, 200]],
  ["785-6", "Red cell haemoglobin (MCH)", "pg", [5, 100]],
  ["786-4", "Red cell haemoglobin concentration (MCHC)", "g/dL", [10, 60]],
  ["32207-3", "Platelet distribution width", "fL", [0, 1000]],
  ["32623-1", "Platelet volume", "fL", [1, 100]],
  ["21000-5", "Red cell distribution width", "fL", [1, 300]],
  ["4544-3", "Haematocrit", "%", percent],
  ["20570-8", "Haematocrit (blood)", "%", percent],
  ["718-7", "Haemoglobin", "g/dL", [0.5, 30]],
  ["777-3", "Platelets", "10*3/uL", [0, 10_000]],
  ["6690-2", "White cells", "10*3/uL", [0, 2000]],
  ["789-8", "Red cells", "10*6/uL", [0.1, 15]],
  ["19926-5", "FEV1/FVC", "%", percent],
  ["10230-1", "Ejection fraction (left ventricle)", "%", percent],
  ["33762-6", "NT-proBNP", "pg/mL", [0, 1_000_000]],
  ["2857-1", "Prostate-specific antigen", "ng/mL", [0, 100_000]],
  ["1742-6", "ALT", "U/L", [0, 50_000]],
  ["1920-8", "AST", "U/L", [0, 50_000]],
  ["6768-6", "Alkaline phosphatase", "U/L", [0, 20_000]],
  ["1751-7", "Albumin", "g/dL", [0.2, 10]],
  ["2885-2", "Protein", "g/dL", [0.5, 20]],
  ["10834-0", "Globulin", "g/L", [0, 150]],
  ["1975-2", "Bilirubin", "mg/dL", [0, 100], bilirubin],
  ["20505-4", "Bilirubin (urine strip)", "mg/dL", [0, 100], bilirubin],
  ["5797-6", "Ketones (urine strip)", "mg/dL", [0, 1000]],
  ["5804-0", "Protein (urine strip)", "mg/dL", [0, 10_000]],
  ["5803-2", "pH (urine strip)", "[pH]", [3, 11]],
  ["72166-2", "Tobacco smoking", "1"],
  ["85354-9", "Blood pressure", "mm[Hg]"],
  ["55284-4", "Blood pressure", "mm[Hg]"],
];

export const loinc: ReadonlyMap<string, LoincEntry> = new Map(
  rows.map(([code, title, unit, limits, molarMass]) => [
    code,
    { title, unit, ...(limits ? { limits } : {}), ...(molarMass === undefined ? {} : { molarMass }) },
  ]),
);

/** Molar masses (g/mol) of codes on the twin's own list. */
export const molarMasses: ReadonlyMap<string, number> = new Map([
  ["99504-3", glucose],
  ["2345-7", glucose],
  ["2339-0", glucose],
  ["41653-7", glucose],
  ["2160-0", creatinine],
]);

/** Whether the check digit fits: LOINC codes are protected by the mod-10 sum of their digits (LOINC Users' Guide). */
export function isLoincCode(code: string): boolean {
  const parts = /^(\d{1,7})-(\d)$/.exec(code);
  if (!parts) return false;
  const digits = [...parts[1]!].reverse().map(Number);
  const sum = digits.reduce((total, digit, place) => total + weighed(digit, place % 2 === 0), 0);
  return (10 - (sum % 10)) % 10 === Number(parts[2]);
}

function weighed(digit: number, doubled: boolean): number {
  const product = doubled ? digit * 2 : digit;
  return product > 9 ? product - 9 : product;
}
