import { HomeostatError } from "@homeostat/engine";
import {
  type Code,
  checkObservation,
  type Draft,
  doubt,
  type Observation,
  type Quality,
  type Source,
} from "@homeostat/twin";
import { failure } from "../errors/registry.ts";
import { attempt } from "../intake/refusal.ts";
import { type JsonObject, objectAt, objectsAt, textAt } from "../json/json.ts";
import { measurementCode } from "./observation-code.ts";
import { type ObservedTime, observedTime } from "./observation-time.ts";
import { absence, readValue, valueElement } from "./observation-value.ts";
import { personOf } from "./reference.ts";
import { type Identity, keyOf, previous, type Resource } from "./resource.ts";
import type { Surroundings } from "./surroundings.ts";

/** What an Observation resource gave: one observation per value, and why a value was refused. */
export interface MappedObservation {
  readonly observations: readonly Observation[];
  readonly refusals: readonly HomeostatError[];
}

/** What the values of one resource share. */
interface Shared {
  readonly identity: Identity;
  readonly subject: string;
  readonly time: ObservedTime;
  readonly status: string;
  readonly device: string | undefined;
  readonly now: number;
}

/** Where one value stands in its resource. */
interface Slot {
  readonly holder: JsonObject;
  /** `component[1]`; undefined for the resource's own value. */
  readonly component?: string;
  readonly prefix: string;
}

const unfinished = ["registered", "preliminary", "unknown"];

const hasValue = (holder: JsonObject): boolean => valueElement(holder) !== undefined;

/** Rules of the log that speak of times. */
const timeRules = ["HS3002", "HS3003", "HS3004"];

function slotsOf(resource: Resource): readonly Slot[] {
  const components = objectsAt(resource, "component").map((holder, index) => {
    const component = `component[${index}]`;
    return { holder, component, prefix: `${component}.` };
  });
  const ownIsRead = hasValue(resource) || components.length === 0;
  return ownIsRead ? [{ holder: resource, prefix: "" }, ...components] : components;
}

function sourceOf({ identity, device }: Shared, { component }: Slot): Source {
  return {
    system: "fhir",
    resource: identity.name,
    ...(component === undefined ? {} : { path: component }),
    ...(device === undefined ? {} : { device }),
  };
}

function qualityOf(shared: Shared, ofValue: Quality | null): Quality {
  const ofStatus = unfinished.includes(shared.status)
    ? doubt(failure("HS4030", { status: shared.status }))
    : null;
  return ofValue ?? ofStatus ?? shared.time.doubt ?? { status: "ok" };
}

function draftOf(shared: Shared, slot: Slot, code: Code): Draft {
  const read = readValue(slot.holder, code, slot.prefix);
  const path = `${slot.prefix}value[x]`;
  if (!read) throw failure("HS4013", { path, reason: absence(slot.holder) }, { path });
  const earlier = previous(shared.identity);
  const { start, end, offsetMinutes } = shared.time;
  return {
    key: keyOf(shared.identity, slot.component),
    subject: shared.subject,
    code,
    value: read.value,
    asReceived: read.asReceived,
    start,
    ...(end === undefined ? {} : { end }),
    offsetMinutes,
    received: shared.now,
    source: sourceOf(shared, slot),
    quality: qualityOf(shared, read.doubt),
    ...(earlier ? { supersedes: keyOf(earlier, slot.component) } : {}),
  };
}

function elementOf(error: HomeostatError, { holder, prefix }: Slot): string {
  return timeRules.includes(error.code) ? "effective[x]" : `${prefix}${valueElement(holder) ?? "value[x]"}`;
}

function observe(shared: Shared, slot: Slot): Observation {
  const code = measurementCode(slot.holder, `${slot.prefix}code`);
  const checked = checkObservation(draftOf(shared, slot, code), shared.now);
  if (checked.ok) return checked.observation;
  const { error } = checked;
  throw error.at({ path: elementOf(error, slot) });
}

function sharedBy(resource: Resource, identity: Identity, { now, file, index }: Surroundings): Shared {
  const device = objectAt(resource, "device");
  return {
    identity,
    subject: personOf(resource, "subject", file, index),
    time: observedTime(resource, now),
    status: textAt(resource, "status") ?? "unknown",
    device: device && (textAt(device, "display") ?? textAt(device, "reference")),
    now,
  };
}

/** Whether the resource only gathers others (a panel): it has members and no value of its own. */
export function isPanel(resource: Resource): boolean {
  const bare = !hasValue(resource) && objectsAt(resource, "component").length === 0;
  return bare && objectsAt(resource, "hasMember").length > 0;
}

/**
 * FHIR Observation → observations: one for its own value, one for each component. A value that is refused does not
 * take the others with it; what concerns all of them (subject, time) is thrown.
 */
export function mapObservation(
  resource: Resource,
  identity: Identity,
  surroundings: Surroundings,
): MappedObservation {
  const shared = sharedBy(resource, identity, surroundings);
  const results = slotsOf(resource).map((slot) => attempt(() => observe(shared, slot)));
  return {
    observations: results.flatMap((result) => (result instanceof HomeostatError ? [] : [result])),
    refusals: results.filter((result) => result instanceof HomeostatError),
  };
}
