import type { MedicationName, ProblemName } from "./cast-terms.ts";

/** One fictional person. Names are invented; any likeness is chance. */
export interface CastMember {
  readonly id: string;
  readonly name: string;
  readonly sex: "female" | "male";
  /** ISO date. */
  readonly birthDate: string;
  readonly kind: "type 1 adult" | "type 1 adolescent" | "type 2";
  /** Minutes east of Greenwich in winter. */
  readonly zone: number;
  readonly heightCm: number;
  readonly weightKg: number;
  readonly problems: readonly ProblemName[];
  readonly medications: readonly MedicationName[];
  readonly living: Living;
  readonly heart: { readonly resting: number; readonly systolic: number; readonly diastolic: number };
  /** mg/dL. */
  readonly creatinine: number;
  /** Type 2 only: glucose before breakfast under the present treatment, mg/dL. */
  readonly fasting: number | null;
}

/** How someone lives; see habits.ts for what each word means in numbers. */
interface Living {
  readonly meals: "small" | "usual" | "large";
  readonly hours: "early" | "usual" | "late";
  readonly activity: "little" | "walks" | "sports";
  readonly care: "careful" | "usual" | "careless";
}

const places = { london: 0, amsterdam: 60, helsinki: 120 } as const;

type Row = readonly [
  name: string,
  sex: CastMember["sex"],
  birthDate: string,
  kind: CastMember["kind"],
  place: keyof typeof places,
  body: readonly [heightCm: number, weightKg: number],
  living: readonly [Living["meals"], Living["hours"], Living["activity"], Living["care"]],
  heart: readonly [resting: number, systolic: number, diastolic: number],
  kidney: readonly [creatinine: number],
  fasting: number | null,
  problems: readonly ProblemName[],
  medications: readonly MedicationName[],
];

const a = "type 1 adult";
const y = "type 1 adolescent";
const b = "type 2";

// biome-ignore format: one person a line
const rows: readonly Row[] = [
  ["Amara Okonkwo", "female", "1988-03-14", a, "london", [168, 71], ["usual", "usual", "walks", "careful"], [62, 118, 74], [0.72], null, [], ["lispro"]],
  ["Jonas Lindqvist", "male", "1979-11-02", a, "helsinki", [184, 88], ["large", "early", "sports", "usual"], [54, 126, 78], [0.94], null, [], ["aspart"]],
  ["Mei-Ling Tan", "female", "1995-07-21", a, "london", [160, 63], ["small", "late", "walks", "usual"], [66, 112, 70], [0.66], null, ["thyroid"], ["aspart", "levothyroxine"]],
  ["Tomás Herrera", "male", "1968-01-30", a, "amsterdam", [176, 92], ["large", "late", "little", "careless"], [74, 142, 86], [1.12], null, ["hypertension", "retinopathy"], ["lispro", "ramipril", "atorvastatin"]],
  ["Fatima El-Amrani", "female", "1983-09-09", a, "amsterdam", [164, 74], ["usual", "usual", "walks", "careful"], [68, 116, 72], [0.7], null, [], ["lispro"]],
  ["Piotr Wiśniewski", "male", "1957-05-17", a, "amsterdam", [178, 85], ["usual", "early", "walks", "careful"], [60, 136, 80], [1.34], null, ["hypertension", "kidneyDisease"], ["aspart", "losartan", "atorvastatin"]],
  ["Saoirse Gallagher", "female", "1991-12-05", a, "london", [171, 68], ["usual", "late", "sports", "usual"], [56, 110, 68], [0.75], null, [], ["lispro"]],
  ["Kwame Mensah", "male", "1974-08-23", a, "london", [181, 95], ["large", "usual", "little", "usual"], [72, 138, 84], [1.05], null, ["hypertension"], ["aspart", "amlodipine"]],
  ["Ingrid Solheim", "female", "1962-04-11", a, "amsterdam", [166, 70], ["small", "early", "walks", "careful"], [58, 128, 76], [0.86], null, ["lipids"], ["lispro", "atorvastatin"]],
  ["Rohan Deshmukh", "male", "1986-10-28", a, "london", [173, 79], ["usual", "late", "little", "careless"], [76, 124, 80], [0.88], null, [], ["aspart"]],
  ["Élodie Marchetti", "female", "1999-02-18", a, "amsterdam", [163, 60], ["usual", "late", "walks", "careless"], [70, 108, 68], [0.64], null, [], ["lispro"]],
  ["Veikko Laaksonen", "male", "1953-06-25", a, "helsinki", [175, 82], ["usual", "early", "walks", "usual"], [57, 144, 82], [1.2], null, ["hypertension", "heartFailure"], ["aspart", "ramipril", "bisoprolol", "furosemide"]],
  ["Noor van der Meer", "female", "2009-08-30", y, "amsterdam", [166, 56], ["usual", "late", "sports", "usual"], [68, 110, 66], [0.6], null, [], ["aspart"]],
  ["Luca Bianchi", "male", "2010-03-22", y, "amsterdam", [170, 58], ["large", "late", "sports", "careless"], [66, 114, 68], [0.62], null, [], ["lispro"]],
  ["Aino Koskela", "female", "2008-11-13", y, "helsinki", [168, 61], ["usual", "usual", "walks", "careful"], [70, 108, 66], [0.61], null, ["thyroid"], ["aspart", "levothyroxine"]],
  ["Daniel Adeyemi", "male", "2009-01-07", y, "london", [174, 63], ["large", "usual", "sports", "usual"], [64, 116, 70], [0.68], null, [], ["lispro"]],
  ["Margaret Whitcombe", "female", "1951-07-19", b, "london", [161, 84], ["usual", "early", "walks", "careful"], [70, 140, 78], [1.18], 142, ["hypertension", "kidneyDisease"], ["metformin", "ramipril", "atorvastatin"]],
  ["Ahmed Benhaddou", "male", "1964-02-08", b, "amsterdam", [174, 98], ["large", "usual", "little", "usual"], [76, 146, 88], [1.02], 176, ["hypertension", "obesity"], ["metformin", "losartan"]],
  ["Helena Papadaki", "female", "1958-10-16", b, "helsinki", [158, 79], ["usual", "usual", "walks", "usual"], [72, 134, 80], [0.84], 151, ["lipids"], ["metformin", "semaglutide", "atorvastatin"]],
  ["George Papadimas", "male", "1949-03-03", b, "helsinki", [170, 86], ["usual", "early", "little", "careful"], [66, 138, 74], [1.61], 138, ["heartFailure", "kidneyDisease", "atrialFibrillation"], ["empagliflozin", "bisoprolol", "furosemide", "apixaban"]],
  ["Thandiwe Nkosi", "female", "1971-05-27", b, "london", [165, 97], ["large", "late", "little", "careless"], [78, 148, 92], [0.9], 196, ["hypertension", "obesity"], ["metformin", "amlodipine"]],
  ["Pedro Almeida", "male", "1969-09-12", b, "london", [172, 90], ["large", "usual", "walks", "usual"], [70, 132, 82], [0.98], 158, ["lipids"], ["metformin", "atorvastatin"]],
  ["Yuki Nakashima", "female", "1966-12-24", b, "amsterdam", [155, 62], ["small", "early", "walks", "careful"], [64, 126, 76], [0.74], 128, [], ["metformin"]],
  ["Oleksandr Kovalenko", "male", "1960-06-06", b, "amsterdam", [179, 103], ["large", "late", "little", "careless"], [80, 152, 94], [1.1], 204, ["hypertension", "obesity", "neuropathy"], ["metformin", "dapagliflozin", "ramipril", "amlodipine"]],
  ["Bríd Ní Dhomhnaill", "female", "1955-08-15", b, "london", [160, 76], ["usual", "early", "walks", "careful"], [68, 130, 74], [1.42], 134, ["heartFailure", "hypertension", "kidneyDisease"], ["dapagliflozin", "losartan", "bisoprolol", "furosemide"]],
  ["Ravi Subramanian", "male", "1976-04-04", b, "london", [169, 83], ["usual", "late", "little", "usual"], [74, 128, 84], [0.86], 162, ["lipids"], ["metformin", "atorvastatin"]],
  ["Carmen Villalobos", "female", "1963-01-29", b, "amsterdam", [157, 81], ["usual", "late", "walks", "careless"], [73, 136, 82], [0.79], 170, ["hypertension"], ["metformin", "semaglutide", "amlodipine"]],
  ["Mikael Sundberg", "male", "1973-10-10", b, "helsinki", [183, 108], ["large", "usual", "sports", "usual"], [62, 130, 80], [1.0], 145, ["obesity"], ["metformin", "empagliflozin"]],
];

function member(row: Row, index: number): CastMember {
  const [
    name,
    sex,
    birthDate,
    kind,
    place,
    [heightCm, weightKg],
    living,
    heart,
    [creatinine],
    fasting,
    ill,
    takes,
  ] = row;
  const [meals, hours, activity, care] = living;
  const [resting, systolic, diastolic] = heart;
  return {
    id: `clinic-${String(index + 1).padStart(2, "0")}`,
    name,
    sex,
    birthDate,
    kind,
    zone: places[place],
    heightCm,
    weightKg,
    problems: [kind === "type 2" ? "type2" : "type1", ...ill],
    medications: takes,
    living: { meals, hours, activity, care },
    heart: { resting, systolic, diastolic },
    creatinine,
    fasting,
  };
}

/** The people of the virtual clinic: sixteen with type 1 diabetes on pumps, twelve with type 2 on tablets. */
export const cast: readonly CastMember[] = rows.map(member);

export function ageYears(member: Pick<CastMember, "birthDate">, at: number): number {
  return (at - Date.parse(member.birthDate)) / (365.25 * 86_400_000);
}
