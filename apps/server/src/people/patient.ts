import type { ContextItem, Patient } from "../contract/schemas.ts";
import type { Platform } from "../platform.ts";
import { lanesOf } from "./lanes.ts";

/** Everything that a person's page opens with. @throws HS5007 */
export async function patientOf(platform: Platform, subject: string): Promise<Patient> {
  const { store, panel, twins } = platform;
  const person = await store.people.get(subject);
  const [context, lanes, offsetMinutes] = await Promise.all([
    store.people.context(subject),
    store.lanes.of(subject),
    store.observations.latestOffset(subject),
  ]);
  const twin = twins.standing(subject);
  if (!panel.get(subject)) await platform.reloadPanel();
  return {
    row: panel.get(subject)!,
    birthDate: person.birthDate,
    offsetMinutes,
    context: context as ContextItem[],
    twin: twin?.card ?? null,
    noTwin: twin ? null : await twins.whyNone(subject),
    whyTwin: twin ? await twins.whyThis(subject) : null,
    lanes: lanesOf(lanes, person.origin === "virtual"),
  };
}
