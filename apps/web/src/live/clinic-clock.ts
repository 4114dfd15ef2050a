import type { Clock } from "@homeostat/server/contract";

/** Real time that the page may run ahead of the server's last word; a server under load runs slower than its speed. */
const longestGuess = 1500;

export interface HeardClock {
  readonly clock: Clock;
  /** `performance.now()` when it was heard. */
  readonly heardAt: number;
}

/** The clinic's time at the page's `present`: never further ahead of the server than its own next word. */
export const clinicTime = ({ clock, heardAt }: HeardClock, present: number): number => {
  if (clock.paused || clock.catchingUp) return clock.now;
  return clock.now + Math.min(Math.max(present - heardAt, 0), longestGuess) * clock.speed;
};

type Listener = () => void;

/** The one clock of the page. It is fed by the server and read by whoever draws a "now" line. */
const createClinicClock = () => {
  let heard: HeardClock | null = null;
  const listeners = new Set<Listener>();
  return {
    hear(clock: Clock, present: number): void {
      heard = { clock, heardAt: present };
      for (const listener of listeners) listener();
    },
    now: (present: number = performance.now()): number | null => heard && clinicTime(heard, present),
    latest: (): Clock | null => heard?.clock ?? null,
    subscribe(listener: Listener): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};

export const clinicClock = createClinicClock();
