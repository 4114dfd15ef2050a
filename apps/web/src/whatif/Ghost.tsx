import { useRef } from "react";
import { hour, minute } from "../format/time.ts";
import type { SpanStore } from "../timeline/span-store.ts";
import type { Trial } from "./draft.ts";
import css from "./Ghost.module.css";
import {
  amountOf,
  type Bounds,
  described,
  endOf,
  kindOf,
  kinds,
  startOf,
  withAmount,
  withEnd,
  withStart,
} from "./kinds.ts";
import type { TryActions } from "./use-try.ts";

interface Props {
  readonly trial: Trial;
  readonly store: SpanStore;
  readonly bounds: Bounds;
  readonly offset: number;
  readonly actions: TryActions;
  /** Size of the plot in CSS pixels. */
  readonly width: number;
  readonly height: number;
  /** Amount that fills the lane. */
  readonly full: number;
}

const stemShare = 0.68;

/** Pointer: sideways moves in time, up and down changes the amount; the right edge of a period changes its end. */
const useDrag = ({ trial, store, bounds, actions, width, height, full }: Props, edge: "body" | "end") => {
  const from = useRef<{ x: number; y: number; change: Trial["change"] } | null>(null);
  return {
    onPointerDown: (event: React.PointerEvent<HTMLElement>) => {
      event.stopPropagation();
      event.currentTarget.setPointerCapture(event.pointerId);
      from.current = { x: event.clientX, y: event.clientY, change: trial.change };
    },
    onPointerMove: (event: React.PointerEvent<HTMLElement>) => {
      const start = from.current;
      if (!start) return;
      event.stopPropagation();
      const window = store.window();
      const later = ((event.clientX - start.x) / width) * (window.to - window.from);
      const more = (-(event.clientY - start.y) / (height * stemShare)) * full;
      const next =
        edge === "end"
          ? withEnd(start.change, (endOf(start.change) ?? 0) + later, bounds)
          : withAmount(
              withStart(start.change, startOf(start.change) + later, bounds),
              amountOf(start.change) + more,
            );
      actions.move(trial.id, next);
    },
    onPointerUp: (event: React.PointerEvent<HTMLElement>) => {
      event.stopPropagation();
      from.current = null;
      actions.letGo();
    },
    onPointerCancel: () => {
      from.current = null;
      actions.letGo();
    },
  };
};

const onKey =
  ({ trial, bounds, actions }: Props) =>
  (event: React.KeyboardEvent) => {
    const { change, id } = trial;
    const kind = kindOf(change);
    if (kind === "skip") return;
    const amountStep = kinds[kind].step * (event.shiftKey ? 4 : 1);
    const timeStep = event.shiftKey ? hour / 2 : 5 * minute;
    const moves: Readonly<Record<string, () => void>> = {
      ArrowUp: () => actions.change(id, withAmount(change, amountOf(change) + amountStep)),
      ArrowDown: () => actions.change(id, withAmount(change, amountOf(change) - amountStep)),
      ArrowRight: () => actions.change(id, withStart(change, startOf(change) + timeStep, bounds)),
      ArrowLeft: () => actions.change(id, withStart(change, startOf(change) - timeStep, bounds)),
      Delete: () => actions.remove(id),
      Backspace: () => actions.remove(id),
    };
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    event.stopPropagation();
    move();
  };

/** A change in its lane, to be dragged. */
export const Ghost = (props: Props) => {
  const { trial, store, offset, width, height, full } = props;
  const { change } = trial;
  const body = useDrag(props, "body");
  const end = useDrag(props, "end");
  const kind = kindOf(change);
  if (kind === "skip") return null;
  const window = store.window();
  const x = (at: number): number => ((at - window.from) / (window.to - window.from)) * width;
  const left = x(startOf(change));
  const until = endOf(change);
  const { unit, low, high } = kinds[kind];
  const tall = Math.max(Math.min(amountOf(change) / full, 1.25) * stemShare * height, 12);
  if (left < -40 || left > width + 40) return null;
  return (
    <div
      className={until === null ? css.stem : css.period}
      data-ghost={kind}
      style={{ left, height: tall, width: until === null ? undefined : Math.max(x(until) - left, 14) }}
    >
      <div
        className={css.grip}
        role="slider"
        tabIndex={0}
        aria-label={described(change, offset)}
        aria-valuemin={low}
        aria-valuemax={high}
        aria-valuenow={amountOf(change)}
        aria-valuetext={described(change, offset)}
        onKeyDown={onKey(props)}
        {...body}
      >
        <span className={css.amount}>
          {amountOf(change)} {unit}
        </span>
      </div>
      {until !== null && <span className={css.end} {...end} />}
    </div>
  );
};
