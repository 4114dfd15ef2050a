import type { FastifyReply, FastifyRequest } from "fastify";
import { Type } from "typebox";
import { LiveEvent } from "../contract/schemas.ts";
import type { Numbered } from "../live/bus.ts";
import { Outbox } from "../live/outbox.ts";
import type { Platform } from "../platform.ts";
import type { StreamingRoute } from "./route.ts";

const HEARTBEAT = 15_000;

export const liveRoute: StreamingRoute = {
  shape: {
    method: "GET",
    url: "/api/live",
    tag: "live",
    summary: "Server-sent events: the clock, rows of the panel, observations, forecasts, jobs",
    query: Type.Object({
      patient: Type.Optional(
        Type.String({ description: "Observations and forecasts of this person only ('none': of nobody)" }),
      ),
    }),
    answer: LiveEvent,
  },
  stream: streamLive,
};

/** Holds the connection open until the reader or the server goes. */
function streamLive(platform: Platform, request: FastifyRequest, reply: FastifyReply): void {
  const { patient } = request.query as { patient?: string };
  const wanted = wantedBy(patient);
  reply.hijack();
  const { raw } = reply;
  raw.writeHead(200, {
    ...(reply.getHeaders() as Record<string, string>),
    "content-type": "text/event-stream; charset=utf-8",
    "cache-control": "no-store",
    connection: "keep-alive",
  });
  const outbox = new Outbox(raw, platform.bus.run, () => raw.destroy());
  const send = (numbered: Numbered) => wanted(numbered) && outbox.push(numbered);
  raw.write("retry: 2000\n\n");
  for (const numbered of opening(platform, request.headers["last-event-id"])) send(numbered);
  raw.on("drain", () => outbox.drained());
  const heartbeat = setInterval(() => outbox.beat(), HEARTBEAT);
  const leave = platform.bus.listen(send);
  const stop = platform.onStop(() => raw.end());
  raw.on("close", () => {
    clearInterval(heartbeat);
    leave();
    stop();
  });
}

/** What was missed since the last event that the reader saw; the clock alone where that cannot be told. */
function opening(platform: Platform, lastId: string | string[] | undefined): readonly Numbered[] {
  const [run, number] = String(lastId ?? "").split(/-(?=\d+$)/);
  const missed = run === platform.bus.run ? platform.bus.since(Number(number)) : null;
  const clock = platform.clock();
  if (missed !== null || clock === null) return missed ?? [];
  return [{ number: platform.bus.last, event: { type: "clock", clock } }];
}

function wantedBy(patient: string | undefined): (numbered: Numbered) => boolean {
  return ({ event }) => {
    if (patient === undefined) return true;
    if (event.type === "observation") return event.subject === patient;
    return event.type !== "forecast" || event.forecast.subject === patient;
  };
}
