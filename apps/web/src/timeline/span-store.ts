import { type Ground, type Span, type Window, windowOf } from "./geometry/span.ts";

type Listener = () => void;

/** Moves smaller than this share of the window cannot be seen. */
const unseen = 1 / 6000;

/**
 * The one window that all lanes share. It lives outside React, so that sixty moves a second redraw canvases
 * and nothing else; React reads it where it must.
 */
export const createSpanStore = (first: Span, startGround: Ground) => {
  let span = first;
  let ground = startGround;
  let seen: Window = windowOf(span, ground);
  let held = false;
  let drawnAnchor = startGround.anchor;
  const listeners = new Set<Listener>();
  const show = (next: Window): void => {
    seen = next;
    drawnAnchor = ground.anchor;
    for (const listener of listeners) listener();
  };
  /** Canvases read the anchor when they draw: they are told of it even where the window itself stands still. */
  const update = () => {
    const next = held ? seen : windowOf(span, ground);
    const moves = [next.from - seen.from, next.to - seen.to, ground.anchor - drawnAnchor];
    if (Math.max(...moves.map(Math.abs)) >= (next.to - next.from) * unseen) show(next);
  };
  return {
    span: (): Span => span,
    window: (): Window => seen,
    ground: (): Ground => ground,
    set(next: Span): void {
      span = next;
      show(windowOf(span, ground));
    },
    /** The clock moved, or more is known. */
    stand(next: Ground): void {
      ground = next;
      update();
    },
    /** A held window stands still under the reader's hand, while the now line goes on; moving it by hand still works. */
    hold(now: boolean): void {
      held = now;
      update();
    },
    subscribe(listener: Listener): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};

export type SpanStore = ReturnType<typeof createSpanStore>;
