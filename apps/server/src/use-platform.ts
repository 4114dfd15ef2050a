import type { Forecast, ImportSummary, PatientRow } from "./contract/schemas.ts";
import { importPeople, type PeopleProgress } from "./importing/import-people.ts";
import type { Platform } from "./platform.ts";

/** Imports files and folders; importing twice adds nothing. @throws HS50xx of the store; what is wrong in a file is counted, not thrown. */
export function importPaths(
  platform: Platform,
  paths: readonly string[],
  options: { readonly progress?: (progress: PeopleProgress) => void; readonly signal?: AbortSignal } = {},
): Promise<ImportSummary> {
  return importPeople(platform, paths, { now: Date.now(), ...options });
}

/** The forecast from a person's newest data. @throws HS5007, HS5109 */
export async function forecastFor(
  platform: Platform,
  subject: string,
  horizonMinutes: number,
): Promise<Forecast> {
  await platform.store.people.get(subject);
  return platform.twins.forecast(subject, horizonMinutes);
}

/** Everybody in the store, who needs attention first. */
export async function listPatients(platform: Platform): Promise<readonly PatientRow[]> {
  await platform.reloadPanel();
  return platform.panel.list("");
}
