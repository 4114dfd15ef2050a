import { day, hour, minute } from "../../format/time.ts";

export interface Window {
  readonly from: number;
  readonly to: number;
}

export const spanNames = ["3h", "12h", "24h", "3d", "14d", "all"] as const;
export type SpanName = (typeof spanNames)[number];

/** How far back a named span looks from its anchor. */
const spanPast: Readonly<Record<Exclude<SpanName, "all">, number>> = {
  "3h": 3 * hour,
  "12h": 12 * hour,
  "24h": day,
  "3d": 3 * day,
  "14d": 14 * day,
};

/**
 * What the timeline shows: so much past up to the anchor and some future beyond it (the window moves with the anchor),
 * everything there is, or a window that stands still.
 */
export type Span =
  | { readonly kind: "follow"; readonly past: number }
  | { readonly kind: "all" }
  | { readonly kind: "fixed"; readonly window: Window };

/** What a span is measured against: the moment it follows, and the extent of what is known. */
export interface Ground {
  readonly anchor: number;
  readonly extent: Window;
}

export const shortest = 20 * minute;
export const longest = 130 * 365.25 * day;

/** Future shown beside so much past: enough for the forecast, never more than the longest one. */
export const futureOf = (past: number): number => Math.min(Math.max(past * 0.42, hour), 5 * hour);

const around = ({ from, to }: Window): Window => {
  const margin = Math.max((to - from) * 0.02, 30 * minute);
  return { from: from - margin, to: to + margin };
};

export const windowOf = (span: Span, { anchor, extent }: Ground): Window => {
  if (span.kind === "fixed") return span.window;
  if (span.kind === "all") return around(extent);
  return { from: anchor - span.past, to: anchor + futureOf(span.past) };
};

export const spanNamed = (name: SpanName): Span =>
  name === "all" ? { kind: "all" } : { kind: "follow", past: spanPast[name] };

export const nameOf = (span: Span): SpanName | null => {
  if (span.kind === "all") return "all";
  if (span.kind === "fixed") return null;
  return spanNames.find((name) => name !== "all" && spanPast[name] === span.past) ?? null;
};

const limited = (length: number): number => Math.min(Math.max(length, shortest), longest);

/** Zooms by `factor` (above 1: further out). While following, the anchor stays; else the time at `share` of the width. */
export const zoomed = (span: Span, ground: Ground, factor: number, share: number): Span => {
  if (span.kind === "follow") {
    const past = limited(span.past * factor);
    return { kind: "follow", past };
  }
  const { from, to } = windowOf(span, ground);
  const pivot = from + (to - from) * share;
  const length = limited((to - from) * factor);
  const start = pivot - length * share;
  return { kind: "fixed", window: { from: start, to: start + length } };
};

export const panned = (span: Span, ground: Ground, by: number): Span => {
  const { from, to } = windowOf(span, ground);
  return { kind: "fixed", window: { from: from + by, to: to + by } };
};

const loadSteps = [3 * hour, 12 * hour, day, 3 * day, 14 * day, 60 * day, 365 * day, 1500 * day, 8000 * day];

/** The window to ask the server for: wider than what is seen, and the same for all small moves. */
export const loadWindow = ({ from, to }: Window): Window => {
  const step = loadSteps.find((size) => size >= to - from) ?? to - from;
  const half = step / 2;
  return { from: Math.floor(from / half - 0.5) * half, to: Math.ceil(to / half + 0.5) * half };
};
