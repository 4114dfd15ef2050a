import { existsSync } from "node:fs";
import helmet from "@fastify/helmet";
import multipart from "@fastify/multipart";
import rateLimit from "@fastify/rate-limit";
import fastifyStatic from "@fastify/static";
import swagger from "@fastify/swagger";
import swaggerUi from "@fastify/swagger-ui";
import { TypeBoxValidatorCompiler } from "@fastify/type-provider-typebox";
import underPressure from "@fastify/under-pressure";
import fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from "fastify";
import { failure } from "../errors/registry.ts";
import type { Platform } from "../platform.ts";
import { answerError } from "./answer.ts";
import { requireOwnHost } from "./host-guard.ts";
import { type Metrics, makeMetrics } from "./metrics.ts";
import { register } from "./register.ts";
import { routes } from "./routes.ts";
import { contentSecurity, workerContentSecurity } from "./security.ts";
import { UPLOAD_LIMITS } from "./upload.ts";

/** The server before it listens: routes, checks, limits, logs. `page` is the folder of the built page, where there is one. */
export async function makeServer(
  platform: Platform,
  log: FastifyBaseLogger,
  page: string | null,
): Promise<FastifyInstance> {
  const server = fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: 1_048_576,
    forceCloseConnections: true,
    genReqId: () => "",
  });
  server.setValidatorCompiler(TypeBoxValidatorCompiler);
  server.setSerializerCompiler(() => JSON.stringify);
  server.setErrorHandler(answerError);
  server.addHook("onRequest", async (request) => requireOwnHost(request));
  await protect(server);
  await document(server);
  const metrics = makeMetrics(platform);
  watch(server, metrics);
  for (const route of routes) register(server, platform, route);
  server.get("/metrics", { schema: { hide: true } }, async (_, reply) =>
    reply.type(metrics.registry.contentType).send(await metrics.registry.metrics()),
  );
  await servePage(server, page);
  return server;
}

async function protect(server: FastifyInstance): Promise<void> {
  await server.register(helmet, {
    contentSecurityPolicy: contentSecurity,
    // On this machine's own address there is no TLS to insist on.
    strictTransportSecurity: false,
    crossOriginOpenerPolicy: { policy: "same-origin" },
  });
  await server.register(rateLimit, {
    max: 3000,
    timeWindow: "1 minute",
    errorResponseBuilder: (_, { max, after }) => failure("HS5105", { max, window: after }),
  });
  await server.register(underPressure, {
    maxEventLoopDelay: 5000,
    pressureHandler: () => {
      throw failure("HS5108");
    },
  });
  await server.register(multipart, { limits: UPLOAD_LIMITS });
}

async function document(server: FastifyInstance): Promise<void> {
  await server.register(swagger, {
    openapi: {
      info: {
        title: "Homeostat",
        description:
          "Digital twins of people: records in, forecasts and what-ifs out. Errors have the shape Problem.",
        version: "0.1.0",
      },
    },
    refResolver: { buildLocalReference: (json, _, __, i) => String(json.$id ?? `schema-${i}`) },
  });
  await server.register(swaggerUi, { routePrefix: "/docs" });
  server.get("/api/openapi.json", { schema: { hide: true } }, () => server.swagger());
}

/** One line a request: the pattern of its route, never its address. */
function watch(server: FastifyInstance, metrics: Metrics): void {
  server.addHook("onResponse", async (request, reply) => {
    const route = request.routeOptions.url ?? "unknown";
    const { method } = request;
    const status = reply.statusCode;
    metrics.requests.observe({ method, route, status }, reply.elapsedTime / 1000);
    const level = status >= 500 ? "error" : "debug";
    server.log[level]({ method, route, status, ms: Math.round(reply.elapsedTime) }, "request");
  });
}

async function servePage(server: FastifyInstance, page: string | null): Promise<void> {
  const present = page !== null && existsSync(page);
  if (present) {
    await server.register(fastifyStatic, {
      root: page,
      wildcard: false,
      setHeaders: (reply, path) => {
        if (isWorker(path)) reply.header("content-security-policy", workerContentSecurity);
        reply.header(
          "cache-control",
          path.includes("/assets/") ? "public, max-age=31536000, immutable" : "no-cache",
        );
      },
    });
  }
  server.setNotFoundHandler((request, reply) => {
    const { method, url } = request;
    const path = url.split("?", 1)[0]!;
    const isPage =
      present &&
      (method === "GET" || method === "HEAD") &&
      !/^\/(api|docs|health|metrics)(\/|$)|\.\w+$/.test(path);
    if (isPage) return reply.sendFile("index.html");
    throw failure("HS5102", { method, path });
  });
}

/** The one script that compiles models: its name is given by the page's build. */
const isWorker = (path: string) => /[.-]worker-[\w-]+\.js$/.test(path);
