/** Work slower or faster than it was this long ago says nothing of what is left, ms. */
const memory = 30_000;
/** Beginnings tell little: opening files, first writes. */
const leastElapsed = 1000;
const leastShare = 0.002;

interface Mark {
  readonly at: number;
  readonly done: number;
}

/** How fast a piece of work has gone lately, and so how long the rest takes. */
export class Pace {
  readonly #marks: Mark[];

  /** @param at when the work begins, ms */
  constructor(at: number) {
    this.#marks = [{ at, done: 0 }];
  }

  /** Seconds that the rest takes; null while that cannot be told. */
  secondsLeft(at: number, done: number, total: number | null): number | null {
    this.#marks.push({ at, done });
    while (at - this.#marks[1]!.at >= memory) this.#marks.shift();
    const [before] = this.#marks;
    const elapsed = at - before!.at;
    if (total === null || done < leastShare * total || elapsed < leastElapsed) return null;
    if (done <= before!.done) return null;
    return Math.max(0, ((total - done) * elapsed) / (done - before!.done) / 1000);
  }
}
