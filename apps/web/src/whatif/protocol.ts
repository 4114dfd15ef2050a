import type { Code, Forecast, Observation, Scenario, WhatIf } from "@homeostat/twin";

export interface LoadMessage {
  readonly kind: "load";
  readonly snapshot: ArrayBuffer;
  readonly inputs: readonly Observation[];
  readonly horizonMinutes: number;
}

export interface TryMessage {
  readonly kind: "try";
  readonly turn: number;
  readonly scenario: Scenario;
}

/** What the page asks of the worker. */
export type ToWorker = LoadMessage | TryMessage;

/** What the worker answers. `milliseconds` is the time that the computation took. */
export type FromWorker =
  | {
      readonly kind: "loaded";
      readonly today: Forecast;
      readonly takes: readonly Code[];
      readonly milliseconds: number;
    }
  | { readonly kind: "branch"; readonly turn: number; readonly whatIf: WhatIf; readonly milliseconds: number }
  | { readonly kind: "failed"; readonly turn: number | null; readonly message: string };
