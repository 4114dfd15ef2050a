/** Milliseconds since 1970-01-01T00:00Z. The only clock inside the packages. */
export type Instant = number;

export interface Code {
  /** `http://loinc.org`, or one of our own systems (see codes.ts). */
  readonly system: string;
  readonly code: string;
}

/** A number in the canonical unit of its code. */
export interface QuantityValue {
  readonly kind: "quantity";
  readonly value: number;
  /** UCUM. */
  readonly unit: string;
}

/** An answer that is not a number: smoking status, a finding. */
export interface CodedValue {
  readonly kind: "coded";
  readonly code?: Code;
  readonly text: string;
}

export interface AsReceived {
  readonly value: number | string;
  /** UCUM or the sender's own words; null where none was given. */
  readonly unit: string | null;
}

export interface Source {
  /** Who sent it: `fhir`, `csv:glucobench`, `virtual-clinic`, a device gateway. */
  readonly system: string;
  readonly device?: string;
  /** `Observation/123`, a file and line. */
  readonly resource?: string;
  readonly path?: string;
}

export interface Quality {
  readonly status: "ok" | "suspect" | "refused";
  /** Why it is not ok: an error code of the registry and its words. */
  readonly code?: string;
  readonly reason?: string;
  /** The value is a bound, not a reading: the truth lay below or above it (a sensor's LOW, HIGH). */
  readonly censored?: "below" | "above";
}

/**
 * The one record of everything that was seen of, or done to, a person: measurements, doses, meals, activity, settings.
 * The log of observations is append-only; a correction names what it supersedes.
 */
export interface Observation {
  /** Idempotency: source + its id + its version. The same key is the same fact. */
  readonly key: string;
  readonly subject: string;
  readonly code: Code;
  readonly value: QuantityValue | CodedValue;
  readonly asReceived: AsReceived;
  /** When it held. `end` is present for a period (a basal rate in force, a walk, a night's sleep). */
  readonly start: Instant;
  readonly end?: Instant;
  /** The person's offset from UTC as received, in minutes; null where the source did not say. */
  readonly offsetMinutes: number | null;
  readonly received: Instant;
  readonly source: Source;
  readonly quality: Quality;
  /** The key of the observation that this one corrects. */
  readonly supersedes?: string;
}
