import type { ContextItem } from "@homeostat/server/contract";
import { useMemo } from "react";
import { dateOf, moment } from "../../format/time.ts";
import { clusters, within } from "../geometry/view.ts";
import { drawFuture, drawNow } from "../ink/ground.ts";
import { type Draw, LaneChart, type Spot } from "../LaneChart.tsx";
import type { Hit } from "../LaneTip.tsx";
import type { Shared } from "../shared.ts";
import { LaneRow } from "./LaneRow.tsx";

const unitRange = [0, 1] as const;
const height = 36;
const apart = 14;

const startOf = (item: ContextItem): number => item.start ?? 0;

const most = 6;

const described = (items: readonly ContextItem[], { anchor, offset }: Shared): Hit["lines"] => {
  const lines = items.slice(0, most).map((item) => ({
    strong: item.title,
    soft: `${item.kind} · ${item.start === null ? "" : moment(item.start, anchor, offset)}`,
  }));
  const rest = items.length - most;
  return rest > 0 ? [...lines, { strong: "", soft: `and ${rest} more` }] : lines;
};

const sourceOf = (items: readonly ContextItem[]): string => {
  const sources = [...new Set(items.map(({ source }) => source))];
  return sources.length === 1 ? (sources[0] ?? "") : `${sources.length} sources`;
};

const drawMark = (
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  radius: number,
  count: number,
): void => {
  context.beginPath();
  context.moveTo(x, y - radius);
  context.lineTo(x + radius, y);
  context.lineTo(x, y + radius);
  context.lineTo(x - radius, y);
  context.closePath();
  context.fill();
  if (count > 1) context.fillText(String(count), x + radius + 2, y);
};

const useDraw = (items: readonly ContextItem[], { ink, store }: Shared) => {
  const drawUnder: Draw = useMemo(
    () => (context, view) => drawFuture(context, view, store.ground().anchor, ink),
    [store, ink],
  );
  const draw: Draw = useMemo(
    () => (context, view) => {
      const seen = within(items, startOf, view.from, view.to);
      context.fillStyle = ink.soft;
      context.font = `${10 * view.ratio}px "Inter Variable", sans-serif`;
      context.textBaseline = "middle";
      context.textAlign = "left";
      const middle = (view.top + view.bottom) / 2;
      for (const { x, items: members } of clusters(seen, (item) => view.x(startOf(item)), apart * view.ratio))
        drawMark(context, x, middle, 4.5 * view.ratio, members.length);
      drawNow(context, view, store.ground().anchor, ink);
    },
    [items, store, ink],
  );
  return { drawUnder, draw };
};

/** Encounters, procedures, reports, notes: marks that open what happened. */
export const EventsLane = ({ shared }: { readonly shared: Shared }) => {
  const items = useMemo(
    () =>
      (shared.timeline?.marks ?? [])
        .filter(({ start }) => start !== null)
        .sort((a, b) => startOf(a) - startOf(b)),
    [shared.timeline],
  );
  const { draw, drawUnder } = useDraw(items, shared);
  const hit = (spot: Spot, x: number): Hit | null => {
    const near = clusters(items, (item) => spot.x(startOf(item)), apart).find(
      (one) => Math.abs(one.x - x) < 10,
    );
    if (!near) return null;
    return {
      x: near.x,
      y: spot.height / 2,
      width: spot.width,
      lines: [...described(near.items, shared), { strong: "", soft: sourceOf(near.items) }],
    };
  };
  const last = items.at(-1);
  return (
    <LaneRow
      id="events"
      title="Events"
      note={last ? `last ${dateOf(startOf(last), shared.offset)}` : undefined}
    >
      <LaneChart
        title="Events"
        store={shared.store}
        ink={shared.ink}
        width={shared.width}
        offset={shared.offset}
        height={height}
        range={unitRange}
        axis={null}
        draw={draw}
        drawUnder={drawUnder}
        hit={hit}
      />
    </LaneRow>
  );
};
