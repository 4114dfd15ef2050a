import UPlot from "uplot";
import type { Window } from "./geometry/span.ts";
import { timeTicks } from "./geometry/time-ticks.ts";
import type { View } from "./geometry/view.ts";

/** Room left of every plot for the numbers of its scale; the same for all lanes, so that one x axis serves them all. */
export const axisWidth = 40;
export const rightPad = 8;

export interface FrameOptions {
  readonly width: number;
  readonly height: number;
  readonly window: Window;
  readonly offset: number;
  readonly range: readonly [number, number];
  readonly ticks: (low: number, high: number) => readonly number[];
  readonly tickText: (value: number) => string;
  readonly colours: { readonly text: string; readonly grid: string; readonly font: string };
  readonly drawUnder: (context: CanvasRenderingContext2D, view: View) => void;
  readonly draw: (context: CanvasRenderingContext2D, view: View) => void;
}

export interface Frame {
  readonly over: HTMLElement;
  moveTo(window: Window): void;
  setRange(range: readonly [number, number]): void;
  setSize(width: number, height: number): void;
  redraw(): void;
  destroy(): void;
}

const viewOf = (plot: UPlot, window: Window): View => ({
  x: (at) => plot.valToPos(at, "x", true),
  y: (value) => plot.valToPos(value, "y", true),
  left: plot.bbox.left,
  right: plot.bbox.left + plot.bbox.width,
  top: plot.bbox.top,
  bottom: plot.bbox.top + plot.bbox.height,
  ratio: UPlot.pxRatio,
  from: window.from,
  to: window.to,
});

const clipped = (plot: UPlot, draw: (context: CanvasRenderingContext2D) => void): void => {
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  draw(ctx);
  ctx.restore();
};

const axes = ({ colours, offset, ticks, tickText }: FrameOptions): UPlot.Axis[] => [
  {
    size: 0,
    ticks: { show: false },
    grid: { stroke: colours.grid, width: 1 },
    splits: (plot, _, from, to) =>
      timeTicks({ from, to }, offset, plot.width - axisWidth - rightPad).map(({ at }) => at),
    values: (_, splits) => splits.map(() => ""),
  },
  {
    size: axisWidth,
    gap: 6,
    font: colours.font,
    stroke: colours.text,
    ticks: { show: false },
    grid: { stroke: colours.grid, width: 1 },
    splits: (_, __, low, high) => [...ticks(low, high)],
    values: (_, splits) => splits.map(tickText),
  },
];

const syncKey = "timeline";

/**
 * One lane's canvas: uPlot gives scales, axes, grid, the shared crosshair and sharp pixels;
 * the marks are drawn by the lane itself, so that the same ink means the same in every chart.
 */
export const createFrame = (element: HTMLElement, options: FrameOptions): Frame => {
  let { window, range } = options;
  const plot = new UPlot(
    {
      width: options.width,
      height: options.height,
      ms: 1,
      padding: [4, rightPad, 4, 0],
      legend: { show: false },
      cursor: {
        y: false,
        points: { show: false },
        drag: { x: false, y: false, setScale: false },
        sync: { key: syncKey, scales: ["x", null] },
        bind: { dblclick: () => null, mousedown: () => null, mouseup: () => null },
      },
      scales: {
        x: { time: true, auto: false, range: () => [window.from, window.to] },
        y: { auto: false, range: () => [...range] },
      },
      axes: axes(options),
      series: [{}, { show: false }],
      hooks: {
        drawClear: [(self) => clipped(self, (context) => options.drawUnder(context, viewOf(self, window)))],
        draw: [(self) => clipped(self, (context) => options.draw(context, viewOf(self, window)))],
      },
    },
    [
      [window.from, window.to],
      [null, null],
    ],
    element,
  );
  const rescale = () => {
    plot.batch(() => {
      plot.setScale("x", { min: window.from, max: window.to });
      plot.setScale("y", { min: range[0], max: range[1] });
    });
  };
  return {
    over: plot.over,
    moveTo(next) {
      window = next;
      plot.setScale("x", { min: next.from, max: next.to });
    },
    setRange(next) {
      if (next[0] === range[0] && next[1] === range[1]) return;
      range = next;
      rescale();
    },
    setSize: (width, height) => plot.setSize({ width, height }),
    redraw: () => plot.redraw(false),
    destroy: () => plot.destroy(),
  };
};
