import type { Past } from "./past.ts";

/** An event between its trigger and its change. */
export interface Waiting {
  /** Its place among the events that have a trigger. */
  readonly event: number;
  readonly at: number;
  /** Values taken when it was set off; null where they are taken when it happens. */
  readonly values: Float64Array | null;
}

/** What a member carries besides its state where its model has triggers or delays: all of it is data. */
export interface Memory {
  /** When the member started. */
  readonly start: number;
  /** Each trigger as it was last seen, 1 where true. */
  readonly triggers: Float64Array;
  waiting: readonly Waiting[];
  /** How often chance has decided between events of equal rank. */
  drawn: number;
  readonly past: Past;
}
