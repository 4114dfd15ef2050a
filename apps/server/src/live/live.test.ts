import { afterAll, beforeAll, expect, test } from "vitest";
import type { LiveEvent } from "../contract/schemas.ts";
import { type Served, serve } from "../http/test/serve.ts";

let served: Served;
let address: string;
beforeAll(async () => {
  served = await serve({ clinic: { seed: 7, firstDays: 0.1 } });
  address = await served.server.listen({ host: "127.0.0.1", port: 0 });
});
afterAll(() => served.end());

interface Heard {
  readonly id: string;
  readonly event: LiveEvent;
}

/** Listens until enough was heard. */
async function hear(
  until: (heard: readonly Heard[]) => boolean,
  query = "",
  lastId?: string,
): Promise<Heard[]> {
  const abort = new AbortController();
  const headers = lastId === undefined ? {} : { "last-event-id": lastId };
  const response = await fetch(`${address}/api/live${query}`, { headers, signal: abort.signal });
  expect(response.headers.get("content-type")).toContain("text/event-stream");
  const heard: Heard[] = [];
  let text = "";
  for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
    const parts = (text + chunk).split("\n\n");
    text = parts.pop()!;
    for (const part of parts) {
      const [, id, data] = /^id: (\S+)\n.*\ndata: (.*)$/s.exec(part) ?? [];
      if (id !== undefined) heard.push({ id, event: JSON.parse(data!) });
    }
    if (until(heard)) break;
  }
  abort.abort();
  return heard;
}

const post = (change: object) => served.server.inject({ method: "POST", url: "/api/clock", payload: change });

test("the first hours are lived through, stored, and told", async () => {
  const { platform, server } = served;
  const before = platform.now();
  platform.clinic!.run();
  const caughtUp = (heard: readonly Heard[]) =>
    heard.some(({ event }) => event.type === "clock" && event.clock.catchingUp === null);
  // A clinic that is quick has told its first rows before anybody listens: the next stride tells more.
  const toldRows = (heard: readonly Heard[]) => heard.some(({ event }) => event.type === "row");
  await hear((heard) => caughtUp(heard) && toldRows(heard));
  expect(platform.now() - before).toBeGreaterThanOrEqual(2.4 * 3_600_000 - 300_000);
  const rows = (await server.inject({ url: "/api/patients" })).json();
  expect(rows.length).toBeGreaterThanOrEqual(24);
  expect(await platform.store.observations.count("clinic-01")).toBeGreaterThan(5);
  const stored = await platform.store.clinic.get("clinic");
  expect(stored!.now).toBeGreaterThan(before);
  expect(stored!.now).toBeLessThanOrEqual(platform.now());
});

test("a reader of one person hears of nobody else's readings, and one that comes again hears what it missed", async () => {
  const { platform } = served;
  await post({ speed: 3600 });
  const some = (heard: readonly Heard[]) =>
    heard.filter(({ event }) => event.type === "observation").length >= 2;
  const heard = await hear(some, "?patient=clinic-01");
  const subjects = heard.flatMap(({ event }) => (event.type === "observation" ? [event.subject] : []));
  expect(new Set(subjects)).toEqual(new Set(["clinic-01"]));
  const first = heard[0]!.id;
  await post({ paused: true });
  const again = await hear(
    (list) => list.at(-1)?.id === `${platform.bus.run}-${platform.bus.last}`,
    "",
    first,
  );
  expect(Number(again[0]!.id.split("-")[1])).toBe(Number(first.split("-")[1]) + 1);
});

test("the clock stands still while paused, and a jump goes on from there", async () => {
  await post({ paused: true });
  await new Promise((resolve) => setTimeout(resolve, 1500));
  const at = served.platform.now();
  await new Promise((resolve) => setTimeout(resolve, 1500));
  expect(served.platform.now()).toBe(at);
  await post({ jumpMinutes: 45 });
  await hear((heard) =>
    heard.some(({ event }) => event.type === "clock" && event.clock.now === at + 45 * 60_000),
  );
  expect((await served.server.inject({ url: "/api/clock" })).json()).toMatchObject({
    paused: true,
    catchingUp: null,
  });
});
