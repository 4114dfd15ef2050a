import {
  encodeSnapshot,
  forecast,
  type Observation,
  observationsBetween,
  type Scenario,
  twinId,
  whatIf,
  whatIfBase,
} from "@homeostat/twin";
import type { ParameterTelling } from "../../contract/schemas.ts";
import { failure } from "../../errors/registry.ts";
import type { Adoption, TwinUpdate } from "../protocol.ts";
import { KeptTwin } from "./keep-twin.ts";

const HOUR = 3_600_000;
/** What-ifs may change what was taken up to this long ago. */
const LOOK_BACK = 6 * HOUR;

/** All twins of this thread, by person. */
export class House {
  readonly #twins = new Map<string, KeptTwin>();

  adopt(adoption: Adoption): TwinUpdate {
    const [kept, update] = KeptTwin.adopt(adoption);
    this.#twins.set(adoption.subject, kept);
    return update;
  }

  has(subject: string): boolean {
    return this.#twins.has(subject);
  }

  release(subject: string): void {
    this.#twins.delete(subject);
  }

  follow(subject: string, observations: readonly Observation[], foretell: boolean): TwinUpdate {
    return this.#of(subject).follow(observations, foretell);
  }

  tellings(subject: string): readonly ParameterTelling[] {
    return this.#of(subject).tellings();
  }

  snapshot(subject: string) {
    const { twin } = this.#of(subject).history;
    return { bytes: encodeSnapshot(twin), digest: twinId(twin) };
  }

  forecast(subject: string, horizonMinutes: number) {
    const { prepared, history } = this.#of(subject);
    return forecast(prepared, history.twin, { madeAt: history.twin.watermark, horizonMinutes });
  }

  /** Branches from a checkpoint that is old enough for what was taken in the last hours to be changed. */
  whatIf(subject: string, scenario: Scenario, horizonMinutes: number) {
    const { prepared, history } = this.#of(subject);
    const { twin, checkpoints, log } = history;
    const back = twin.watermark - LOOK_BACK;
    const earlier = checkpoints.findLast(({ through }) => through <= back) ?? checkpoints[0]!;
    const since = [...observationsBetween(log, earlier.through, Number.POSITIVE_INFINITY)];
    const base = whatIfBase(prepared, earlier.twin, since, { madeAt: twin.watermark, horizonMinutes });
    return whatIf(base, scenario);
  }

  #of(subject: string): KeptTwin {
    const kept = this.#twins.get(subject);
    if (!kept) throw failure("HS5109", { why: "it is not loaded." });
    return kept;
  }
}
