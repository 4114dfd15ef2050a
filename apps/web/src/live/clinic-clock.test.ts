import type { Clock } from "@homeostat/server/contract";
import { describe, expect, it } from "vitest";
import { clinicTime } from "./clinic-clock.ts";

const clock = (change: Partial<Clock> = {}): Clock => ({
  now: 1_000_000,
  speed: 60,
  paused: false,
  catchingUp: null,
  ...change,
});

describe("clinicTime", () => {
  it("runs at the clinic's speed between two words of the server", () => {
    expect(clinicTime({ clock: clock(), heardAt: 500 }, 1500)).toBe(1_000_000 + 60_000);
  });
  it("stands still while paused or catching up", () => {
    expect(clinicTime({ clock: clock({ paused: true }), heardAt: 0 }, 1000)).toBe(1_000_000);
    const catchingUp = { done: 1, total: 2, etaSeconds: null };
    expect(clinicTime({ clock: clock({ catchingUp }), heardAt: 0 }, 1000)).toBe(1_000_000);
  });
  it("never runs far ahead of a silent server, nor backwards", () => {
    expect(clinicTime({ clock: clock(), heardAt: 0 }, 60_000)).toBe(1_000_000 + 90_000);
    expect(clinicTime({ clock: clock(), heardAt: 1000 }, 0)).toBe(1_000_000);
  });
});
