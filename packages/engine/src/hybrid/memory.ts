import type { Past } from "./past.ts";

/** An event between its trigger and its change. */
export interface Waiting {
  /** Its place among the events that have a trigger. */
  readonly event: number;
  readonly at: number;
  /** Values taken when it was set off; null where they are taken when it happens. */
  readonly values: Float64Array | null;
}

/** A comparison that a crossing turned, and that an event then sent back across its threshold. */
export interface Rebound {
  readonly event: string;
  /** When it was sent back. */
  readonly since: number;
  /** Its place among the comparisons. */
  readonly comparison: number;
  /** −1 or 1: where the crossing was going. */
  readonly side: number;
  /** Beyond this, counted towards that side, it has crossed again without having come back. */
  readonly limit: number;
  /** All comparisons as they stood then. */
  readonly pattern: readonly number[];
}

/** What a member carries besides its state where its model has triggers or delays: all of it is data. */
export interface Memory {
  /** When the member started. */
  readonly start: number;
  /** Each trigger as it was last seen, 1 where true. */
  readonly triggers: Float64Array;
  waiting: readonly Waiting[];
  rebounds: readonly Rebound[];
  /** How often chance has decided between events of equal rank. */
  drawn: number;
  readonly past: Past;
}
