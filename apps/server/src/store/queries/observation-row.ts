import type { Observation } from "@homeostat/twin";
import type { Tables } from "../tables.ts";
import type { ColumnType } from "./columns.ts";

type Row = Tables["observation"];

/** What is not asked for in a query travels as one jsonb. */
interface Detail {
  readonly asReceived: Observation["asReceived"];
  readonly source: Observation["source"];
  readonly coded?: Extract<Observation["value"], { kind: "coded" }>;
  readonly quality?: Observation["quality"];
}

export const observationColumns = {
  subject: "text",
  key: "text",
  system: "text",
  code: "text",
  start_at: "int8",
  end_at: "int8",
  value: "float8",
  unit: "text",
  quality: "text",
  supersedes: "text",
  received_at: "int8",
  offset_minutes: "int4",
  detail: "jsonb",
} as const satisfies Record<keyof Row, ColumnType>;

export function rowOf(o: Observation): Row {
  const quantity = o.value.kind === "quantity" ? o.value : null;
  const detail: Detail = {
    asReceived: o.asReceived,
    source: o.source,
    ...(o.value.kind === "coded" ? { coded: o.value } : {}),
    ...(o.quality.status === "ok" ? {} : { quality: o.quality }),
  };
  return {
    subject: o.subject,
    key: o.key,
    system: o.code.system,
    code: o.code.code,
    start_at: o.start,
    end_at: o.end ?? null,
    value: quantity?.value ?? null,
    unit: quantity?.unit ?? null,
    quality: o.quality.status,
    supersedes: o.supersedes ?? null,
    received_at: o.received,
    offset_minutes: o.offsetMinutes,
    detail,
  };
}

export function observationOf(row: Row): Observation {
  const detail = row.detail as Detail;
  return {
    key: row.key,
    subject: row.subject,
    code: { system: row.system, code: row.code },
    value: detail.coded ?? { kind: "quantity", value: row.value!, unit: row.unit! },
    asReceived: detail.asReceived,
    start: row.start_at,
    ...(row.end_at === null ? {} : { end: row.end_at }),
    offsetMinutes: row.offset_minutes,
    received: row.received_at,
    source: detail.source,
    quality: detail.quality ?? { status: "ok" },
    ...(row.supersedes === null ? {} : { supersedes: row.supersedes }),
  };
}
