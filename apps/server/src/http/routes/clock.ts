import { Clock, ClockChange } from "../../contract/schemas.ts";
import { failure } from "../../errors/registry.ts";
import type { Platform } from "../../platform.ts";
import { route } from "../route.ts";

function clinicOf({ clinic }: Platform) {
  if (clinic === null) throw failure("HS5114");
  return clinic;
}

export const clockRoutes = [
  route(
    { method: "GET", url: "/api/clock", tag: "clock", summary: "The clinic's simulated time", answer: Clock },
    (platform) => clinicOf(platform).clock(),
  ),
  route(
    {
      method: "POST",
      url: "/api/clock",
      tag: "clock",
      summary: "Pause the clinic, change its speed, or jump ahead",
      body: ClockChange,
      answer: Clock,
    },
    (platform, { body }) => clinicOf(platform).change(body),
  ),
];
