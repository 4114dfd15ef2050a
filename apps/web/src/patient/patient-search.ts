import type { Scenario } from "@homeostat/server/contract";
import { minute } from "../format/time.ts";
import { nameOf, type Span, type SpanName, spanNamed, spanNames } from "../timeline/geometry/span.ts";

export type Change = Scenario["changes"][number];

/** Everything that one can set on a patient's page, as it stands in the address. */
export interface PatientSearch {
  readonly q?: string;
  readonly span?: SpanName;
  /** Minutes of past shown while following, where it is no named span. */
  readonly past?: number;
  readonly from?: number;
  readonly to?: number;
  /** The changes that are being tried; present (also when empty) while the dock is open. */
  readonly try?: readonly Change[];
  readonly forecasts?: boolean;
  readonly lanes?: "all";
}

const number = (value: unknown): number | undefined =>
  typeof value === "number" && Number.isFinite(value) ? value : undefined;

const isCode = (value: unknown): boolean =>
  typeof value === "object" && value !== null && "system" in value && "code" in value;

const isChange = (value: unknown): value is Change => {
  if (typeof value !== "object" || value === null || !("kind" in value)) return false;
  const change = value as Record<string, unknown>;
  const numbers = (...names: string[]) => names.every((name) => number(change[name]) !== undefined);
  if (change.kind === "add") return isCode(change.code) && numbers("value", "at");
  if (change.kind === "scale") return isCode(change.code) && numbers("factor", "from", "until");
  return change.kind === "skip" && typeof change.key === "string";
};

const defined = <T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };

/** Reads an address; what cannot be understood is left out. */
export const asPatientSearch = (search: Record<string, unknown>): PatientSearch =>
  defined({
    span: spanNames.find((name) => name === search.span),
    past: number(search.past),
    from: number(search.from),
    to: number(search.to),
    try: Array.isArray(search.try) ? search.try.filter(isChange) : undefined,
    forecasts: search.forecasts === true ? true : undefined,
    lanes: search.lanes === "all" ? ("all" as const) : undefined,
  });

/** The span that an address names; null where it names none. */
export const spanOf = ({ span, past, from, to }: PatientSearch): Span | null => {
  if (from !== undefined && to !== undefined && to > from) return { kind: "fixed", window: { from, to } };
  if (past !== undefined && past > 0) return { kind: "follow", past: past * minute };
  return span ? spanNamed(span) : null;
};

type SpanSearch = Pick<PatientSearch, "span" | "past" | "from" | "to">;

/** How a span stands in an address: by name, by its past, or by its ends (whole minutes). */
export const searchOf = (span: Span): SpanSearch => {
  const name = nameOf(span);
  if (name) return { span: name };
  if (span.kind === "follow") return { past: Math.round(span.past / minute) };
  if (span.kind === "all") return { span: "all" };
  const { from, to } = span.window;
  return { from: Math.round(from / minute) * minute, to: Math.round(to / minute) * minute };
};

export const withoutSpan = ({
  span: _,
  past: __,
  from: ___,
  to: ____,
  ...rest
}: PatientSearch): PatientSearch => rest;
