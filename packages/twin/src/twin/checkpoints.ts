import type { Instant } from "../observation/observation.ts";
import type { Twin } from "./twin.ts";

/** A twin that holds all observations of the log that start before `through`, and no others. */
export interface Checkpoint {
  readonly through: Instant;
  readonly twin: Twin;
}

const minute = 60_000;
const hour = 60 * minute;
/** Checkpoints are kept this close together, up to this age; beyond the last, a day apart. */
const spacing = [
  { age: 2 * hour, every: 15 * minute },
  { age: 36 * hour, every: 2 * hour },
] as const;
const day = 24 * hour;

/** The time of the checkpoint that an observation of this time comes after. */
export function checkpointAt(start: Instant): Instant {
  return Math.floor(start / spacing[0].every) * spacing[0].every;
}

/** Checkpoints thin out as they age; the first, the twin at its birth, always stays. */
export function thinned(checkpoints: readonly Checkpoint[], now: Instant): readonly Checkpoint[] {
  const kept = checkpoints.filter(({ through }, i) => {
    const next = checkpoints[i + 1];
    if (i === 0 || !next) return true;
    const every = spacing.find(({ age }) => now - through <= age)?.every ?? day;
    return Math.floor(through / every) !== Math.floor(next.through / every);
  });
  return kept.length === checkpoints.length ? checkpoints : kept;
}
