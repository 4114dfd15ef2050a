import { type ReactNode, useMemo } from "react";
import { scaleFor } from "../../format/units.ts";
import type { Lane } from "../geometry/lanes.ts";
import { within } from "../geometry/view.ts";
import { drawFuture, drawNow } from "../ink/ground.ts";
import { startOf } from "../ink/points.ts";
import { drawRates, periodsOf } from "../ink/rates.ts";
import { type Draw, LaneChart, type Spot } from "../LaneChart.tsx";
import { pointsOf, type Shared } from "../shared.ts";
import { LaneRow } from "./LaneRow.tsx";
import { pointHit } from "./tips.ts";

interface Props {
  readonly lane: Lane;
  readonly shared: Shared;
  readonly children?: ReactNode;
}

const percentRange = [0, 100] as const;

/** How hard somebody moves, as a share of what they could. */
export const ActivityLane = ({ lane, shared, children }: Props) => {
  const { ink, store, timeline } = shared;
  const info = lane.infos[0];
  const points = pointsOf(timeline, info);
  const drawUnder: Draw = useMemo(
    () => (context, view) => drawFuture(context, view, store.ground().anchor, ink),
    [store, ink],
  );
  const draw: Draw = useMemo(
    () => (context, view) => {
      const seen = periodsOf(within(points, startOf, view.from, view.to), store.ground().anchor);
      drawRates(context, view, seen, { colour: ink.text, alpha: 0.22, y: view.y });
      drawNow(context, view, store.ground().anchor, ink);
    },
    [store, ink, points],
  );
  const scale = scaleFor("%", "mg/dL", false);
  const hit = (spot: Spot, x: number, y: number) =>
    info ? pointHit(shared, { info, points, scale, y: () => y }, spot, x, y) : null;
  return (
    <LaneRow id={lane.id} title={lane.title}>
      <LaneChart
        title={lane.title}
        store={shared.store}
        ink={ink}
        width={shared.width}
        offset={shared.offset}
        height={lane.height}
        range={percentRange}
        axis={null}
        draw={draw}
        drawUnder={drawUnder}
        hit={hit}
      >
        {children}
      </LaneChart>
    </LaneRow>
  );
};
