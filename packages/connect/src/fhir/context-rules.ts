import type { ContextKind } from "../intake/intake.ts";
import { type JsonObject, objectAt, objectsAt, textAt, textsAlong } from "../json/json.ts";
import { conceptAt, wordsOf } from "./coding.ts";
import type { Resource } from "./resource.ts";

/** How one type of resource becomes an item of context: a row of a table, read by context.ts. */
export interface ContextRule {
  readonly kind: ContextKind;
  readonly about: "subject" | "patient";
  /** The concept that gives title and code; `medication` stands for the choice of concept and reference. */
  readonly concept: "medication" | ((resource: Resource) => JsonObject | undefined);
  readonly status: readonly string[];
  /** Elements in order of preference: dates, or periods of which the end in question is read. */
  readonly start: readonly string[];
  readonly end: readonly string[];
  readonly detail?: (resource: Resource) => string | null;
  /** Records of this type that name nobody are no one's context: they are counted. */
  readonly mayBeNobodys?: true;
}

const first = (holder: JsonObject, name: string): JsonObject | undefined => objectsAt(holder, name)[0];
const concept = (name: string) => (resource: Resource) => conceptAt(resource, name);
const words = (name: string) => (resource: Resource) => textAt(resource, name) ?? null;
const wordsAlong = (path: string) => (resource: Resource) =>
  textsAlong(resource, path.split(".")).join(", ") || null;
const status = ["status"];

/** A study is titled by its description, else by its modalities and body sites. */
function imagingTitle(resource: Resource): JsonObject {
  const series = objectsAt(resource, "series");
  const shown = series.flatMap((one) => [objectAt(one, "modality"), objectAt(one, "bodySite")]);
  const parts = [...new Set(shown.map((coding) => coding && textAt(coding, "display")))].filter(Boolean);
  return { text: textAt(resource, "description") ?? (parts.join(", ") || "Imaging study") };
}

function deviceTitle(resource: Resource): JsonObject | undefined {
  const name = first(resource, "deviceName");
  return conceptAt(resource, "type") ?? { text: (name && textAt(name, "name")) ?? "Device" };
}

/** A plan is titled by its own title, else by its most telling category (the last: the first is the generic one). */
function planTitle(resource: Resource): JsonObject | undefined {
  const title = textAt(resource, "title");
  return title === undefined ? objectsAt(resource, "category").at(-1) : { text: title };
}

function planDetail(resource: Resource): string | null {
  const details = objectsAt(resource, "activity").map((activity) => objectAt(activity, "detail"));
  const told = details.map((detail) => wordsOf(detail && conceptAt(detail, "code")));
  return [...new Set(told)].filter(Boolean).join("; ") || null;
}

const dosage = (resource: Resource) =>
  first(resource, "dosageInstruction") ?? first(resource, "dosage") ?? objectAt(resource, "dosage");

function dosageText(resource: Resource): string | null {
  const dose = dosage(resource);
  return (dose && textAt(dose, "text")) ?? null;
}

const medication = { kind: "medication", about: "subject", concept: "medication", status } as const;

/** FHIR R4 type → context. What is not here and is no Patient or Observation is counted, not kept. */
export const contextRules: Readonly<Record<string, ContextRule>> = {
  Condition: {
    kind: "problem",
    about: "subject",
    concept: concept("code"),
    status: ["clinicalStatus.coding.code", "verificationStatus.coding.code"],
    start: ["onsetDateTime", "onsetPeriod", "recordedDate"],
    end: ["abatementDateTime", "abatementPeriod"],
  },
  MedicationRequest: { ...medication, start: ["authoredOn"], end: [], detail: dosageText },
  MedicationStatement: {
    ...medication,
    start: ["effectiveDateTime", "effectivePeriod", "dateAsserted"],
    end: ["effectivePeriod"],
    detail: dosageText,
  },
  MedicationAdministration: {
    ...medication,
    start: ["effectiveDateTime", "effectivePeriod"],
    end: ["effectivePeriod"],
    detail: dosageText,
  },
  AllergyIntolerance: {
    kind: "allergy",
    about: "patient",
    concept: concept("code"),
    status: ["clinicalStatus.coding.code", "verificationStatus.coding.code"],
    start: ["onsetDateTime", "onsetPeriod", "recordedDate"],
    end: [],
    detail: words("criticality"),
  },
  Encounter: {
    kind: "encounter",
    about: "subject",
    concept: (resource) => first(resource, "type") ?? { coding: [objectAt(resource, "class") ?? {}] },
    status,
    start: ["period"],
    end: ["period"],
    detail: wordsAlong("reasonCode.coding.display"),
  },
  Procedure: {
    kind: "procedure",
    about: "subject",
    concept: concept("code"),
    status,
    start: ["performedDateTime", "performedPeriod"],
    end: ["performedPeriod"],
  },
  Immunization: {
    kind: "immunisation",
    about: "patient",
    concept: concept("vaccineCode"),
    status,
    start: ["occurrenceDateTime"],
    end: [],
  },
  DiagnosticReport: {
    kind: "report",
    about: "subject",
    concept: concept("code"),
    status,
    start: ["effectiveDateTime", "effectivePeriod", "issued"],
    end: ["effectivePeriod"],
    detail: words("conclusion"),
  },
  CarePlan: {
    kind: "plan",
    about: "subject",
    concept: planTitle,
    status,
    start: ["period"],
    end: ["period"],
    detail: planDetail,
  },
  Goal: {
    kind: "plan",
    about: "subject",
    concept: concept("description"),
    status: ["lifecycleStatus"],
    start: ["startDate"],
    end: ["statusDate"],
  },
  ImagingStudy: {
    kind: "imaging",
    about: "subject",
    concept: imagingTitle,
    status,
    start: ["started"],
    end: [],
  },
  DocumentReference: {
    kind: "note",
    about: "subject",
    concept: (resource) => conceptAt(resource, "type") ?? first(resource, "category"),
    status,
    start: ["date"],
    end: [],
    detail: words("description"),
  },
  Device: {
    kind: "other",
    about: "patient",
    concept: deviceTitle,
    status,
    start: ["manufactureDate"],
    end: ["expirationDate"],
    mayBeNobodys: true,
  },
};
