import type { Clock, ClockChange } from "@homeostat/server/contract";
import { useMutation } from "@tanstack/react-query";
import { postJson } from "../../api/request.ts";
import { clinicClock } from "../../live/clinic-clock.ts";

export const useChangeClock = () =>
  useMutation({
    mutationFn: (change: ClockChange) => postJson<Clock>("/api/clock", change),
    onSuccess: (clock) => clinicClock.hear(clock, performance.now()),
  });
