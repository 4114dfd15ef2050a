import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { Ink } from "../theme/ink.ts";
import { createFrame, type Frame } from "./frame.ts";
import { valueTicks } from "./geometry/value-ticks.ts";
import type { View } from "./geometry/view.ts";
import css from "./LaneChart.module.css";
import { type Hit, LaneTip } from "./LaneTip.tsx";
import { navigateByPointer } from "./navigate-pointer.ts";
import type { SpanStore } from "./span-store.ts";

export type Draw = (context: CanvasRenderingContext2D, view: View) => void;

/** Places in CSS pixels inside the plot. */
export interface Spot {
  readonly x: (at: number) => number;
  readonly y: (value: number) => number;
  readonly timeAt: (x: number) => number;
  readonly width: number;
  readonly height: number;
}

interface Props {
  readonly title: string;
  readonly store: SpanStore;
  readonly ink: Ink;
  readonly width: number;
  readonly height: number;
  readonly offset: number;
  readonly range: readonly [number, number];
  /** Shown per stored unit (mmol/L for mg/dL), so that the marks of the scale are round as shown; null: no scale. */
  readonly axis: { readonly factor: number; readonly count: number } | null;
  readonly drawUnder: Draw;
  readonly draw: Draw;
  readonly freeWheel?: boolean;
  readonly hit?: (spot: Spot, x: number, y: number) => Hit | null;
  readonly children?: ReactNode;
}

const axisText = (axis: Props["axis"], value: number): string => {
  if (!axis) return "";
  const shown = value * axis.factor;
  return Math.abs(shown) >= 10_000
    ? `${Math.round(shown / 1000)}k`
    : shown.toLocaleString("en-GB", { maximumFractionDigits: 2 });
};

/** Marks this close to an edge (a share of the scale) would be cut. */
const edge = 0.02;

const ticksFor = (axis: Props["axis"], low: number, high: number): readonly number[] => {
  if (!axis) return [];
  const margin = (high - low) * edge;
  const marks = valueTicks(low * axis.factor, high * axis.factor, axis.count).map(
    (tick) => tick / axis.factor,
  );
  return marks.filter((mark) => mark > low + margin && mark < high - margin);
};

const spotOf = (store: SpanStore, { over }: Frame, range: readonly [number, number]): Spot => {
  const { from, to } = store.window();
  const { clientWidth: width, clientHeight: height } = over;
  return {
    x: (at) => ((at - from) / (to - from)) * width,
    y: (value) => height - ((value - range[0]) / (range[1] - range[0])) * height,
    timeAt: (x) => from + (x / width) * (to - from),
    width,
    height,
  };
};

/** Builds the canvas once per look (ink, clock) and keeps it; everything else only redraws it. */
const useFrame = (props: Props) => {
  const box = useRef<HTMLDivElement>(null);
  const frame = useRef<Frame | null>(null);
  const latest = useRef(props);
  latest.current = props;
  const { ink, store, offset, freeWheel = false } = props;
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const { width, height, range } = latest.current;
    const made = createFrame(element, {
      width,
      height,
      range,
      offset,
      window: store.window(),
      ticks: (low, high) => ticksFor(latest.current.axis, low, high),
      tickText: (value) => axisText(latest.current.axis, value),
      colours: { text: ink.soft, grid: ink.grid, font: '11px "Inter Variable", sans-serif' },
      drawUnder: (context, view) => latest.current.drawUnder(context, view),
      draw: (context, view) => latest.current.draw(context, view),
    });
    frame.current = made;
    const stopMoving = store.subscribe(() => made.moveTo(store.window()));
    const stopPointer = navigateByPointer(made.over, store, freeWheel);
    return () => {
      stopMoving();
      stopPointer();
      made.destroy();
      frame.current = null;
    };
  }, [ink, store, offset, freeWheel]);
  return { box, frame };
};

const useHover = (props: Props, frame: React.RefObject<Frame | null>) => {
  const [hit, setHit] = useState<Hit | null>(null);
  const move = (event: React.PointerEvent) => {
    const over = frame.current?.over;
    if (!over || !props.hit || event.buttons > 0) return setHit(null);
    const { left, top } = over.getBoundingClientRect();
    setHit(
      props.hit(
        spotOf(props.store, frame.current as Frame, props.range),
        event.clientX - left,
        event.clientY - top,
      ),
    );
  };
  return { hit, move, leave: () => setHit(null) };
};

/** One lane's plot: canvas, pointer, hover. */
export const LaneChart = (props: Props) => {
  const { box, frame } = useFrame(props);
  const { hit, move, leave } = useHover(props, frame);
  const { width, height, range, draw, drawUnder, axis } = props;
  useLayoutEffect(() => frame.current?.setSize(width, height), [frame, width, height]);
  useLayoutEffect(() => frame.current?.setRange(range), [frame, range]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another way to draw is what calls for drawing again
  useLayoutEffect(() => frame.current?.redraw(), [frame, draw, drawUnder, axis]);
  return (
    <div className={css.chart} style={{ height }} onPointerMove={move} onPointerLeave={leave}>
      <div ref={box} role="img" aria-label={props.title} />
      {hit && <LaneTip hit={hit} />}
      {props.children}
    </div>
  );
};
