import { type ReactNode, useMemo } from "react";
import { ageOrDate } from "../../format/time.ts";
import { scaleFor, shown } from "../../format/units.ts";
import type { Lane, LaneInfo } from "../geometry/lanes.ts";
import { lowerPart, within } from "../geometry/view.ts";
import { doseTop, drawDoses } from "../ink/doses.ts";
import { drawFuture, drawNow } from "../ink/ground.ts";
import { startOf } from "../ink/points.ts";
import { drawRates, periodsOf } from "../ink/rates.ts";
import { type Draw, LaneChart, type Spot } from "../LaneChart.tsx";
import type { Hit } from "../LaneTip.tsx";
import { pointsOf, type Shared } from "../shared.ts";
import { LaneRow } from "./LaneRow.tsx";
import { pointHit } from "./tips.ts";

interface Props {
  readonly lane: Lane;
  readonly shared: Shared;
  readonly children?: ReactNode;
}

const unitRange = [0, 1] as const;
/** The tallest stem stands for at least this much, so that a small dose looks small. */
const least: Readonly<Record<string, number>> = { "[iU]": 8, g: 60 };
const rateShare = 0.34;
const canvasFont = (ratio: number): string => `${11 * ratio}px "Inter Variable", sans-serif`;

export const tallest = (values: readonly number[], unit: string): number =>
  Math.max(least[unit] ?? 0, ...values);

const useSeries = (lane: Lane, shared: Shared) =>
  useMemo(
    () =>
      lane.infos.map((info: LaneInfo) => {
        const points = pointsOf(shared.timeline, info);
        const high = tallest(
          points.map(({ value }) => value),
          info.unit,
        );
        return { info, points, high, scale: scaleFor(info.unit, "mg/dL", false) };
      }),
    [lane, shared.timeline],
  );

type Series = ReturnType<typeof useSeries>;

const useDraw = ({ shared }: Props, series: Series) => {
  const { ink, store } = shared;
  const drawUnder: Draw = useMemo(
    () => (context, view) => drawFuture(context, view, store.ground().anchor, ink),
    [store, ink],
  );
  const draw: Draw = useMemo(
    () => (context, view) => {
      for (const { info, points, high, scale } of series) {
        const seen = within(points, startOf, view.from, view.to);
        if (info.mark === "rate") {
          const y = lowerPart(view, high, rateShare);
          drawRates(context, view, periodsOf(seen, store.ground().anchor), {
            colour: ink.soft,
            alpha: 0.16,
            y,
          });
        } else
          drawDoses(context, view, seen, {
            colour: ink.text,
            text: ink.soft,
            surface: ink.surface,
            high,
            label: (value) => shown(value, scale),
            font: canvasFont(view.ratio),
          });
      }
      drawNow(context, view, store.ground().anchor, ink);
    },
    [store, ink, series],
  );
  return { drawUnder, draw };
};

const latestDose = (
  series: Series,
  { anchor, live, offset }: Shared,
): { value?: string; unit?: string; note?: string } => {
  const doses = series.filter(({ info }) => info.mark === "dose");
  const all = doses.flatMap(({ points, scale }) => points.map((point) => ({ point, scale })));
  const last = all
    .filter(({ point }) => point.start <= anchor)
    .reduce<(typeof all)[number] | undefined>(
      (a, b) => (a && a.point.start > b.point.start ? a : b),
      undefined,
    );
  if (!last) return {};
  return {
    value: shown(last.point.value, last.scale),
    unit: last.scale.unit,
    note: ageOrDate(last.point.start, anchor, live, offset),
  };
};

/** What a person takes: doses as stems with their amount, rates in force as a low area. */
export const DoseLane = (props: Props) => {
  const { lane, shared, children } = props;
  const series = useSeries(lane, shared);
  const { draw, drawUnder } = useDraw(props, series);
  const hit = (spot: Spot, x: number, y: number): Hit | null => {
    const frame = { top: 0, bottom: spot.height };
    return series.reduce<Hit | null>((found, { info, points, high, scale }) => {
      const top = (value: number) => (info.mark === "rate" ? y : doseTop(frame, value, high));
      return found ?? pointHit(shared, { info, points, scale, y: ({ value }) => top(value) }, spot, x, y);
    }, null);
  };
  const latest = latestDose(series, shared);
  return (
    <LaneRow id={lane.id} title={lane.title} value={latest.value} unit={latest.unit} note={latest.note}>
      <LaneChart
        title={lane.title}
        store={shared.store}
        ink={shared.ink}
        width={shared.width}
        offset={shared.offset}
        height={lane.height}
        range={unitRange}
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
