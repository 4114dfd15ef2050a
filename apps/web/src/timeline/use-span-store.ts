import { useEffect, useRef, useState } from "react";
import { clinicClock } from "../live/clinic-clock.ts";
import type { Ground, Span } from "./geometry/span.ts";
import { createSpanStore, type SpanStore } from "./span-store.ts";

interface Options {
  readonly span: Span;
  readonly ground: Ground;
  /** Follows the clinic's clock; an imported record ends where it ends. */
  readonly live: boolean;
  /** The reader moved the window. Called when their hand rests. */
  readonly onMoved: (span: Span) => void;
}

const restsAfter = 300;
const looksEvery = 200;

const useFollow = (store: SpanStore, { ground, live }: Options): void => {
  const latest = useRef(ground);
  latest.current = ground;
  useEffect(() => {
    if (!live) return store.stand(latest.current);
    const look = () => {
      const now = clinicClock.now();
      if (now !== null) store.stand({ ...latest.current, anchor: now });
    };
    const timer = setInterval(look, looksEvery);
    return () => clearInterval(timer);
  }, [store, live]);
};

/** A window that follows the clock and the address, and tells when the reader has moved it. */
export const useSpanStore = (options: Options): SpanStore => {
  const [store] = useState(() => createSpanStore(options.span, options.ground));
  const told = useRef(JSON.stringify(options.span));
  const onMoved = useRef(options.onMoved);
  onMoved.current = options.onMoved;
  const address = JSON.stringify(options.span);
  useFollow(store, options);
  useEffect(() => {
    if (address === told.current) return;
    told.current = address;
    store.set(JSON.parse(address) as Span);
  }, [address, store]);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const tell = () => {
      const span = store.span();
      const text = JSON.stringify(span);
      if (text === told.current) return;
      told.current = text;
      onMoved.current(span);
    };
    const stop = store.subscribe(() => {
      clearTimeout(timer);
      timer = setTimeout(tell, restsAfter);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [store]);
  return store;
};
