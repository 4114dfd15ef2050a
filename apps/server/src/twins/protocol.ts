import type { ToldError } from "@homeostat/engine";
import type { Instant, Observation, TwinDesign } from "@homeostat/twin";
import type {
  FilteredLine,
  Forecast,
  ParameterTelling,
  Scenario,
  TwinCard,
  WhatIf,
} from "../contract/schemas.ts";
import type { StoredNote, Truth } from "../store/queries/twins.ts";

/** What a person's twin is grown from: its design, and where it was when it was last kept. */
export interface Adoption {
  readonly subject: string;
  readonly design: TwinDesign;
  readonly seed: number;
  readonly born: Instant;
  /** Ascending; empty for a twin that is grown from its birth. */
  readonly checkpoints: readonly { readonly through: Instant; readonly bytes: Uint8Array }[];
  /** The whole log, as far as it concerns the design. */
  readonly observations: readonly Observation[];
}

/** What became of a twin: all that is stored and shown of it. */
export interface TwinUpdate {
  readonly subject: string;
  readonly design: string;
  readonly watermark: Instant;
  readonly digest: string;
  readonly card: TwinCard;
  readonly forecast: Forecast | null;
  readonly filtered: FilteredLine;
  readonly notes: readonly StoredNote[];
  /** How far back it was taken for late data; null where it only went on. */
  readonly replayedFrom: Instant | null;
  readonly checkpoints: {
    readonly kept: readonly Instant[];
    readonly fresh: readonly {
      readonly through: Instant;
      readonly digest: string;
      readonly bytes: Uint8Array;
    }[];
  };
}

export interface OpenedClinic {
  readonly now: Instant;
  /** The parameters that make its people. */
  readonly truths: readonly Truth[];
}

/** What the clinic brought forth on its way to an instant. */
export interface ClinicStride {
  readonly to: Instant;
  readonly observations: readonly Observation[];
  readonly state: Uint8Array;
  readonly updates: readonly TwinUpdate[];
  /** Twins that could not follow, and are let go of. */
  readonly fallen: readonly FallenTwin[];
}

export interface FallenTwin {
  readonly subject: string;
  readonly error: ToldError;
}

/** What can be asked of the thread that computes: one entry a question, with its answer. */
export interface Questions {
  adopt: { ask: Adoption; answer: TwinUpdate };
  follow: { ask: { subject: string; observations: readonly Observation[] }; answer: TwinUpdate };
  tellings: { ask: { subject: string }; answer: readonly ParameterTelling[] };
  release: { ask: { subject: string }; answer: null };
  snapshot: { ask: { subject: string }; answer: { bytes: Uint8Array; digest: string } };
  forecast: { ask: { subject: string; horizonMinutes: number }; answer: Forecast };
  whatIf: { ask: { subject: string; scenario: Scenario; horizonMinutes: number }; answer: WhatIf };
  openClinic: { ask: { seed: number; start: Instant; state: Uint8Array | null }; answer: OpenedClinic };
  advanceClinic: { ask: { to: Instant; foretell: boolean }; answer: ClinicStride };
}

export type Question = keyof Questions;

export interface Ask<Q extends Question = Question> {
  readonly id: number;
  readonly question: Q;
  readonly ask: Questions[Q]["ask"];
}

export type Reply =
  | { readonly id: number; readonly answer: unknown }
  | { readonly id: number; readonly error: ToldError };
