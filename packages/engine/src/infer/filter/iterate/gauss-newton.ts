import { type Neighbourhood, seenBy } from "../analyse/locally.ts";
import { signalsOf, strengthened } from "../analyse/signals.ts";
import { copyOf, type Ensemble } from "../ensemble/ensemble.ts";
import type { PriorInflation } from "../inflate/prior-inflation.ts";
import { type NormalReading, readingOf } from "../observe/normal-reading.ts";
import type { FilterObservation } from "../observe/observation.ts";
import { pointsOf, predictionsOf } from "../observe/points.ts";
import { type Whitened, whitenedBy } from "../observe/whiten.ts";
import {
  applyTransform,
  type MemberTransform,
  squareRootTransform,
  stepBetween,
} from "./member-transform.ts";
import { linearPart } from "./linear-part.ts";
import { straightened } from "./straighten.ts";

export interface RoundsSettings {
  /** Updates at most. */
  readonly most: number;
  /** Updates end when the mean moves less than this, in standard deviations of the posterior. */
  readonly tolerance: number;
  /** Absent: one, of everything. Numbers are those of the control. */
  readonly neighbourhoods?: readonly Neighbourhood[];
  readonly adapt?: PriorInflation;
}

export interface Improved {
  /** The members before, moved; undefined where nothing of the observation is used. */
  readonly control: Ensemble | undefined;
  readonly logEvidence: number;
  readonly judgements: NormalReading["judgements"];
}

/**
 * The most probable course of members in the light of an observation, by Gauss–Newton in the space that they span: each
 * round lives again from where the round before put them, draws straight lines through what is then predicted, and
 * updates the members of before by Kalman's equations on these lines (Bocquet & Sakov 2014, section 2.2, doi:10.1002/qj.2236; Sakov, Oliver &
 * Bertino 2012, doi:10.1175/MWR-D-11-00176.1). The evidence is Laplace's about the mode; with neighbourhoods that of the first
 * round, as if there were none.
 *
 * @param before members where the past begins
 * @param now where they stand when the observation is made
 * @param live brings any members of before to there
 */
export function gaussNewtonRounds(
  before: Ensemble,
  now: Ensemble,
  live: (control: Ensemble) => Ensemble,
  observation: FilterObservation,
  settings: RoundsSettings,
): Improved {
  const { most, tolerance, neighbourhoods } = settings;
  const { metric } = pointsOf(before);
  let reading: NormalReading | undefined;
  let rounds: readonly Round[] | undefined;
  let whole: number | undefined;
  let [control, standing] = [before, now];
  for (let n = 1; ; n++) {
    const predictions = predictionsOf(pointsOf(standing), observation);
    reading ??= readingOf(predictions, observation);
    const { components, judgements } = reading;
    if (components.length === 0) return { control: undefined, logEvidence: 0, judgements };
    const whitened = linearPart(whitenedBy(reading, metric.length, predictions), control, metric);
    const next = roundsOf(whitened, rounds, metric, settings);
    const converged = rounds !== undefined && furthest(rounds, next, metric) <= tolerance;
    control = copyOf(before);
    for (const { transform, numbers } of next) if (transform) applyTransform(control, transform, numbers);
    whole ??= neighbourhoods && signalsOf(whitened, metric).logEvidence;
    const logEvidence = whole ?? next[0]!.transform!.signals.logEvidence;
    if (converged || n === most) return { control, logEvidence, judgements };
    rounds = next;
    standing = live(control);
  }
}

/** What a neighbourhood made of the observation; nothing where it sees none of it. */
interface Round {
  readonly transform: MemberTransform | undefined;
  readonly numbers?: readonly number[];
}

function roundsOf(
  whitened: Whitened,
  last: readonly Round[] | undefined,
  metric: Float64Array,
  { neighbourhoods, adapt }: RoundsSettings,
): readonly Round[] {
  const transformOf = (seen: Whitened, before = last?.[0]) => {
    const straight = before?.transform ? straightened(seen, before.transform, metric) : seen;
    const plain = signalsOf(straight, metric);
    const factor = adapt?.factor(plain, metric.length) ?? 1;
    const signals = adapt ? strengthened(plain, factor, straight) : plain;
    return squareRootTransform(signals, factor, adapt?.widens === "everything");
  };
  if (!neighbourhoods) return [{ transform: transformOf(whitened) }];
  return neighbourhoods.map(({ numbers, sees }, at) => {
    const seen = seenBy(sees, whitened, metric.length);
    return { numbers, transform: seen.count > 0 ? transformOf(seen, last?.[at]) : undefined };
  });
}

function furthest(from: readonly Round[], to: readonly Round[], metric: Float64Array): number {
  const steps = to.map(({ transform }, at) =>
    transform ? stepBetween(from[at]!.transform!, transform, metric) : 0,
  );
  return Math.max(...steps);
}
