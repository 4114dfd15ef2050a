import { panned, zoomed } from "./geometry/span.ts";
import type { SpanStore } from "./span-store.ts";

const zoomPerPixel = 0.0018;

const shareAt = (element: HTMLElement, clientX: number): number => {
  const { left, width } = element.getBoundingClientRect();
  return (clientX - left) / Math.max(width, 1);
};

const move = (store: SpanStore, element: HTMLElement, pixels: number): void => {
  const { from, to } = store.window();
  store.set(panned(store.span(), store.ground(), (pixels / Math.max(element.clientWidth, 1)) * (to - from)));
};

const zoom = (store: SpanStore, factor: number, share: number): void =>
  store.set(zoomed(store.span(), store.ground(), factor, share));

const onWheel = (store: SpanStore, element: HTMLElement, free: boolean) => (event: WheelEvent) => {
  const sideways = Math.abs(event.deltaX) > Math.abs(event.deltaY) || event.shiftKey;
  if (sideways) {
    event.preventDefault();
    move(store, element, event.deltaX || event.deltaY);
  } else if (free || event.ctrlKey || event.metaKey) {
    event.preventDefault();
    const gentle = event.ctrlKey ? 4 : 1;
    zoom(store, Math.exp(event.deltaY * zoomPerPixel * gentle), shareAt(element, event.clientX));
  }
};

interface Fingers {
  readonly positions: Map<number, number>;
  moved: boolean;
}

const pinch = (store: SpanStore, element: HTMLElement, fingers: Fingers, event: PointerEvent): void => {
  const before = [...fingers.positions.values()];
  fingers.positions.set(event.pointerId, event.clientX);
  const after = [...fingers.positions.values()];
  const width = ([a = 0, b = 0]: number[]) => Math.max(Math.abs(a - b), 12);
  const middle = ((after[0] ?? 0) + (after[1] ?? 0)) / 2;
  zoom(store, width(before) / width(after), shareAt(element, middle));
};

const drag = (store: SpanStore, element: HTMLElement, fingers: Fingers, event: PointerEvent): void => {
  const before = fingers.positions.get(event.pointerId);
  if (before === undefined) return;
  if (fingers.positions.size > 1) {
    pinch(store, element, fingers, event);
    return;
  }
  const pixels = before - event.clientX;
  if (!fingers.moved && Math.abs(pixels) < 4) return;
  fingers.moved = true;
  fingers.positions.set(event.pointerId, event.clientX);
  move(store, element, pixels);
};

/**
 * Wheel zooms (`free`: without Ctrl), dragging and sideways wheel pan, two fingers pinch.
 * Returns the way to stop listening.
 */
export const navigateByPointer = (element: HTMLElement, store: SpanStore, free: boolean): (() => void) => {
  const fingers: Fingers = { positions: new Map(), moved: false };
  const stop = new AbortController();
  const on = { signal: stop.signal };
  element.style.touchAction = "pan-y";
  element.addEventListener("wheel", onWheel(store, element, free), { ...on, passive: false });
  element.addEventListener(
    "pointerdown",
    (event) => {
      if (event.button !== 0) return;
      fingers.positions.set(event.pointerId, event.clientX);
      fingers.moved = false;
    },
    on,
  );
  element.addEventListener(
    "pointermove",
    (event) => {
      drag(store, element, fingers, event);
      if (fingers.moved && !element.hasPointerCapture(event.pointerId))
        element.setPointerCapture(event.pointerId);
    },
    on,
  );
  const lift = (event: PointerEvent) => fingers.positions.delete(event.pointerId);
  for (const name of ["pointerup", "pointercancel"] as const) element.addEventListener(name, lift, on);
  return () => stop.abort();
};
