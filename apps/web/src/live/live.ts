import type {
  Clock,
  Forecast,
  Job,
  LiveEvent,
  Patient,
  PatientRow,
  Timeline,
} from "@homeostat/server/contract";
import type { QueryClient } from "@tanstack/react-query";
import { jobsQuery, patientsQuery } from "../api/queries.ts";
import {
  laterForecast,
  withFiltered,
  withJob,
  withObservation,
  withRowInPatient,
  withRows,
} from "./apply-event.ts";
import { clinicClock } from "./clinic-clock.ts";
import { connection } from "./connection.ts";

/** Events are gathered and shown together, a few times a second: the page redraws once, not a hundred times. */
const gatherFor = 200;

/** A twin has come, or has caught up with its log. */
const askAgain = (client: QueryClient, id: string): void => {
  for (const kind of ["patient", "forecast", "timeline"])
    void client.invalidateQueries({ queryKey: [kind, id] });
};

const applyRows = (client: QueryClient, rows: readonly PatientRow[]): void => {
  if (rows.length === 0) return;
  client.setQueryData(patientsQuery.queryKey, (old) => old && withRows(old, rows));
  for (const row of rows) {
    const before = client.getQueryData<Patient>(["patient", row.id]);
    if (!before) continue;
    client.setQueryData<Patient>(["patient", row.id], withRowInPatient(before, row));
    if (before.row.twinWaits && !row.twinWaits) askAgain(client, row.id);
  }
};

const applyOne = (client: QueryClient, event: LiveEvent): void => {
  switch (event.type) {
    case "observation":
      client.setQueriesData<Timeline>(
        { queryKey: ["timeline", event.subject] },
        (old) => old && withObservation(old, event),
      );
      return;
    case "forecast":
      client.setQueryData<Forecast>(["forecast", event.forecast.subject], (old) =>
        laterForecast(old, event.forecast),
      );
      client.setQueriesData<Timeline>(
        { queryKey: ["timeline", event.forecast.subject] },
        (old) => old && withFiltered(old, event.filtered),
      );
      return;
    case "job":
      client.setQueryData<Job[]>(jobsQuery.queryKey, (old) => withJob(old ?? [], event.job));
      if (event.job.state !== "running") void client.invalidateQueries({ queryKey: patientsQuery.queryKey });
      return;
    case "clock":
    case "row":
      return;
  }
};

const gather = (client: QueryClient): ((event: LiveEvent) => void) => {
  let waiting: LiveEvent[] = [];
  const flush = () => {
    const events = waiting;
    waiting = [];
    applyRows(
      client,
      events.flatMap((event) => (event.type === "row" ? [event.row] : [])),
    );
    for (const event of events) applyOne(client, event);
  };
  return (event) => {
    if (waiting.length === 0) setTimeout(flush, gatherFor);
    waiting.push(event);
  };
};

/** What was missed while the page did not hear: everything live is asked for again. */
const catchUp = (client: QueryClient): void => {
  void client.invalidateQueries({
    predicate: ({ queryKey }) => queryKey[0] !== "models" && queryKey[0] !== "model",
  });
};

const eventTypes = ["clock", "row", "observation", "forecast", "job"] as const;

/** While the clinic catches up it tells little; what it did meanwhile is asked for at the end. */
const hearClock = (clock: Clock, client: QueryClient): void => {
  const before = clinicClock.latest();
  clinicClock.hear(clock, performance.now());
  if (before?.catchingUp && !clock.catchingUp) catchUp(client);
};

const hear = (message: MessageEvent<string>, client: QueryClient, take: (event: LiveEvent) => void): void => {
  const event = JSON.parse(message.data) as LiveEvent;
  if (event.type === "clock") hearClock(event.clock, client);
  else take(event);
};

const address = (patient: string | null): string =>
  `/api/live?patient=${encodeURIComponent(patient ?? "none")}`;

/**
 * Listens to the clinic; observations and forecasts of one person only (`patient`), rows and clock of all.
 * A browser gives up on a stream that was refused: it is opened anew. Returns the way to stop.
 */
export const listen = (client: QueryClient, patient: string | null): (() => void) => {
  const take = gather(client);
  let lost = false;
  let again: ReturnType<typeof setTimeout> | undefined;
  let source: EventSource;
  const opened = () => {
    connection.set("live");
    if (lost) catchUp(client);
    lost = false;
  };
  const failed = () => {
    lost = true;
    connection.set(navigator.onLine ? "interrupted" : "offline");
    if (source.readyState === EventSource.CLOSED) again = setTimeout(open, 3000);
  };
  const open = () => {
    source = new EventSource(address(patient));
    source.onopen = opened;
    source.onerror = failed;
    for (const type of eventTypes)
      source.addEventListener(type, (message: MessageEvent<string>) => hear(message, client, take));
  };
  open();
  return () => {
    clearTimeout(again);
    source.close();
  };
};
