import { quantilesOf } from "@homeostat/engine/infer";
import type { Instant } from "../observation/observation.ts";
import type { Alarm } from "../twin/design.ts";
import type { Forecast } from "./forecast.ts";

/**
 * The chance that the reading crosses each limit within the horizon (the weight of the members that do), and when: the
 * median time of crossing among those that do.
 *
 * @param readings one array a point, one number a member, moved as the band was
 */
export function risksOf(
  alarms: readonly Alarm[],
  points: readonly Instant[],
  readings: readonly Float64Array[],
  weights: Float64Array,
): Forecast["risks"] {
  return alarms.map((alarm) => {
    const crossings = Array.from(weights, (weight, m) => ({
      weight,
      at: firstCrossing(alarm, points, readings, m),
    }));
    const crossed = crossings.filter(({ at }) => at !== null);
    const chance = crossed.reduce((sum, { weight }) => sum + weight, 0);
    return { name: alarm.name, chance, at: medianTime(crossed as Crossing[], chance) };
  });
}

interface Crossing {
  readonly weight: number;
  readonly at: Instant;
}

function firstCrossing(
  { side, limit }: Alarm,
  points: readonly Instant[],
  readings: readonly Float64Array[],
  member: number,
): Instant | null {
  const crossed = readings.findIndex((values) =>
    side === "below" ? values[member]! < limit : values[member]! > limit,
  );
  return crossed < 0 ? null : points[crossed]!;
}

function medianTime(crossed: readonly Crossing[], chance: number): Instant | null {
  if (crossed.length === 0) return null;
  const times = Float64Array.from(crossed, ({ at }) => at);
  const shares = Float64Array.from(crossed, ({ weight }) => weight / chance);
  return Math.round(quantilesOf(times, shares, [0.5])[0]!);
}
