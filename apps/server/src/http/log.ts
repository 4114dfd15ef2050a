import pino, { type DestinationStream, type Logger } from "pino";

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

/** Structured logs: routes as their patterns, never the addresses that were asked for. */
export function makeLog(level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: describeError, req: () => undefined, res: () => undefined },
  };
  return destination ? pino(options, destination) : pino(options, pino.destination({ fd: 2, sync: true }));
}
