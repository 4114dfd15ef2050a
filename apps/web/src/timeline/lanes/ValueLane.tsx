import { memo, useMemo } from "react";
import { ageOrDate } from "../../format/time.ts";
import { scaleFor, shown } from "../../format/units.ts";
import type { Lane, LaneInfo } from "../geometry/lanes.ts";
import { type Range, rangeOf } from "../geometry/value-ticks.ts";
import { runs, usualPause, within } from "../geometry/view.ts";
import { drawBars } from "../ink/bars.ts";
import { drawFuture, drawNormal, drawNow } from "../ink/ground.ts";
import { strokeLine } from "../ink/line.ts";
import { drawPoints, type Point, startOf } from "../ink/points.ts";
import { drawPressure, pressurePairs } from "../ink/pressure.ts";
import { type Draw, LaneChart, type Spot } from "../LaneChart.tsx";
import type { Hit } from "../LaneTip.tsx";
import { pointsOf, type Shared } from "../shared.ts";
import { LaneRow } from "./LaneRow.tsx";
import { pointHit } from "./tips.ts";

interface Props {
  readonly lane: Lane;
  readonly shared: Shared;
}

const joinedNormal = (infos: readonly LaneInfo[]): Range | null => {
  const ranges = infos.flatMap(({ normal }) => (normal ? [normal] : []));
  if (ranges.length === 0) return null;
  return [Math.min(...ranges.map(([low]) => low)), Math.max(...ranges.map(([, high]) => high))];
};

const drawSeries = (
  context: CanvasRenderingContext2D,
  view: Parameters<Draw>[1],
  points: readonly Point[],
  shared: Shared,
  bars: boolean,
) => {
  const seen = within(points, startOf, view.from, view.to);
  if (bars) {
    drawBars(context, view, seen, shared.ink);
    return;
  }
  const kept = seen.filter(({ quality }) => quality !== "refused");
  for (const run of runs(kept, startOf, usualPause(points.map(startOf))))
    strokeLine(
      context,
      view,
      run.map(({ start, value }) => ({ at: start, value })),
      { colour: shared.ink.strong, width: 1.2 },
    );
  drawPoints(context, view, seen, shared.ink);
};

const useDraw = ({ lane, shared }: Props, normal: Range | null) => {
  const { ink, store, timeline } = shared;
  const drawUnder: Draw = useMemo(
    () => (context, view) => {
      drawFuture(context, view, store.ground().anchor, ink);
      drawNormal(context, view, normal, ink);
    },
    [store, ink, normal],
  );
  const draw: Draw = useMemo(
    () => (context, view) => {
      const series = lane.infos.map((info) => within(pointsOf(timeline, info), startOf, view.from, view.to));
      const [first = [], second = []] = series;
      if (lane.shape === "pressure" && series.length === 2)
        drawPressure(
          context,
          view,
          pressurePairs(upper(lane, first, second), lower(lane, first, second)),
          ink,
        );
      else for (const points of series) drawSeries(context, view, points, shared, countsAmounts(lane));
      drawNow(context, view, store.ground().anchor, ink);
    },
    [store, ink, lane, timeline, shared],
  );
  return { drawUnder, draw };
};

/** Amounts over a time (steps) are bars from nothing; measurements are dots. */
const countsAmounts = ({ infos }: Lane): boolean => infos.every(({ mark }) => mark === "dose");

const plainAxis = { factor: 1, count: 2.6 };

const systolicFirst = (lane: Lane): boolean => lane.infos[0]?.code.code === "8480-6";
const upper = <T,>(lane: Lane, first: T, second: T): T => (systolicFirst(lane) ? first : second);
const lower = <T,>(lane: Lane, first: T, second: T): T => (systolicFirst(lane) ? second : first);

const latestOf = (lane: Lane, shared: Shared): { value?: string; note?: string } => {
  const lasts = lane.infos.map((info) => {
    const last = pointsOf(shared.timeline, info).findLast(({ quality }) => quality === "ok");
    return last && { last, text: shown(last.value, scaleFor(info.unit, "mg/dL", false)) };
  });
  const [first, second] = lasts;
  const one = first ?? second;
  if (!one) return {};
  const pair = lane.shape === "pressure" && first && second;
  const value = pair ? `${upper(lane, first, second).text}/${lower(lane, first, second).text}` : one.text;
  return { value, note: ageOrDate(one.last.start, shared.anchor, shared.live, shared.offset) };
};

/** Anything measured: dots on their own normal range. */
export const ValueLane = memo((props: Props) => {
  const { lane, shared } = props;
  const normal = useMemo(() => joinedNormal(lane.infos), [lane]);
  const range = useMemo(() => {
    const all = lane.infos.flatMap((info) => pointsOf(shared.timeline, info));
    const values = all.filter(({ quality }) => quality === "ok").map(({ value }) => value);
    return countsAmounts(lane) ? rangeOf([0, ...values], normal) : rangeOf(values, normal);
  }, [lane, shared.timeline, normal]);
  const { draw, drawUnder } = useDraw(props, normal);
  const info = lane.infos[0];
  const scale = scaleFor(info?.unit ?? "", "mg/dL", false);
  const hit = (spot: Spot, x: number, y: number): Hit | null =>
    lane.infos.reduce<Hit | null>(
      (found, one) =>
        found ?? pointHit(shared, { info: one, points: pointsOf(shared.timeline, one), scale }, spot, x, y),
      null,
    );
  const latest = latestOf(lane, shared);
  return (
    <LaneRow
      id={lane.id}
      title={lane.title}
      value={latest.value}
      unit={scale.unit}
      note={info?.stochastic ? "simulated at random" : latest.note}
    >
      <LaneChart
        title={lane.title}
        store={shared.store}
        ink={shared.ink}
        width={shared.width}
        offset={shared.offset}
        height={lane.height}
        range={range}
        axis={plainAxis}
        draw={draw}
        drawUnder={drawUnder}
        hit={hit}
      />
    </LaneRow>
  );
});
