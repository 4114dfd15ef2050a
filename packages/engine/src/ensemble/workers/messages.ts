import type { Schedule } from "../../solve/schedule.ts";
import type { EnsembleBackend } from "../ensemble-options.ts";
import type { CommonOptions } from "./common-options.ts";
import type { ToldError } from "../../errors/told-error.ts";
import type { RunnableData } from "./runnable-data.ts";

/** Values of names: one number for all members, or a column. */
export type Columns = Readonly<Record<string, number | Float64Array>>;

/** The columns in which members differ. */
export interface MemberColumns {
  readonly parameters: Columns;
  readonly inputs: Columns;
  readonly starts: Columns;
}

/** The next jobs name the model by `id`. */
interface ModelMessage {
  readonly kind: "model";
  readonly id: number;
  readonly model: RunnableData;
}

export interface JobMessage {
  readonly kind: "job";
  readonly job: number;
  readonly model: number;
  readonly options: CommonOptions;
  /** The same for all members; else each block brings its own. */
  readonly schedule?: Schedule;
  /** Given with shared memory. */
  readonly shared?: SharedJob;
}

/** What caller and workers see at once. */
export interface SharedJob {
  /** Columns over all members of the job. */
  readonly columns: MemberColumns;
  /** First whether the job is cancelled, then who has claimed each block (0: nobody). */
  readonly claims: Int32Array;
  /** Columns of results over all members, where the caller wants them whole. */
  readonly results?: readonly Float64Array[];
}

/** Members `first` to `first + count − 1`. */
export interface BlockMessage {
  readonly kind: "block";
  readonly job: number;
  readonly block: number;
  readonly first: number;
  readonly count: number;
  /** Who the worker is, for its claims. */
  readonly worker: number;
  /** Their own part of the columns, where there is no shared memory. */
  readonly columns?: MemberColumns;
  readonly schedules?: readonly Schedule[];
}

interface ForgetMessage {
  readonly kind: "forget";
  readonly job: number;
}

export type ToWorker = ModelMessage | JobMessage | BlockMessage | ForgetMessage;

export interface BlockResult {
  /** A column for each kept output; empty where they went into shared results. */
  readonly columns: readonly Float64Array[];
  readonly failures: readonly { readonly member: number; readonly error: ToldError }[];
  readonly ranBy: Readonly<Record<EnsembleBackend, number>>;
}

export type FromWorker =
  | { readonly kind: "done"; readonly job: number; readonly block: number; readonly result: BlockResult }
  /** Another worker had claimed the block, or the job is cancelled. */
  | { readonly kind: "skipped"; readonly job: number; readonly block: number }
  | { readonly kind: "failed"; readonly job: number; readonly block: number; readonly error: ToldError };
