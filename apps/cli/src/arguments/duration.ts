import { failure } from "../errors/registry.ts";

const seconds: Readonly<Record<string, number>> = { s: 1, min: 60, h: 3600, d: 86_400, w: 604_800 };

/** Reads `5min`, `6h`, `1.5d` as seconds. Throws HS6001. */
export function parseDuration(text: string): number {
  const match = /^\s*(\d+(?:\.\d+)?(?:e[+-]?\d+)?)\s*(s|min|h|d|w)\s*$/i.exec(text);
  const unit = match === null ? undefined : seconds[match[2]?.toLowerCase() ?? ""];
  if (match === null || unit === undefined) throw failure("HS6001", { text });
  return Number(match[1]) * unit;
}

/** A duration in the time unit of a model. */
export function inModelTime(durationSeconds: number, time: "s" | "min" | "h" | "d"): number {
  return durationSeconds / (seconds[time] ?? 1);
}
