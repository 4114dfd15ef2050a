import { useSyncExternalStore } from "react";
import { loadWindow, type Span, type Window } from "./geometry/span.ts";
import type { SpanStore } from "./span-store.ts";

/** The shared window, for the few things that React itself moves with it. */
export const useWindow = (store: SpanStore): Window => useSyncExternalStore(store.subscribe, store.window);

export const useSpan = (store: SpanStore): Span => useSyncExternalStore(store.subscribe, store.span);

/** The window to load; changes only when the reader has moved far. */
export const useLoadWindow = (store: SpanStore): Window => {
  const key = useSyncExternalStore(store.subscribe, () => {
    const { from, to } = loadWindow(store.window());
    return `${from}|${to}`;
  });
  const [from = 0, to = 0] = key.split("|").map(Number);
  return { from, to };
};
