import { doubt, type Instant, type Quality } from "@homeostat/twin";
import { failure } from "../errors/registry.ts";
import { objectAt, textAt } from "../json/json.ts";
import { happened, type Moment, readMoment } from "./date-time.ts";
import type { Resource } from "./resource.ts";

export interface ObservedTime {
  readonly start: Instant;
  readonly end?: Instant;
  readonly offsetMinutes: number | null;
  readonly doubt: Quality | null;
}

function vague(moment: Moment, path: string): Quality | null {
  const known = moment.precision === "day" || moment.precision === "time";
  return known ? null : doubt(failure("HS4031", { path, value: moment.text }));
}

function momentAt(resource: Resource, path: string, now: Instant): ObservedTime | null {
  const text = textAt(resource, path);
  if (text === undefined) return null;
  const moment = readMoment(text, path);
  return { start: happened(moment, now), offsetMinutes: moment.offsetMinutes, doubt: vague(moment, path) };
}

function periodAt(resource: Resource, now: Instant): ObservedTime | null {
  const path = "effectivePeriod";
  const period = objectAt(resource, path);
  if (!period) return null;
  const [from, to] = [textAt(period, "start"), textAt(period, "end")];
  if (from === undefined) throw failure("HS4001", { path: `${path}.start` }, { path: `${path}.start` });
  const start = readMoment(from, `${path}.start`);
  const end = to === undefined ? {} : { end: happened(readMoment(to, `${path}.end`), now) };
  return {
    start: happened(start, now),
    ...end,
    offsetMinutes: start.offsetMinutes,
    doubt: vague(start, `${path}.start`),
  };
}

/** When it was released, where nobody told when it was seen. */
function release(resource: Resource, now: Instant): ObservedTime | null {
  const time = momentAt(resource, "issued", now);
  return time && { ...time, doubt: doubt(failure("HS4033")) };
}

/** effective[x] of an Observation. @throws HS4001 where there is none, HS4004 for what is no date. */
export function observedTime(resource: Resource, now: Instant): ObservedTime {
  const time =
    momentAt(resource, "effectiveDateTime", now) ??
    momentAt(resource, "effectiveInstant", now) ??
    periodAt(resource, now) ??
    release(resource, now);
  if (time) return time;
  throw failure("HS4001", { path: "Observation.effectiveDateTime" }, { path: "effectiveDateTime" });
}
