import type { HomeostatError } from "@homeostat/engine";
import type { Code, Instant, Observation } from "@homeostat/twin";

/** A person as their records name them. */
export interface Person {
  readonly key: string;
  /** The subject of their observations. */
  readonly id: string;
  readonly name: string;
  /** As the file names them. */
  readonly sourceId: string;
  readonly sex: "female" | "male" | "other" | "unknown";
  /** YYYY, YYYY-MM or YYYY-MM-DD as received; null where not told. */
  readonly birthDate: string | null;
  readonly deceased: boolean;
  readonly deceasedAt: Instant | null;
  readonly source: string;
}

export type ContextKind =
  | "problem"
  | "medication"
  | "allergy"
  | "encounter"
  | "procedure"
  | "immunisation"
  | "report"
  | "plan"
  | "imaging"
  | "note"
  | "other";

/** What is no measurement but belongs beside them on a person's page. */
export interface ContextItem {
  readonly kind: ContextKind;
  readonly title: string;
  readonly code: Code | null;
  readonly status: string | null;
  readonly start: Instant | null;
  readonly end: Instant | null;
  readonly detail: string | null;
  readonly source: string;
}

/** Why something was not taken: an error as plain data. Its place is the file, the line, and the path in the record. */
export type Refusal = ReturnType<HomeostatError["toJSON"]>;

/**
 * Earlier versions of a record no longer hold: it was entered in error, or a corrected version came.
 * They are the rows whose key starts with `stem` and are not among `keep`.
 */
export interface Withdrawal {
  readonly stem: string;
  readonly keep: readonly string[];
  readonly reason: string;
}

/** What became of one record that was read. Every record has exactly one outcome. */
export type Outcome = "person" | "observation" | "context" | "counted" | "refused";

/** One thing that reading brought in; the order is the order of the records. */
export type Intake =
  | { readonly kind: "file"; readonly name: string }
  | { readonly kind: "person"; readonly person: Person }
  | { readonly kind: "observation"; readonly observation: Observation }
  | { readonly kind: "context"; readonly key: string; readonly subject: string; readonly item: ContextItem }
  | { readonly kind: "withdrawal"; readonly withdrawal: Withdrawal }
  | { readonly kind: "refusal"; readonly refusal: Refusal }
  /** How a whole file is read where it does not say so itself; nothing is left out for it. */
  | { readonly kind: "remark"; readonly remark: Refusal }
  | { readonly kind: "resource"; readonly type: string; readonly outcome: Outcome };

/** One record with what was made of it, before it is put in a row. */
export interface Taken {
  readonly type: string;
  readonly outcome: Outcome;
  readonly items: readonly Intake[];
}

/** A record's items, closed by the line that counts it. */
export function counted(taken: Taken): readonly Intake[] {
  return [...taken.items, { kind: "resource", type: taken.type, outcome: taken.outcome }];
}
