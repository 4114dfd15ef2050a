import { HomeostatError } from "@homeostat/engine";
import { failure } from "../errors/registry.ts";
import type { Intake, Outcome, Taken } from "../intake/intake.ts";
import { type RecordPlace, refusal } from "../intake/refusal.ts";
import { textsAlong } from "../json/json.ts";
import { mapContext } from "./context.ts";
import { type ContextRule, contextRules } from "./context-rules.ts";
import { isPanel, mapObservation } from "./observation.ts";
import { mapPatient } from "./patient.ts";
import { checkRequirements } from "./requirements.ts";
import { asResource, type Identity, identify, previous, type Resource, stemOf } from "./resource.ts";
import type { Surroundings } from "./surroundings.ts";

const withdrawnWords = ["entered-in-error", "cancelled"];
const correctedWords = ["amended", "corrected", "appended"];

function statusOf(resource: Resource): string | undefined {
  const paths = [["status"], ["lifecycleStatus"], ["verificationStatus", "coding", "code"]];
  const said = paths.flatMap((path) => textsAlong(resource, path));
  return said.find((status) => withdrawnWords.includes(status)) ?? said[0];
}

/** Cancelled orders and visits are history worth keeping; a cancelled observation has no result. */
function isWithdrawn(resource: Resource, status: string | undefined): boolean {
  if (status === "entered-in-error") return true;
  return status === "cancelled" && resource.resourceType === "Observation";
}

function withdrawal(identity: Identity, reason: string, items: readonly Intake[]): Intake {
  const keep = items.flatMap((item) => (item.kind === "observation" ? [item.observation.key] : []));
  return { kind: "withdrawal", withdrawal: { stem: stemOf(identity), keep, reason } };
}

function takeObservation(
  resource: Resource,
  identity: Identity,
  around: Surroundings,
  place: RecordPlace,
): Taken {
  const type = identity.type;
  if (isPanel(resource)) return { type, outcome: "counted", items: [] };
  const { observations, refusals } = mapObservation(resource, identity, around);
  const outcome: Outcome = observations.length > 0 ? "observation" : "refused";
  const kept: Intake[] = observations.map((observation) => ({ kind: "observation", observation }));
  const status = statusOf(resource) ?? "";
  // Counted versions name the one they supersede; others cannot, so a correction replaces whatever came before it.
  const replaces = correctedWords.includes(status) && previous(identity) === null;
  const corrects = replaces ? [withdrawal(identity, status, kept)] : [];
  return { type, outcome, items: [...corrects, ...kept, ...refusals.map((error) => refusal(error, place))] };
}

const isNobodys = (resource: Resource, rule: ContextRule): boolean =>
  rule.mayBeNobodys === true && resource[rule.about] === undefined;

function take(resource: Resource, identity: Identity, around: Surroundings, place: RecordPlace): Taken {
  const type = identity.type;
  checkRequirements(resource);
  const status = statusOf(resource);
  if (isWithdrawn(resource, status)) {
    const error = failure("HS4014", { status: status ?? "" }, { path: "status" });
    const items = [withdrawal(identity, status ?? "", []), refusal(error, place)];
    return { type, outcome: "refused", items };
  }
  if (type === "Patient") {
    const person = mapPatient(resource, identity, around);
    return { type, outcome: "person", items: [{ kind: "person", person }] };
  }
  if (type === "Observation") return takeObservation(resource, identity, around, place);
  const rule = contextRules[type];
  if (!rule || isNobodys(resource, rule)) return { type, outcome: "counted", items: [] };
  return { type, outcome: "context", items: [mapContext(resource, identity, rule, around)] };
}

/** Where a record stands, for the reader of a refusal. */
function placeOf({ file, line }: Surroundings, resource: string | undefined): RecordPlace {
  return {
    source: file,
    ...(line === undefined ? {} : { line }),
    ...(resource === undefined ? {} : { resource }),
  };
}

/**
 * One FHIR R4 record → what is kept of it. Pure: the clock and what other records say are arguments.
 * Never throws for what is wrong with the record: that is a refusal with place, rule and cure.
 */
export function mapResource(value: unknown, around: Surroundings): Taken {
  let identity: Identity | undefined;
  try {
    const resource = asResource(value);
    identity = identify(resource, around.fullUrl);
    return take(resource, identity, around, placeOf(around, identity.name));
  } catch (error) {
    if (!(error instanceof HomeostatError)) throw error;
    const place = placeOf(around, identity?.name);
    return { type: identity?.type ?? "(none)", outcome: "refused", items: [refusal(error, place)] };
  }
}
