import type { Timeline } from "@homeostat/server/contract";
import type { Lane } from "../timeline/geometry/lanes.ts";
import { tallest } from "../timeline/lanes/DoseLane.tsx";
import { pointsOf } from "../timeline/shared.ts";

export interface Full {
  readonly meal: number;
  readonly bolus: number;
  readonly walk: number;
  readonly basal: number;
}

/** The amounts that fill each lane, so that a ghost is as tall as a dose of its size. */
export const fullOf = (lanes: readonly Lane[], timeline: Timeline | undefined): Full => {
  const high = (shape: Lane["shape"], unit: string): number => {
    const infos = lanes.filter((lane) => lane.shape === shape).flatMap(({ infos: all }) => all);
    const doses = infos.filter((info) => info.unit === unit && info.mark === "dose");
    return tallest(
      doses.flatMap((info) => pointsOf(timeline, info).map(({ value }) => value)),
      unit,
    );
  };
  return { meal: high("meals", "g"), bolus: high("insulin", "[iU]"), walk: 68, basal: 400 };
};
