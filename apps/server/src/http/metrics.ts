import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { Platform } from "../platform.ts";

/** What an operator watches; labels carry route patterns, never ids. */
export function makeMetrics(platform: Platform) {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: "homeostat_http_request_seconds",
    help: "Time to answer a request",
    labelNames: ["method", "route", "status"],
    registers: [registry],
  });
  const observations = new Counter({
    name: "homeostat_observations_total",
    help: "Observations told to pages since the server started",
    registers: [registry],
  });
  platform.bus.listen(({ event }) => event.type === "observation" && observations.inc());
  gauge("homeostat_live_readers", "Pages that listen", () => platform.bus.listeners);
  gauge("homeostat_clinic_time_seconds", "Time of the virtual clinic", () => platform.now() / 1000);
  return { registry, requests };

  function gauge(name: string, help: string, read: () => number): void {
    new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        this.set(read());
      },
    });
  }
}

export type Metrics = ReturnType<typeof makeMetrics>;
