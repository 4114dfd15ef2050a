/** Rows as both databases give them: instants are int8 milliseconds read as numbers, jsonb is parsed. */
export interface Tables {
  readonly migration: { name: string; checksum: string };
  readonly person: PersonTable;
  readonly observation: ObservationTable;
  readonly tombstone: { subject: string; key: string; reason: string; erased_at: number };
  readonly context_item: ContextItemTable;
  readonly twin: {
    subject: string;
    design: string;
    watermark: number;
    digest: string;
    card: unknown;
    forecast: unknown;
  };
  readonly twin_checkpoint: CheckpointTable;
  readonly waiting_twin: { subject: string; changes: number };
  readonly twin_note: {
    subject: string;
    key: string;
    at: number;
    outcome: string;
    code: string;
    reason: string;
  };
  readonly filtered_point: { subject: string; at: number; median: number; low80: number; high80: number };
  readonly forecast: { subject: string; id: string; made_at: number; purpose: string; body: unknown };
  readonly truth: { subject: string; name: string; value: number };
  readonly clinic: { id: string; now_at: number; state: Uint8Array };
  readonly plan: { subject: string; id: string; scenario: unknown; saved_at: number; forecast_id: string };
  readonly job: { id: string; kind: string; title: string; state: string; started_at: number; body: unknown };
  readonly setting: { name: string; value: unknown };
}

interface PersonTable {
  subject: string;
  name: string;
  sex: string;
  birth_date: string | null;
  origin: string;
  added_at: number;
}

interface ObservationTable {
  subject: string;
  key: string;
  system: string;
  code: string;
  start_at: number;
  end_at: number | null;
  value: number | null;
  unit: string | null;
  quality: string;
  supersedes: string | null;
  received_at: number;
  offset_minutes: number | null;
  detail: unknown;
}

interface ContextItemTable {
  subject: string;
  key: string;
  kind: string;
  title: string;
  system: string | null;
  code: string | null;
  status: string | null;
  start_at: number | null;
  end_at: number | null;
  detail: string | null;
  source: string;
}

interface CheckpointTable {
  subject: string;
  design: string;
  watermark: number;
  digest: string;
  bytes: Uint8Array;
}
