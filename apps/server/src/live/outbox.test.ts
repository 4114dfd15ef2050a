import { expect, test } from "vitest";
import type { LiveEvent } from "../contract/schemas.ts";
import { LiveBus } from "./bus.ts";
import { Outbox } from "./outbox.ts";

const clock = (now: number): LiveEvent => ({
  type: "clock",
  clock: { now, speed: 60, paused: false, catchingUp: null },
});
const observation = (key: string): LiveEvent => ({
  type: "observation",
  subject: "a",
  code: { system: "s", code: "c" },
  key,
  start: 0,
  end: null,
  value: 1,
  quality: "ok",
});

/** A reader that takes `room` writes before it is full. */
function reader(room: number) {
  const written: string[] = [];
  return { written, sink: { write: (text: string) => written.push(text) < room } };
}

test("a slow reader gets the newest clock once it is ready, and every observation", () => {
  const { written, sink } = reader(2);
  const outbox = new Outbox(sink, "run", () => expect.fail("not that slow"));
  const events = [clock(1), clock(2), clock(3), observation("x"), clock(4), observation("y")];
  for (const [i, event] of events.entries()) outbox.push({ number: i + 1, event });
  expect(written).toHaveLength(2);
  const more = reader(Number.POSITIVE_INFINITY);
  sink.write = more.sink.write;
  outbox.drained();
  expect(more.written.map((text) => /id: run-(\d)/.exec(text)?.[1])).toEqual(["4", "5", "6"]);
});

test("a reader that is far too slow is let go", () => {
  let gone = 0;
  const outbox = new Outbox({ write: () => false }, "run", () => gone++);
  for (let i = 0; i < 2100; i++) outbox.push({ number: i, event: observation(`k${i}`) });
  expect(gone).toBeGreaterThan(0);
});

test("the bus gives what was missed, as long as it is kept", () => {
  const bus = new LiveBus("run", 3);
  for (let i = 1; i <= 10; i++) bus.publish(clock(i));
  expect(bus.since(8)!.map(({ number }) => number)).toEqual([9, 10]);
  expect(bus.since(10)).toEqual([]);
  expect(bus.since(1)).toBeNull();
  expect(bus.since(11)).toBeNull();
});
