import { type ErrorPlace, HomeostatError } from "@homeostat/engine";
import type { Intake } from "./intake.ts";

/** Where a record stands: its file, its line or its number in a bundle, its own name. */
export interface RecordPlace {
  readonly source: string;
  readonly line?: number;
  readonly resource?: string;
}

function joined(resource: string | undefined, path: string | undefined): string | undefined {
  if (resource === undefined || path === undefined) return resource ?? path;
  return `${resource}: ${path}`;
}

/** An error as the refusal of a record; the place is completed by where the record stands. */
export function refusal(error: HomeostatError, place: RecordPlace): Intake {
  const path = joined(place.resource, error.place.path);
  const whole: ErrorPlace = {
    source: place.source,
    ...(place.line === undefined ? {} : { line: place.line }),
    ...(path === undefined ? {} : { path }),
  };
  return { kind: "refusal", refusal: { ...error.toJSON(), place: whole } };
}

/** Runs one mapping; what it refuses becomes a value, a fault of the program goes on upward. */
export function attempt<T>(work: () => T): T | HomeostatError {
  try {
    return work();
  } catch (error) {
    if (error instanceof HomeostatError) return error;
    throw error;
  }
}
