import { dateOf, timeOfDay } from "../format/time.ts";
import { axisWidth, rightPad } from "./frame.ts";
import { timeTicks } from "./geometry/time-ticks.ts";
import type { SpanStore } from "./span-store.ts";
import css from "./TimeAxis.module.css";
import { useWindow } from "./use-window.ts";

interface Props {
  readonly store: SpanStore;
  readonly width: number;
  readonly offset: number;
  readonly live: boolean;
}

/** The one time axis above all lanes, with "now" on it. */
export const TimeAxis = ({ store, width, offset, live }: Props) => {
  const window = useWindow(store);
  const { anchor } = store.ground();
  const plot = width - axisWidth - rightPad;
  const left = (at: number): number => axisWidth + ((at - window.from) / (window.to - window.from)) * plot;
  const here = left(anchor);
  const visible = here >= axisWidth && here <= width;
  return (
    <div className={css.axis} style={{ width }} data-time-axis aria-hidden="true">
      {timeTicks(window, offset, plot)
        .filter(({ at }) => left(at) < width - 34)
        .filter(({ at }) => !visible || Math.abs(left(at) - here) > (here > width - 70 ? 124 : 64))
        .map(({ at, label, major }) => (
          <span key={at} className={major ? css.major : css.tick} style={{ left: left(at) }}>
            {label}
          </span>
        ))}
      {visible && (
        <span
          className={css.now}
          style={here > width - 70 ? { right: 0, transform: "none" } : { left: here }}
        >
          {live ? `now ${timeOfDay(anchor, offset)}` : `last data ${dateOf(anchor, offset)}`}
        </span>
      )}
    </div>
  );
};
