import type { Forecast, ImportSummary, ParameterTelling, PatientRow, TwinCard } from "./contract/schemas.ts";
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

/** A person's twin as pages show it, and what would tell its parameters more closely. */
export interface TwinAndTellings {
  readonly card: TwinCard;
  readonly tellings: readonly ParameterTelling[];
}

/** @throws HS5007, HS5109 */
export async function twinOf(platform: Platform, subject: string): Promise<TwinAndTellings> {
  await platform.store.people.get(subject);
  const tellings = await platform.twins.tellings(subject);
  return { card: platform.twins.standing(subject)!.card, tellings };
}

/** Everybody in the store, who needs attention first. */
export async function listPatients(platform: Platform): Promise<readonly PatientRow[]> {
  await platform.reloadPanel();
  return platform.panel.list("");
}
