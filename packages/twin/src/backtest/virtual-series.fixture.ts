import { drawNormal, randomStream } from "@homeostat/engine";
import { type CgmSeries, cgmSeries } from "./cgm-series.ts";

interface VirtualDesign {
  readonly days: number;
  readonly everyMinutes?: number;
  /** mg/dL around the mean of 140; each day three meals of this height. */
  readonly meals?: number;
}

/** Glucose for tests: a slow random walk drawn back to 140 mg/dL, with three meals a day at times that vary. */
export function virtualSeries(
  seed: number,
  { days, everyMinutes = 5, meals = 60 }: VirtualDesign,
): CgmSeries {
  const random = randomStream({ seed, member: 0, purpose: "virtual glucose" });
  const start = Date.UTC(2024, 0, 1) + seed * 7_000;
  const times = Array.from({ length: days * 3 }, (_, i) => i * 480 + 60 + 90 * random.uniform());
  let wander = 0;
  const readings = Array.from({ length: (days * 1440) / everyMinutes }, (_, i) => {
    const now = i * everyMinutes;
    wander = wander * 0.99 ** (everyMinutes / 5) + 2 * Math.sqrt(everyMinutes / 5) * drawNormal(random);
    const eaten = times.reduce((sum, at) => sum + meals * absorbed(now - at), 0);
    return { at: start + now * 60_000, glucose: Math.max(40, Math.round(140 + wander + eaten)) };
  });
  return cgmSeries(`virtual ${seed}`, readings);
}

/** 0 … 1, highest 45 min after a meal. */
const absorbed = (minutes: number) => (minutes <= 0 ? 0 : (minutes / 45) * Math.exp(1 - minutes / 45));
