import { failure } from "../errors/registry.ts";
import type { Spread } from "../model/model-spec.ts";

/** A scale on which a parameter is free to take any real value, and on which its spread is close to normal. */
export interface Transform {
  readonly kind: "log" | "identity" | "logit";
  /** Natural → free scale. */
  to(value: number): number;
  /** Free scale → natural. */
  from(free: number): number;
}

const log: Transform = { kind: "log", to: Math.log, from: Math.exp };
const identity: Transform = { kind: "identity", to: (value) => value, from: (free) => free };

function logit(low: number, high: number): Transform {
  return {
    kind: "logit",
    to: (value) => Math.log((value - low) / (high - value)),
    from: (free) => low + (high - low) / (1 + Math.exp(-free)),
  };
}

/** The free scale that goes with a spread; a bounded spread keeps its bounds. */
export function transformOf(spread: Spread): Transform {
  if (spread.kind === "logNormal") return log;
  if (spread.kind === "normal") return identity;
  return logit(spread.low, spread.high);
}

/**
 * Standard deviation of a spread on its free scale; for a log-normal √ln(1 + cv²), for a uniform that of a
 * logistic distribution (a uniform on (low, high) is exactly standard logistic on the logit scale): π/√3.
 */
export function freeDeviation(spread: Spread): number {
  if (spread.kind === "logNormal") return Math.sqrt(Math.log1p(spread.cv * spread.cv));
  if (spread.kind === "uniform") return Math.PI / Math.sqrt(3);
  return spread.sd;
}

/** Refuses a value that has no place on the free scale (a negative one on a log scale). */
export function freeValue(transform: Transform, name: string, value: number): number {
  const free = transform.to(value);
  if (!Number.isFinite(free)) throw failure("HS3010", { name, value, scale: transform.kind });
  return free;
}
