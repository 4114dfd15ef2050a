import { type ErrorDetails, type ErrorPlace, HomeostatError } from "@homeostat/engine";
import type { Intake, Refusal } from "./intake.ts";

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

/** A record may hold anything where a code should be; a message about it stays readable. */
const longestText = 500;
const short = (text: string): string =>
  text.length <= longestText ? text : `${text.slice(0, longestText)}…`;

function shortened(details: ErrorDetails): ErrorDetails {
  const entries = Object.entries(details);
  return Object.fromEntries(
    entries.map(([name, value]) => [name, typeof value === "string" ? short(value) : value]),
  );
}

/** An error as the refusal of a record; the place is completed by where the record stands. */
export const refusal = (error: HomeostatError, place: RecordPlace): Intake => ({
  kind: "refusal",
  refusal: placed(error, place),
});

/** A rule of the registry as a remark on a whole file. */
export const remark = (error: HomeostatError, place: RecordPlace): Intake => ({
  kind: "remark",
  remark: placed(error, place),
});

function placed(error: HomeostatError, place: RecordPlace): Refusal {
  const path = joined(place.resource, error.place.path);
  const whole: ErrorPlace = {
    source: place.source,
    ...(place.line === undefined ? {} : { line: place.line }),
    ...(path === undefined ? {} : { path }),
  };
  const plain = error.toJSON();
  const [message, details] = [short(plain.message), shortened(plain.details)];
  return { ...plain, message, details, place: whole };
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
