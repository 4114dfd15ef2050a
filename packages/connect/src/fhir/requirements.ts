import { failure } from "../errors/registry.ts";
import { textsAlong } from "../json/json.ts";
import type { Resource } from "./resource.ts";

/** What FHIR R4 asks of the elements that are used here: which must be there, which codes they may hold. */
interface Requirements {
  /** `name[x]`: any element of the choice. */
  readonly required: readonly string[];
  /** Required bindings by dotted path: the only codes allowed. */
  readonly bindings: Readonly<Record<string, readonly string[]>>;
}

const words = (text: string): readonly string[] => text.split(" ");

const eventStatus = words(
  "preparation in-progress not-done on-hold stopped completed entered-in-error unknown",
);
const requestStatus = words("draft active on-hold revoked completed entered-in-error unknown");
const requestIntent = words(
  "proposal plan order original-order reflex-order filler-order instance-order option",
);
const observationStatus = words(
  "registered preliminary final amended corrected cancelled entered-in-error unknown",
);

/** http://hl7.org/fhir/R4/, the page of each type; only elements that are read here. */
const requirements: Readonly<Record<string, Requirements>> = {
  Patient: { required: [], bindings: { gender: words("male female other unknown") } },
  Observation: {
    required: ["status", "code"],
    bindings: { status: observationStatus, "valueQuantity.comparator": words("< <= >= >") },
  },
  Condition: {
    required: ["subject"],
    bindings: {
      "clinicalStatus.coding.code": words("active recurrence relapse inactive remission resolved"),
      "verificationStatus.coding.code": words(
        "unconfirmed provisional differential confirmed refuted entered-in-error",
      ),
    },
  },
  MedicationRequest: {
    required: ["status", "intent", "medication[x]", "subject"],
    bindings: {
      status: words("active on-hold cancelled completed entered-in-error stopped draft unknown"),
      intent: requestIntent,
    },
  },
  MedicationStatement: {
    required: ["status", "medication[x]", "subject"],
    bindings: {
      status: words("active completed entered-in-error intended stopped on-hold unknown not-taken"),
    },
  },
  MedicationAdministration: {
    required: ["status", "medication[x]", "subject", "effective[x]"],
    bindings: { status: words("in-progress not-done on-hold completed entered-in-error stopped unknown") },
  },
  AllergyIntolerance: {
    required: ["patient"],
    bindings: {
      "clinicalStatus.coding.code": words("active inactive resolved"),
      "verificationStatus.coding.code": words("unconfirmed confirmed refuted entered-in-error"),
      criticality: words("low high unable-to-assess"),
    },
  },
  Encounter: {
    required: ["status", "class"],
    bindings: {
      status: words(
        "planned arrived triaged in-progress onleave finished cancelled entered-in-error unknown",
      ),
    },
  },
  Procedure: { required: ["status", "subject"], bindings: { status: eventStatus } },
  Immunization: {
    required: ["status", "vaccineCode", "patient", "occurrence[x]"],
    bindings: { status: words("completed entered-in-error not-done") },
  },
  DiagnosticReport: {
    required: ["status", "code"],
    bindings: {
      status: words(
        "registered partial preliminary final amended corrected appended cancelled entered-in-error unknown",
      ),
    },
  },
  CarePlan: {
    required: ["status", "intent", "subject"],
    bindings: { status: requestStatus, intent: words("proposal plan order option") },
  },
  Goal: {
    required: ["lifecycleStatus", "description", "subject"],
    bindings: {
      lifecycleStatus: words(
        "proposed planned accepted active on-hold completed cancelled entered-in-error rejected",
      ),
    },
  },
  ImagingStudy: {
    required: ["status", "subject"],
    bindings: { status: words("registered available cancelled entered-in-error unknown") },
  },
  DocumentReference: {
    required: ["status", "content"],
    bindings: { status: words("current superseded entered-in-error") },
  },
  Device: { required: [], bindings: { status: words("active inactive entered-in-error unknown") } },
};

function isThere(resource: Resource, element: string): boolean {
  if (!element.endsWith("[x]")) return resource[element] !== undefined && resource[element] !== null;
  const stem = element.slice(0, -3);
  return Object.keys(resource).some(
    (name) => name.startsWith(stem) && /^[A-Z]/.test(name.slice(stem.length)),
  );
}

/** @throws HS4001 for a required element that is missing, HS4002 for a code outside its required binding. */
export function checkRequirements(resource: Resource): void {
  const type = resource.resourceType;
  const { required, bindings } = requirements[type] ?? { required: [], bindings: {} };
  for (const element of required)
    if (!isThere(resource, element))
      throw failure("HS4001", { path: `${type}.${element}` }, { path: element });
  for (const [path, allowed] of Object.entries(bindings)) {
    const strange = textsAlong(resource, path.split(".")).find((value) => !allowed.includes(value));
    if (strange !== undefined)
      throw failure(
        "HS4002",
        { path: `${type}.${path}`, value: strange.slice(0, 60), allowed: allowed.join(" | ") },
        { path },
      );
  }
}
