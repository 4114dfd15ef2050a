import type { Observation } from "./observation.ts";

const day = 86_400_000;

/** Known by its day alone: such a moment stands at noon UTC and has no offset, as records are read. */
export function isDayOnly({ start, offsetMinutes }: Pick<Observation, "start" | "offsetMinutes">): boolean {
  return offsetMinutes === null && ((start % day) + day) % day === day / 2;
}
