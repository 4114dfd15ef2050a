import { type Code, knownCodes, type Scenario } from "@homeostat/twin";
import { duration, hour, minute, timeOfDay } from "../format/time.ts";
import type { Lane } from "../timeline/geometry/lanes.ts";

export type Change = Scenario["changes"][number];
export type Kind = "meal" | "bolus" | "walk" | "basal" | "skip";

/** What can be tried, and within which limits; amounts in the canonical unit of their code. */
export interface KindInfo {
  readonly name: string;
  readonly shape: Lane["shape"];
  readonly unit: string;
  readonly low: number;
  readonly high: number;
  readonly step: number;
}

export const kinds: Readonly<Record<Exclude<Kind, "skip">, KindInfo>> = {
  meal: { name: "Meal", shape: "meals", unit: "g", low: 5, high: 150, step: 5 },
  bolus: { name: "Bolus", shape: "insulin", unit: "U", low: 0.5, high: 20, step: 0.5 },
  walk: { name: "Walk", shape: "activity", unit: "%", low: 10, high: 80, step: 5 },
  basal: { name: "Basal", shape: "insulin", unit: "%", low: 0, high: 200, step: 10 },
};

const same = (a: { system: string; code: string }, b: { system: string; code: string }): boolean =>
  a.system === b.system && a.code === b.code;

export const kindOf = (change: Change): Kind => {
  if (change.kind === "skip") return "skip";
  if (change.kind === "scale") return "basal";
  if (same(change.code, knownCodes.carbohydrate.code)) return "meal";
  return same(change.code, knownCodes.insulinBolus.code) ? "bolus" : "walk";
};

/** A change as it is first put down, at `at`. */
export const started = (kind: Exclude<Kind, "skip">, at: number): Change => {
  switch (kind) {
    case "meal":
      return { kind: "add", code: knownCodes.carbohydrate.code, value: 45, at };
    case "bolus":
      return { kind: "add", code: knownCodes.insulinBolus.code, value: 3, at };
    case "walk":
      return { kind: "add", code: knownCodes.activityIntensity.code, value: 40, at, until: at + 30 * minute };
    case "basal":
      return {
        kind: "scale",
        code: knownCodes.insulinBasalRate.code,
        factor: 0.5,
        from: at,
        until: at + 2 * hour,
      };
  }
};

const codes = {
  meal: knownCodes.carbohydrate.code,
  bolus: knownCodes.insulinBolus.code,
  walk: knownCodes.activityIntensity.code,
  basal: knownCodes.insulinBasalRate.code,
} as const;

export const kindNames = ["meal", "bolus", "basal", "walk"] as const;

/** What can be tried on a twin that takes these inputs. */
export const kindsTaken = (takes: readonly Code[]): readonly (keyof typeof codes)[] =>
  kindNames.filter((kind) => takes.some((code) => same(code, codes[kind])));

/** The amount as it is shown: grams, units, per cent. */
export const amountOf = (change: Change): number => {
  if (change.kind === "skip") return 0;
  return change.kind === "add" ? change.value : Math.round(change.factor * 100);
};

export const startOf = (change: Change): number => {
  if (change.kind === "skip") return 0;
  return change.kind === "add" ? change.at : change.from;
};

export const endOf = (change: Change): number | null =>
  change.kind === "skip" ? null : (change.until ?? null);

const clamp = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), high);

export const withAmount = (change: Change, amount: number): Change => {
  const kind = kindOf(change);
  if (kind === "skip" || change.kind === "skip") return change;
  const { low, high, step } = kinds[kind];
  const value = Number((Math.round(clamp(amount, low, high) / step) * step).toFixed(3));
  return change.kind === "add" ? { ...change, value } : { ...change, factor: value / 100 };
};

/** Times are tried in steps of five minutes. */
const timeStep = 5 * minute;
const shortestPeriod = 10 * minute;

export interface Bounds {
  readonly from: number;
  readonly to: number;
}

const snapped = (at: number, { from, to }: Bounds): number =>
  clamp(from + Math.round((at - from) / timeStep) * timeStep, from, to);

/** The change begun at another time, its length kept, inside the bounds. */
export const withStart = (change: Change, at: number, bounds: Bounds): Change => {
  if (change.kind === "skip") return change;
  const start = snapped(at, bounds);
  const end = endOf(change);
  const until = end === null ? {} : { until: start + (end - startOf(change)) };
  return change.kind === "add"
    ? { ...change, at: start, ...until }
    : { ...change, from: start, until: until.until ?? start };
};

export const withEnd = (change: Change, at: number, bounds: Bounds): Change => {
  if (change.kind === "skip" || endOf(change) === null) return change;
  const least = startOf(change) + shortestPeriod;
  const until = Math.max(snapped(at, { from: bounds.from, to: bounds.to + 6 * hour }), least);
  return { ...change, until };
};

/** The change as much later as the clinic has moved on. */
export const shifted = (change: Change, by: number): Change => {
  if (change.kind === "skip") return change;
  const until = change.until === undefined ? {} : { until: change.until + by };
  return change.kind === "add"
    ? { ...change, at: change.at + by, ...until }
    : { ...change, from: change.from + by, until: change.until + by };
};

/** "Meal 45 g at 14:20", "Basal 50 % from 14:00, 2 h". */
export const described = (change: Change, offset: number): string => {
  const kind = kindOf(change);
  if (kind === "skip") return "Skipped dose";
  const { name, unit } = kinds[kind];
  const end = endOf(change);
  const time = timeOfDay(startOf(change), offset);
  const when = end === null ? `at ${time}` : `from ${time}, ${duration(end - startOf(change))}`;
  return `${name} ${amountOf(change)} ${unit} ${when}`;
};
