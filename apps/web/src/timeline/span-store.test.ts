import { describe, expect, it } from "vitest";
import { hour } from "../format/time.ts";
import { spanNamed } from "./geometry/span.ts";
import { createSpanStore } from "./span-store.ts";

const ground = (anchor: number) => ({ anchor, extent: { from: 0, to: anchor } });

describe("the shared window", () => {
  it("moves with the clock, but not by less than can be seen", () => {
    const store = createSpanStore(spanNamed("12h"), ground(100 * hour));
    let moves = 0;
    store.subscribe(() => {
      moves += 1;
    });
    store.stand(ground(100 * hour + 1000));
    expect(moves).toBe(0);
    store.stand(ground(101 * hour));
    expect(moves).toBe(1);
    expect(store.window().from).toBe(89 * hour);
  });
  it("stands still while it is held, and the now line goes on", () => {
    const store = createSpanStore(spanNamed("12h"), ground(100 * hour));
    store.hold(true);
    store.stand(ground(101 * hour));
    expect(store.window().from).toBe(88 * hour);
    expect(store.ground().anchor).toBe(101 * hour);
    store.set(spanNamed("3h"));
    expect(store.window().from).toBe(98 * hour);
    store.stand(ground(102 * hour));
    store.hold(false);
    expect(store.window().from).toBe(99 * hour);
  });
  it("that stands still tells that the anchor has moved, for the now line is drawn from it", () => {
    const store = createSpanStore({ kind: "fixed", window: { from: 0, to: 200 * hour } }, ground(100 * hour));
    let moves = 0;
    store.subscribe(() => {
      moves += 1;
    });
    store.stand(ground(101 * hour));
    expect(moves).toBe(1);
    expect(store.window()).toEqual({ from: 0, to: 200 * hour });
    expect(store.ground().anchor).toBe(101 * hour);
  });
});
