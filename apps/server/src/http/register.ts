import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { TSchema } from "typebox";
import { Problem } from "../contract/schemas.ts";
import type { Platform } from "../platform.ts";
import { Bytes, type Input, type Route, type StreamingRoute } from "./route.ts";

/** Turns a route as data into one that fastify serves. */
export function register(server: FastifyInstance, platform: Platform, route: Route | StreamingRoute): void {
  const { method, url } = route.shape;
  const run = "stream" in route ? streaming(route, platform) : answering(route, platform);
  server.route({ method, url, schema: schemaOf(route.shape), handler: run, ...limitsOf(route) });
}

const limitsOf = (route: Route | StreamingRoute) =>
  "stream" in route ? { config: { rateLimit: false as const } } : {};

const streaming =
  ({ stream }: StreamingRoute, platform: Platform) =>
  (request: FastifyRequest, reply: FastifyReply) =>
    stream(platform, request, reply);

const answering =
  ({ handle }: Route, platform: Platform) =>
  async (request: FastifyRequest, reply: FastifyReply) => {
    const { params, query, body } = request;
    const answer = await handle(platform, { params, query, body } as Input<never, never, never>);
    if (!(answer instanceof Bytes))
      return reply.header("cache-control", "no-store").type("application/json").send(JSON.stringify(answer));
    return reply
      .headers({ "cache-control": "no-store", ...answer.headers })
      .type("application/octet-stream")
      .send(Buffer.from(answer.bytes));
  };

function schemaOf({ summary, tag, params, query, body, answer }: Route["shape"]): Record<string, unknown> {
  const parts: Record<string, TSchema | undefined> = { params, querystring: query, body };
  const given = Object.entries(parts).filter(([, schema]) => schema !== undefined);
  return {
    summary,
    tags: [tag],
    ...Object.fromEntries(given),
    response: { 200: answer, default: Problem },
  };
}
