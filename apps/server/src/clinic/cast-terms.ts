/** A problem or medication as it stands in a record. */
export interface RecordEntry {
  readonly title: string;
  readonly code: { readonly system: string; readonly code: string } | null;
}

const snomed = (title: string, code: string): RecordEntry => ({
  title,
  code: { system: "http://snomed.info/sct", code },
});
const atc = (title: string, code: string): RecordEntry => ({
  title,
  code: { system: "http://www.whocc.no/atc", code },
});
const words = (title: string): RecordEntry => ({ title, code: null });

export const problems = {
  type1: snomed("Type 1 diabetes mellitus", "46635009"),
  type2: snomed("Type 2 diabetes mellitus", "44054006"),
  hypertension: snomed("Hypertension", "38341003"),
  heartFailure: snomed("Heart failure", "84114007"),
  kidneyDisease: snomed("Chronic kidney disease", "709044004"),
  atrialFibrillation: snomed("Atrial fibrillation", "49436004"),
  retinopathy: words("Diabetic retinopathy"),
  lipids: words("High cholesterol"),
  thyroid: words("Hypothyroidism"),
  obesity: words("Obesity"),
  neuropathy: words("Diabetic neuropathy"),
} as const;

export const medications = {
  lispro: atc("Insulin lispro, pump", "A10AB04"),
  aspart: atc("Insulin aspart, pump", "A10AB05"),
  metformin: atc("Metformin 1000 mg twice daily", "A10BA02"),
  empagliflozin: atc("Empagliflozin 10 mg daily", "A10BK03"),
  dapagliflozin: atc("Dapagliflozin 10 mg daily", "A10BK01"),
  semaglutide: atc("Semaglutide 1 mg weekly", "A10BJ06"),
  ramipril: atc("Ramipril 5 mg daily", "C09AA05"),
  losartan: atc("Losartan 50 mg daily", "C09CA01"),
  amlodipine: atc("Amlodipine 5 mg daily", "C08CA01"),
  bisoprolol: atc("Bisoprolol 5 mg daily", "C07AB07"),
  furosemide: atc("Furosemide 40 mg daily", "C03CA01"),
  atorvastatin: atc("Atorvastatin 20 mg daily", "C10AA05"),
  apixaban: atc("Apixaban 5 mg twice daily", "B01AF02"),
  levothyroxine: atc("Levothyroxine 75 µg daily", "H03AA01"),
} as const;

export type ProblemName = keyof typeof problems;
export type MedicationName = keyof typeof medications;
