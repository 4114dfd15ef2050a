import type { FastifyRequest } from "fastify";
import { failure } from "../errors/registry.ts";

const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]", "::1"]);

/** Whether the server may listen there. @throws HS5103 for anything but this machine. */
export function requireLoopback(host: string): void {
  if (!LOOPBACK.has(host)) throw failure("HS5103", { host });
}

/**
 * Refuses requests that a foreign page could cause: one whose name was pointed at this machine (DNS rebinding shows
 * in Host), and one that posts here from its own origin.
 * @throws HS5104
 */
export function requireOwnHost({ headers }: Pick<FastifyRequest, "headers">): void {
  const host = headers.host ?? "";
  if (!LOOPBACK.has(nameOf(`http://${host}`))) throw failure("HS5104", { host });
  if (headers.origin !== undefined && !LOOPBACK.has(nameOf(headers.origin)))
    throw failure("HS5104", { host: headers.origin });
}

const nameOf = (address: string) => URL.parse(address)?.hostname ?? "";
