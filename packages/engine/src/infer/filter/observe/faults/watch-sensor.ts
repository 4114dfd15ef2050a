import { type ErrorCode, failure } from "../../../../errors/registry.ts";
import { logNormalDensity } from "../normal-law.ts";
import type { SensorFault } from "./sensor-fault.ts";

/** What a sensor's past says of its state. */
export interface SensorBelief {
  readonly at: number;
  /** Chances: that it works, then of each fault. */
  readonly chances: readonly number[];
  /** When what it was last taken to be in began; absent: it works. */
  readonly inFault?: { readonly name: string; readonly since: number };
}

/** A reading against its forecast. */
export interface ForecastReading {
  readonly at: number;
  /** Observed minus mean forecast. */
  readonly residual: number;
  /** Variances of the forecast and of the error of a working sensor. */
  readonly spread: number;
  readonly variance: number;
}

export interface SensorVerdict {
  readonly belief: SensorBelief;
  readonly outcome: "used" | "down-weighted" | "refused";
  /** The chance that the sensor works, this reading included: what its precision is to be multiplied by. */
  readonly working: number;
  /** ln p(reading), whatever the sensor's state. */
  readonly logEvidence: number;
  readonly reason?: { readonly code: ErrorCode; readonly message: string };
  /** The fault that this reading shows to be over. */
  readonly recovered?: { readonly name: string; readonly since: number };
}

/** Below this chance of a working sensor a reading is refused, below the next it is down-weighted and told. */
const refusedBelow = 0.5;
const toldBelow = 0.9;

/**
 * The forward recursion of a sensor that works or is in one of some faults (Hamilton 1989, doi:10.2307/1912559): what it was,
 * for how long such states last, and how likely each makes the reading. What goes on for longer than any fault does is
 * believed: the forecast was wrong, not the sensor.
 */
export function watchSensor(
  faults: readonly SensorFault[],
  before: SensorBelief | undefined,
  reading: ForecastReading,
): SensorVerdict {
  const { at, residual, spread, variance } = reading;
  const total = spread + variance;
  const prior = moved(faults, before, at);
  const logs = [
    logNormalDensity(residual, total),
    ...faults.map((fault) => fault.logDensity(residual, total)),
  ];
  const peak = Math.max(...logs.map((log, k) => (prior[k]! > 0 ? log : Number.NEGATIVE_INFINITY)));
  const weights = logs.map((log, k) => prior[k]! * Math.exp(log - peak));
  const sum = weights.reduce((all, weight) => all + weight, 0);
  const chances = weights.map((weight) => weight / sum);
  const working = chances[0]!;
  const likeliest = chances.indexOf(Math.max(...chances.slice(1)), 1) - 1;
  const name = faults[likeliest]?.name ?? "";
  const refused = working < refusedBelow;
  const since = before?.inFault?.name === name ? before.inFault.since : at;
  const belief = { at, chances, ...(refused && { inFault: { name, since } }) };
  const common = { belief, working, logEvidence: peak + Math.log(sum) };
  const recovered = before?.inFault && !refused ? { recovered: before.inFault } : {};
  if (working >= toldBelow) return { ...common, ...recovered, outcome: "used" };
  const details = {
    fault: name,
    sds: Math.round((10 * Math.abs(residual)) / Math.sqrt(total)) / 10,
    side: residual < 0 ? "below" : "above",
    chance: `${Math.round(100 * (1 - working))} %`,
  };
  const code = refused ? "HS1824" : "HS1825";
  const reason = { code, message: failure(code, details).message } as const;
  return { ...common, ...recovered, outcome: refused ? "refused" : "down-weighted", reason };
}

/** Chances after some time without a reading: each fault begins and ends at its own rate. */
function moved(faults: readonly SensorFault[], before: SensorBelief | undefined, at: number): number[] {
  const chances = before ? [...before.chances] : [1, ...faults.map(() => 0)];
  const elapsed = before ? at - before.at : Number.POSITIVE_INFINITY;
  faults.forEach(({ name, perTime, lasting, longest }, k) => {
    if (before?.inFault?.name === name && at - before.inFault.since > longest) {
      chances[0]! += chances[k + 1]!;
      chances[k + 1] = 0;
    }
    const rest = (perTime * lasting) / (1 + perTime * lasting);
    const share = 1 - Math.exp(-elapsed * (perTime + 1 / lasting));
    const pair = chances[0]! + chances[k + 1]!;
    const next = chances[k + 1]! + share * (rest * pair - chances[k + 1]!);
    chances[0] = pair - next;
    chances[k + 1] = next;
  });
  return chances;
}
