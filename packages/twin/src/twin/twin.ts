import type { MemoryData } from "@homeostat/engine";
import type { BiasedSensorBelief } from "@homeostat/engine/infer";
import type { Finding } from "../findings/finding.ts";
import type { Tracking } from "../forecast/tracking.ts";
import { type Digest, digestName, digestText } from "../observation/digest.ts";
import type { Instant } from "../observation/observation.ts";
import type { TwinDesign } from "./design.ts";

/** An input to the person as the twin keeps it: in force, running, or yet to come, seen from the watermark. */
export interface TakenInput {
  readonly key: string;
  /** Place in the design's `takes`. */
  readonly take: number;
  /** In the model's unit. */
  readonly amount: number;
  readonly start: Instant;
  /** When its effect on the input is over; infinite for a value in force until the next. */
  readonly end: Instant;
  readonly received: Instant;
}

/** What a twin remembers of one sensor, to tell a fault from a change. */
export interface SensorMemory {
  /** The last reading that was not refused. */
  readonly at: Instant;
  readonly value: number;
  /** The last reading of all, how many in a row had exactly its value, and the time since the one before, in ms. */
  readonly latest: {
    readonly at: Instant;
    readonly value: number;
    readonly repeats: number;
    readonly every: number | null;
  };
  /** Pairs of neighbouring readings and how many had one value, fading: what a row of repeats is held against. */
  readonly pairs: { readonly count: number; readonly equal: number };
  /** The chance that the sensor is stuck. */
  readonly stuck: number;
  /** A reading that was refused for its jump: a second one like it is believed. */
  readonly refused: { readonly at: Instant; readonly value: number } | null;
  /** What its readings say of its state, times in minutes; null where the design watches for no fault. */
  readonly belief: BiasedSensorBelief | null;
}

/** What a twin remembers to tell a meal that nobody recorded. */
export interface MealMemory {
  readonly recorded: readonly { readonly at: Instant; readonly grams: number }[];
  /** Glucose that nothing explains, since it began to appear, as grams of carbohydrate. */
  readonly rise: {
    readonly since: Instant;
    readonly until: Instant;
    readonly grams: number;
    readonly sdGrams: number;
  } | null;
}

/** The drops of blood that the present sensor was held against. */
export interface BloodMemory {
  readonly count: number;
  readonly first: Instant;
  readonly last: Instant;
  /** Minutes that the person's clock was ahead of UTC at the last; null where the source did not tell. */
  readonly offsetMinutes: number | null;
}

/** The members: rows of `x` as layout.ts tells, one integration step size and one weight each. */
export interface Members {
  readonly x: Float64Array;
  readonly steps: Float64Array;
  readonly weights: Float64Array;
  /** What each carries besides, where the model has triggers, delays or constraints and has run. */
  readonly memories?: readonly MemoryData[];
}

/**
 * A model kept in step with one person: a value, and a function of the design, the model, the seed and the observations
 * alone. Two twins of the same log are equal bit for bit, however the observations came in.
 */
export interface Twin {
  readonly subject: string;
  readonly design: TwinDesign;
  readonly modelHash: string;
  /** Names the random streams: an integer from 0 to 2^53 − 1. */
  readonly seed: number;
  /** Slots are counted, and the model's time runs, from here. Earlier observations are not used. */
  readonly born: Instant;
  /** The last measurement that was used; the members stand at this instant. */
  readonly watermark: Instant;
  readonly members: Members;
  /** Inputs that still matter at the watermark or after it, in the order of the log. */
  readonly inputs: readonly TakenInput[];
  readonly sensors: readonly (SensorMemory | null)[];
  /** What was found in the data of the last day. */
  readonly findings: readonly Finding[];
  readonly meals: MealMemory;
  /** Null before the first drop of blood since the sensor was new. */
  readonly blood: BloodMemory | null;
  /** Sum of the digests of all observations taken in. */
  readonly data: Digest;
  readonly observations: number;
  readonly refused: number;
  /** How often a member had no solution of the model and was replaced by another. */
  readonly lost: number;
  /** Id of the twin this one was branched from; null for one grown from its birth. */
  readonly parent: string | null;
  readonly tracking: Tracking;
}

/** The twin's identity: the same for the same design, model, seed and data. */
export function twinId(twin: Twin): string {
  const { subject, design, modelHash, seed, born, watermark, data, parent } = twin;
  return digestName(
    digestText(JSON.stringify([subject, design, modelHash, seed, born, watermark, digestName(data), parent])),
  );
}
