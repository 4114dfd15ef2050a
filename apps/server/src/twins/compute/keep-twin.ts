import { HomeostatError } from "@homeostat/engine";
import {
  addToLog,
  type Checkpoint,
  concerns,
  decodeSnapshot,
  digestName,
  emptyLog,
  encodeSnapshot,
  type Followed,
  followLog,
  type Observation,
  type Prepared,
  prepareTwin,
  startHistory,
  type TwinDesign,
  type TwinHistory,
  twinId,
} from "@homeostat/twin";
import type { ParameterTelling } from "../../contract/schemas.ts";
import type { Adoption, TwinUpdate } from "../protocol.ts";
import { modelOf } from "./models.ts";
import { tellingsOf } from "./tellings.ts";
import { updateOf } from "./update-of.ts";

const HOUR = 3_600_000;
/** Younger checkpoints are replaced every quarter of an hour: they are not worth a write. */
const WORTH_KEEPING = 2 * HOUR;
/** What is learned in less time changes little of what would tell more. */
const TOLD_AGAIN_AFTER = 6 * HOUR;

/** One person's twin as this thread holds it. */
export class KeptTwin {
  readonly prepared: Prepared;
  #history: TwinHistory;
  readonly #stored: Set<number>;
  #told: { readonly at: number; readonly tellings: readonly ParameterTelling[] } | null = null;

  private constructor(prepared: Prepared, history: TwinHistory, stored: Set<number>) {
    this.prepared = prepared;
    this.#history = history;
    this.#stored = stored;
  }

  /**
   * Takes a twin up from its newest checkpoint that agrees with the log, and replays what came after; without one it is
   * grown from its birth. A log that changed behind a checkpoint (an import that was cut short) is seen by its digest.
   */
  static adopt(adoption: Adoption): [KeptTwin, TwinUpdate] {
    const { subject, design, seed, born, observations } = adoption;
    const model = modelOf(design.model);
    const stored = adoption.checkpoints.flatMap(readable);
    const before = stored.at(-1)?.twin.design;
    const same = before !== undefined && sameKind(before, design);
    const prepared = prepareTwin(same ? before : design, model);
    const resumed = same ? resume(prepared, stored, observations) : null;
    const history = resumed ?? startHistory(prepared, { subject, born }, seed);
    const kept = new KeptTwin(prepared, history, new Set(resumed?.checkpoints.map(({ through }) => through)));
    const from = resumed ? history.checkpoints.at(-1)!.through : born;
    const update = kept.follow(
      observations.filter(({ start }) => start >= from),
      true,
    );
    return [kept, resumed ? update : { ...update, replayedFrom: born }];
  }

  get history(): TwinHistory {
    return this.#history;
  }

  /** @param foretell whether to make a forecast, which costs as much as many readings */
  follow(observations: readonly Observation[], foretell: boolean): TwinUpdate {
    const followed = followLog(this.prepared, this.#history, observations);
    this.#history = followed.history;
    return updateOf(this.prepared, followed, this.#checkpoints(followed), foretell);
  }

  /** What would tell this person's parameters more closely; worked out when it is asked for. */
  tellings(): readonly ParameterTelling[] {
    const { twin } = this.#history;
    const at = twin.watermark;
    if (this.#told === null || Math.abs(at - this.#told.at) > TOLD_AGAIN_AFTER)
      this.#told = { at, tellings: tellingsOf(this.prepared, twin) };
    return this.#told.tellings;
  }

  #checkpoints({ history, replayedFrom }: Followed): TwinUpdate["checkpoints"] {
    const { checkpoints, twin } = history;
    if (replayedFrom !== null) for (const at of this.#stored) if (at >= replayedFrom) this.#stored.delete(at);
    const lasting = checkpoints.filter(
      ({ through }, i) => i === 0 || twin.watermark - through >= WORTH_KEEPING,
    );
    const fresh = lasting.filter(({ through }) => !this.#stored.has(through));
    for (const { through } of fresh) this.#stored.add(through);
    const kept = lasting.map(({ through }) => through);
    for (const at of this.#stored) if (!kept.includes(at)) this.#stored.delete(at);
    return {
      kept,
      fresh: fresh.map(({ through, twin }) => ({
        through,
        digest: twinId(twin),
        bytes: encodeSnapshot(twin),
      })),
    };
  }
}

/** A checkpoint of another version of the program is none: the twin is grown from its log again. */
function readable({ through, bytes }: Adoption["checkpoints"][number]): readonly Checkpoint[] {
  try {
    return [{ through, twin: decodeSnapshot(bytes) }];
  } catch (error) {
    if (error instanceof HomeostatError && error.code === "HS3070") return [];
    throw error;
  }
}

/**
 * Whether a design says the same of another person, or of the same one in another year: age and weight are taken when
 * a twin is born, and stay with it.
 */
function sameKind(a: TwinDesign, b: TwinDesign): boolean {
  const kind = ({ given: _given, population: _population, ...rest }: TwinDesign) => JSON.stringify(rest);
  return kind(a) === kind(b);
}

function resume(
  prepared: Prepared,
  checkpoints: readonly Checkpoint[],
  observations: readonly Observation[],
): TwinHistory | null {
  for (let count = checkpoints.length; count > 0; count--) {
    const { through, twin } = checkpoints[count - 1]!;
    const before = observations.filter(
      (one) => one.start >= twin.born && one.start < through && concerns(prepared, one),
    );
    const { log } = addToLog(emptyLog, before);
    const agrees = twin.modelHash === prepared.model.hash && digestName(log.digest) === digestName(twin.data);
    if (agrees) return { twin, log, checkpoints: checkpoints.slice(0, count) };
  }
  return null;
}
