import type { LiveEvent } from "../contract/schemas.ts";
import type { Numbered } from "./bus.ts";

/** The side of a connection that is written to. */
export interface Sink {
  /** False when it wants no more until `drained` is called. */
  write(text: string): boolean;
}

/** A reader that is too slow for its stream is told the newest of each kind, and no more than this. */
const MOST_WAITING = 2000;

/**
 * Writes events to one reader. While the reader is slow, only the newest clock, row, forecast and job of each subject
 * wait; what is dropped beyond that is told by the end of the stream: the reader comes again and asks anew.
 */
export class Outbox {
  readonly #sink: Sink;
  readonly #run: string;
  readonly #overflow: () => void;
  #waiting = new Map<string, Numbered>();
  #full = false;

  constructor(sink: Sink, run: string, overflow: () => void) {
    this.#sink = sink;
    this.#run = run;
    this.#overflow = overflow;
  }

  push(numbered: Numbered): void {
    if (!this.#full) {
      this.#write(numbered);
      return;
    }
    const key = sameness(numbered.event);
    this.#waiting.delete(key);
    this.#waiting.set(key, numbered);
    if (this.#waiting.size > MOST_WAITING) this.#overflow();
  }

  /** A comment that keeps the connection open through whatever stands between. */
  beat(): void {
    if (!this.#full) this.#full = !this.#sink.write(": beat\n\n");
  }

  drained(): void {
    this.#full = false;
    const waiting = this.#waiting;
    this.#waiting = new Map();
    for (const numbered of waiting.values()) this.push(numbered);
  }

  #write({ number, event }: Numbered): void {
    const text = `id: ${this.#run}-${number}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;
    this.#full = !this.#sink.write(text);
  }
}

/** Events with the same key replace each other. */
function sameness(event: LiveEvent): string {
  switch (event.type) {
    case "clock":
      return "clock";
    case "row":
      return `row ${event.row.id}`;
    case "forecast":
      return `forecast ${event.forecast.subject}`;
    case "job":
      return `job ${event.job.id}`;
    case "observation":
      return `observation ${event.subject} ${event.key}`;
  }
}
