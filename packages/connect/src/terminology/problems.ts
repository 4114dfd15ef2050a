import type { Code } from "@homeostat/twin";

export type ProblemCategory =
  | "diabetes-1"
  | "diabetes-2"
  | "diabetes"
  | "prediabetes"
  | "hypertension"
  | "heart-failure"
  | "kidney-disease"
  | "coronary-disease"
  | "atrial-fibrillation"
  | "stroke"
  | "lung-disease"
  | "asthma"
  | "obesity"
  | "dyslipidaemia"
  | "retinopathy"
  | "neuropathy";

/** The words on a chip. */
export const problemTitles: Readonly<Record<ProblemCategory, string>> = {
  "diabetes-1": "Type 1 diabetes",
  "diabetes-2": "Type 2 diabetes",
  diabetes: "Diabetes",
  prediabetes: "Prediabetes",
  hypertension: "Hypertension",
  "heart-failure": "Heart failure",
  "kidney-disease": "Kidney disease",
  "coronary-disease": "Coronary disease",
  "atrial-fibrillation": "Atrial fibrillation",
  stroke: "Stroke",
  "lung-disease": "COPD",
  asthma: "Asthma",
  obesity: "Obesity",
  dyslipidaemia: "Lipid disorder",
  retinopathy: "Retinopathy",
  neuropathy: "Neuropathy",
};

const SNOMED = "http://snomed.info/sct";
const icd10 = ["http://hl7.org/fhir/sid/icd-10", "http://hl7.org/fhir/sid/icd-10-cm"];

/** The few SNOMED CT identifiers that FHIR records of these problems carry (identifiers only, see NOTICE). */
const snomed: Readonly<Record<ProblemCategory, string>> = {
  "diabetes-1": "46635009",
  "diabetes-2": "44054006",
  diabetes: "73211009",
  prediabetes: "15777000 714628002",
  hypertension: "38341003 59621000",
  "heart-failure": "84114007 88805009 42343007 85232009 10335000",
  "kidney-disease":
    "709044004 431855005 431856006 433144002 431857002 433146000 46177005 127013003 90781000119102 157141000119108",
  "coronary-disease": "53741008 414545008 22298006 399211009 401303003 401314000",
  "atrial-fibrillation": "49436004",
  stroke: "230690007",
  "lung-disease": "13645005 185086009 87433001",
  asthma: "195967001 233678006",
  obesity: "414916001 162864005 408512008",
  dyslipidaemia: "55822004 302870006 370992007",
  retinopathy: "422034002 1551000119108 1501000119109 97331000119101 4855003",
  neuropathy: "368581000119106 230572002",
};

/** ICD-10 categories by prefix, the longest first. */
const icdPrefixes: readonly (readonly [string, ProblemCategory])[] = [
  ["E10", "diabetes-1"],
  ["E11", "diabetes-2"],
  ["E13", "diabetes"],
  ["E14", "diabetes"],
  ["R73.03", "prediabetes"],
  ["I10", "hypertension"],
  ["I50", "heart-failure"],
  ["N18", "kidney-disease"],
  ["I20", "coronary-disease"],
  ["I21", "coronary-disease"],
  ["I25", "coronary-disease"],
  ["I48", "atrial-fibrillation"],
  ["I63", "stroke"],
  ["J44", "lung-disease"],
  ["J45", "asthma"],
  ["E66", "obesity"],
  ["E78", "dyslipidaemia"],
];

const bySnomed = new Map(
  Object.entries(snomed).flatMap(([category, codes]) =>
    codes.split(" ").map((code) => [code, category as ProblemCategory] as const),
  ),
);

/** The kind of chronic problem that a Condition's code stands for, or null. */
export function problemCategory(code: Code | null): ProblemCategory | null {
  if (code === null) return null;
  if (code.system === SNOMED) return bySnomed.get(code.code) ?? null;
  if (!icd10.includes(code.system)) return null;
  return icdPrefixes.find(([prefix]) => code.code.startsWith(prefix))?.[1] ?? null;
}
