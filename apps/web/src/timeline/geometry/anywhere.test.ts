import { afterEach, describe, expect, it, vi } from "vitest";

const start = Date.UTC(2026, 2, 7, 20, 7);
const hour = 3_600_000;

/** What is drawn of times where the machine stands in a zone, with modules that were loaded there. */
const drawnIn = async (zone: string) => {
  vi.stubEnv("TZ", zone);
  vi.resetModules();
  const { moment, timeOfDay, weekdayAndDate } = await import("../../format/time.ts");
  const { timeTicks } = await import("./time-ticks.ts");
  const ticks = [30, 24 * 40, 24 * 365 * 30].flatMap((hours) =>
    [0, -300, 330].flatMap((offset) => timeTicks({ from: start, to: start + hours * hour }, offset, 900)),
  );
  const words = [0, -300, 330].flatMap((offset) => [
    timeOfDay(start, offset),
    weekdayAndDate(start, offset),
    moment(start, start + 30 * hour, offset),
  ]);
  return { standing: new Date(2026, 0, 1).getTimezoneOffset(), ticks, words };
};

afterEach(() => vi.unstubAllEnvs());

describe("a person's times", () => {
  it("are drawn the same in New York, over its change of clocks, as in UTC", async () => {
    const here = await drawnIn("UTC");
    const there = await drawnIn("America/New_York");
    expect([here.standing, there.standing]).toEqual([0, 300]);
    expect(there.ticks).toEqual(here.ticks);
    expect(there.words).toEqual(here.words);
  });
});
