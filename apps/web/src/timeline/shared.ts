import type { LaneSeries, Timeline } from "@homeostat/server/contract";
import type { Forecast } from "@homeostat/twin";
import type { GlucoseUnit } from "../format/units.ts";
import type { Ink } from "../theme/ink.ts";
import type { LaneInfo } from "./geometry/lanes.ts";
import type { SpanStore } from "./span-store.ts";

/** What all lanes of one timeline have in common. */
export interface Shared {
  readonly patient: string;
  readonly store: SpanStore;
  readonly ink: Ink;
  readonly width: number;
  /** The moment between past and future: the clinic's now, or the end of an imported record. */
  readonly anchor: number;
  /** False for a record that has ended. */
  readonly live: boolean;
  /** Minutes that the person's clock is ahead of UTC: every time of theirs is drawn by it. */
  readonly offset: number;
  readonly glucoseUnit: GlucoseUnit;
  readonly timeline: Timeline | undefined;
}

/** The forecasts that the glucose lane draws. */
export interface Fans {
  readonly today: Forecast | undefined;
  readonly past: readonly Forecast[];
  readonly branch: Forecast["points"] | null;
}

const none: LaneSeries["points"] = [];

export const pointsOf = (timeline: Timeline | undefined, info: LaneInfo | undefined): LaneSeries["points"] =>
  timeline?.lanes.find(({ code }) => code.code === info?.code.code && code.system === info?.code.system)
    ?.points ?? none;
