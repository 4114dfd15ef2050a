import { type ReactNode, useMemo } from "react";
import { ageOrDate, moment, timeOfDay } from "../../format/time.ts";
import { type Scale, scaleFor, shown } from "../../format/units.ts";
import { bandAt, spread } from "../geometry/fan.ts";
import type { Lane } from "../geometry/lanes.ts";
import { glucoseRangeOf } from "../geometry/value-ticks.ts";
import { runs, within } from "../geometry/view.ts";
import { drawFan, drawPastFan, fillBand } from "../ink/fan.ts";
import { drawFuture, drawNormal, drawNow } from "../ink/ground.ts";
import { strokeLine } from "../ink/line.ts";
import { drawPoints, type Point, startOf } from "../ink/points.ts";
import { type Draw, LaneChart, type Spot } from "../LaneChart.tsx";
import type { Hit } from "../LaneTip.tsx";
import { type Fans, pointsOf, type Shared } from "../shared.ts";
import { LaneRow } from "./LaneRow.tsx";
import { pointHit } from "./tips.ts";

interface Props {
  readonly lane: Lane;
  readonly shared: Shared;
  readonly fans: Fans;
  readonly height: number;
  readonly children?: ReactNode;
}

/** The range in which a person with diabetes is well, where the lane names no other. */
const usualNormal = [70, 180] as const;
/** The ink of a forecast fades once it is this old. */
const freshFor = 20 * 60_000;
const isFresh = (forecast: Fans["today"], anchor: number): boolean =>
  forecast !== undefined && anchor - forecast.madeAt <= freshFor;
const pauseInLine = 35 * 60_000;
const atOf = ({ at }: { at: number }): number => at;

const valuesIn = function* (points: readonly Point[], fans: Fans): Generator<number> {
  for (const { value, quality } of points) if (quality !== "refused") yield value;
  for (const fan of [fans.today?.points ?? [], fans.branch ?? []])
    for (const { quantiles } of fan) {
      yield quantiles[1] ?? 0;
      yield quantiles[5] ?? 0;
    }
};

const fanHit = (fans: Fans, offset: number, scale: Scale, spot: Spot, x: number): Hit | null => {
  const at = spot.timeAt(x);
  const lines = [
    { name: "today", band: bandAt(fans.today?.points ?? [], at, 80) },
    { name: "with the change", band: bandAt(fans.branch ?? [], at, 80) },
  ].flatMap(({ name, band }) =>
    band
      ? [
          {
            strong: `${shown(band.low, scale)}–${shown(band.high, scale)} ${scale.unit}`,
            soft: `80 %, ${name}`,
            median: band.median,
          },
        ]
      : [],
  );
  const first = lines[0];
  if (!first) return null;
  return {
    x,
    y: spot.y(first.median),
    width: spot.width,
    lines: [{ strong: timeOfDay(at, offset), soft: `middle ${shown(first.median, scale)}` }, ...lines],
  };
};

const useDraw = ({ shared, fans }: Props, points: readonly Point[], normal: readonly [number, number]) => {
  const { ink, timeline, store } = shared;
  const drawUnder: Draw = useMemo(
    () => (context, view) => {
      drawFuture(context, view, store.ground().anchor, ink);
      drawNormal(context, view, normal, ink);
    },
    [store, ink, normal],
  );
  const draw: Draw = useMemo(
    () => (context, view) => {
      for (const earlier of spread(fans.past, (view.to - view.from) / 14))
        drawPastFan(context, view, earlier, ink.brand);
      const filtered = within(timeline?.filtered ?? [], atOf, view.from, view.to);
      for (const run of runs(filtered, atOf, pauseInLine)) {
        fillBand(
          context,
          view,
          run.map(({ at, low80, high80 }) => ({ at, low: low80, high: high80 })),
          ink.brand,
          0.16,
        );
        strokeLine(
          context,
          view,
          run.map(({ at, median }) => ({ at, value: median })),
          { colour: ink.brand, width: 1.6 },
        );
      }
      const todays = fans.today?.points ?? [];
      const fresh = isFresh(fans.today, store.ground().anchor);
      drawFan(context, view, todays, { colour: ink.brand, strength: fans.branch ? 0.45 : fresh ? 1 : 0.5 });
      if (fans.branch) drawFan(context, view, fans.branch, { colour: ink.branch, strength: 1 });
      drawPoints(context, view, within(points, startOf, view.from, view.to), ink);
      drawNow(context, view, store.ground().anchor, ink);
    },
    [store, ink, fans, timeline, points],
  );
  return { drawUnder, draw };
};

const nearby = 8 * 60_000;

/** What the twin believed at the time under the pointer. */
const filteredHit = (shared: Shared, scale: Scale, spot: Spot, x: number): Hit | null => {
  const { timeline, anchor, offset } = shared;
  const at = spot.timeAt(x);
  const believed = timeline?.filtered.find((one) => Math.abs(one.at - at) < nearby);
  if (!believed) return null;
  const { median, low80, high80 } = believed;
  return {
    x: spot.x(believed.at),
    y: spot.y(median),
    width: spot.width,
    lines: [
      {
        strong: `${shown(median, scale)} ${scale.unit}`,
        soft: `twin, ${moment(believed.at, anchor, offset)}`,
      },
      { strong: "", soft: `80 % between ${shown(low80, scale)} and ${shown(high80, scale)}` },
    ],
  };
};

/** Measured dots, the twin's line, and the fan of what is likely next. */
export const GlucoseLane = (props: Props) => {
  const { lane, shared, fans, height, children } = props;
  const series = lane.infos.map((info) => ({ info, points: pointsOf(shared.timeline, info) }));
  const points = useMemo(
    () => lane.infos.flatMap((info) => pointsOf(shared.timeline, info)).sort((a, b) => a.start - b.start),
    [lane, shared.timeline],
  );
  const range = useMemo(() => glucoseRangeOf(valuesIn(points, fans)), [points, fans]);
  const scale = scaleFor("mg/dL", shared.glucoseUnit, true);
  const axis = useMemo(() => ({ factor: scale.factor, count: 5 }), [scale.factor]);
  const normal = useMemo(() => lane.infos.find((info) => info.normal)?.normal ?? usualNormal, [lane]);
  const { draw, drawUnder } = useDraw(props, points, normal);
  const last = points.findLast(({ quality }) => quality === "ok");
  const hit = (spot: Spot, x: number, y: number) =>
    series.reduce<Hit | null>(
      (found, one) => found ?? pointHit(shared, { ...one, scale }, spot, x, y),
      null,
    ) ??
    fanHit(fans, shared.offset, scale, spot, x) ??
    filteredHit(shared, scale, spot, x);
  return (
    <LaneRow
      id={lane.id}
      title={lane.title}
      value={last && shown(last.value, scale)}
      unit={scale.unit}
      note={last && ageOrDate(last.start, shared.anchor, shared.live, shared.offset)}
    >
      <LaneChart
        title={`${lane.title} with forecast`}
        store={shared.store}
        ink={shared.ink}
        width={shared.width}
        offset={shared.offset}
        height={height}
        range={range}
        axis={axis}
        draw={draw}
        drawUnder={drawUnder}
        hit={hit}
        freeWheel
      >
        {children}
      </LaneChart>
    </LaneRow>
  );
};
