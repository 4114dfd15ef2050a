import type { LiveEvent } from "../contract/schemas.ts";

/** An event with its place in the stream, by which a reader that was away can go on. */
export interface Numbered {
  readonly number: number;
  readonly event: LiveEvent;
}

type Listener = (numbered: Numbered) => void;

/** Hands every event to whoever listens, and remembers the last ones. */
export class LiveBus {
  /** Names this run of the server: numbers of an earlier run mean nothing here. */
  readonly run: string;
  readonly #kept: Numbered[] = [];
  readonly #keep: number;
  readonly #listeners = new Set<Listener>();
  #last = 0;

  constructor(run: string, keep = 5000) {
    this.run = run;
    this.#keep = keep;
  }

  publish(event: LiveEvent): void {
    const numbered = { number: ++this.#last, event };
    this.#kept.push(numbered);
    if (this.#kept.length > 2 * this.#keep) this.#kept.splice(0, this.#keep);
    for (const listener of this.#listeners) listener(numbered);
  }

  listen(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The events after a number of this run; null where some of them are no longer kept. */
  since(number: number): readonly Numbered[] | null {
    const first = this.#kept[0]?.number ?? this.#last + 1;
    if (number > this.#last || number < first - 1) return null;
    return this.#kept.slice(number - first + 1);
  }

  get last(): number {
    return this.#last;
  }

  get listeners(): number {
    return this.#listeners.size;
  }
}
