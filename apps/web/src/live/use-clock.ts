import type { Clock } from "@homeostat/server/contract";
import { useEffect, useState, useSyncExternalStore } from "react";
import { clinicClock } from "./clinic-clock.ts";

export const useClock = (): Clock | null => useSyncExternalStore(clinicClock.subscribe, clinicClock.latest);

/** The clinic's time, looked at every `every` real milliseconds; null until the server has spoken. */
export const useNow = (every = 1000): number | null => {
  const [now, setNow] = useState(() => clinicClock.now());
  useEffect(() => {
    const look = () => setNow(clinicClock.now());
    look();
    const timer = setInterval(look, every);
    const stop = clinicClock.subscribe(look);
    return () => {
      clearInterval(timer);
      stop();
    };
  }, [every]);
  return now;
};
