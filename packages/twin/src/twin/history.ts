import { assimilate, concerns } from "../assimilate/assimilate.ts";
import type { Filtered, Note } from "../assimilate/notes.ts";
import { emptyLog, type ObservationLog, observationsBetween } from "../observation/log.ts";
import { addToLog, withdrawFromLog } from "../observation/log-edit.ts";
import type { Instant, Observation } from "../observation/observation.ts";
import { compareObservations } from "../observation/order.ts";
import { type Checkpoint, checkpointAt, thinned } from "./checkpoints.ts";
import { createTwin, type Person } from "./create.ts";
import type { Prepared } from "./prepare.ts";
import type { Twin } from "./twin.ts";

/** A twin with the log that made it and checkpoints to rewind to: a value. */
export interface TwinHistory {
  readonly twin: Twin;
  /** Only what concerns the twin's design. */
  readonly log: ObservationLog;
  /** Ascending; the first is the twin at its birth. */
  readonly checkpoints: readonly Checkpoint[];
}

export interface Followed {
  readonly history: TwinHistory;
  readonly notes: readonly Note[];
  /** The belief after each measurement from `replayedFrom` on. */
  readonly filtered: readonly Filtered[];
  /** How far back the twin was taken for late, corrected or withdrawn data; null where it only went on. */
  readonly replayedFrom: Instant | null;
}

export function startHistory(prepared: Prepared, person: Person, seed: number): TwinHistory {
  const twin = createTwin(prepared, person, seed);
  return { twin, log: emptyLog, checkpoints: [{ through: person.born, twin }] };
}

/**
 * Brings observations into the log and the twin after them. Late, corrected and repeated data end in the same twin, bit
 * for bit, as if everything had come in order and at once.
 */
export function followLog(prepared: Prepared, history: TwinHistory, batch: readonly Observation[]): Followed {
  const { born } = history.twin;
  const wanted = batch.filter((observation) => concerns(prepared, observation) && observation.start >= born);
  const { log, added, removed } = addToLog(history.log, wanted);
  return follow(prepared, history, log, [...added, ...removed], removed.length > 0);
}

/** Takes observations out of log and twin, as if they had never been (an erasure, a retraction). */
export function withdraw(prepared: Prepared, history: TwinHistory, keys: readonly string[]): Followed {
  const { log, removed } = withdrawFromLog(history.log, keys);
  return follow(prepared, history, log, removed, removed.length > 0);
}

function follow(
  prepared: Prepared,
  history: TwinHistory,
  log: ObservationLog,
  changed: readonly Observation[],
  gone: boolean,
): Followed {
  const first = changed.reduce((least, { start }) => Math.min(least, start), Number.POSITIVE_INFINITY);
  if (first === Number.POSITIVE_INFINITY)
    return { history: { ...history, log }, notes: [], filtered: [], replayedFrom: null };
  const checkpoints = history.checkpoints.filter(({ through }) => through <= first);
  const goesOn = !gone && first > history.twin.watermark;
  const base = goesOn ? history.twin : checkpoints.at(-1)!.twin;
  const from = goesOn ? first : checkpoints.at(-1)!.through;
  const replay = goesOn ? inOrder(changed) : [...observationsBetween(log, from, Number.POSITIVE_INFINITY)];
  const done = fold(prepared, { twin: base, log, checkpoints }, replay);
  return { ...done, replayedFrom: goesOn ? null : from };
}

/** Folds observations in order, and keeps a checkpoint wherever one is due. */
function fold(
  prepared: Prepared,
  start: TwinHistory,
  observations: readonly Observation[],
): Omit<Followed, "replayedFrom"> {
  let { twin, checkpoints } = start;
  const notes: Note[] = [];
  const filtered: Filtered[] = [];
  for (const part of parts(observations)) {
    const through = checkpointAt(part[0]!.start);
    if (through > checkpoints.at(-1)!.through && newest(twin) < through)
      checkpoints = [...checkpoints, { through, twin }];
    const done = assimilate(prepared, twin, part);
    twin = done.twin;
    notes.push(...done.notes);
    filtered.push(...done.filtered);
  }
  checkpoints = thinned(checkpoints, twin.watermark);
  return { history: { twin, log: start.log, checkpoints }, notes, filtered };
}

/** Observations in order, cut at the times of checkpoints. */
function parts(observations: readonly Observation[]): Observation[][] {
  const cut: Observation[][] = [];
  for (const observation of observations) {
    const last = cut.at(-1);
    if (last && checkpointAt(last[0]!.start) === checkpointAt(observation.start)) last.push(observation);
    else cut.push([observation]);
  }
  return cut;
}

/** The start of the latest observation that a twin holds. */
function newest({ watermark, inputs }: Twin): Instant {
  return inputs.reduce((latest, { start }) => Math.max(latest, start), watermark);
}

function inOrder(observations: readonly Observation[]): Observation[] {
  return [...observations].sort(compareObservations);
}
