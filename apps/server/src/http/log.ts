import pino, { type DestinationStream, type Logger } from "pino";
import { PinoPretty as pretty } from "pino-pretty";

/** Text that may name a person: whatever stands in quotes, long numbers, and ids. */
const NAMING = /'[^']*'|"[^"]*"|\b[0-9a-f]{8}-[0-9a-f-]{27}\b|\d{5,}/gi;

export const redact = (text: string) => text.replace(NAMING, "…");

interface Thrown {
  readonly name?: string;
  readonly code?: string;
  readonly message?: string;
  readonly stack?: string;
}

/** An error without its words about people: the frames of its stack tell where, its code tells what. */
export const describeError = ({ name, code, message, stack }: Thrown) => ({
  type: name,
  code,
  message: redact(message ?? ""),
  stack: (stack ?? "")
    .split("\n")
    .filter((line) => line.startsWith("    at "))
    .join("\n"),
});

/**
 * Structured logs on standard error, JSON unless a person is watching: routes as their patterns, never the addresses
 * that were asked for. Written at once, so that a stop loses no line.
 */
export function makeLog(level: string, destination: DestinationStream = standardError()): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: describeError, req: () => undefined, res: () => undefined },
    },
    destination,
  );
}

const standardError = (): DestinationStream =>
  process.stderr.isTTY ? pretty({ destination: 2, sync: true }) : pino.destination({ fd: 2, sync: true });
