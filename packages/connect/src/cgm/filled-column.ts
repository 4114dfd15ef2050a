/** A cell of a column: its number and the line it stands in. */
export interface Cell<Row> {
  readonly row: Row;
  readonly line: number;
  readonly value: number;
}

/** A stretch in which a column repeats one value. */
interface FilledRun {
  readonly from: number;
  readonly to: number;
  readonly value: number;
}

export interface Told<Row> {
  readonly cells: readonly Cell<Row>[];
  readonly runs: readonly FilledRun[];
}

/** Four equal averages of a sensor in a row, to the last digit, are no coincidence. */
const shortestRun = 4;
const nothing = { cells: [], runs: [] } as const;

/** Reads a sampled column one cell at a time, and tells apart what was measured and what was filled in. */
export class SampledColumn<Row> {
  #held: Cell<Row>[] = [];
  #count = 0;
  #last: Cell<Row> | undefined;

  push(cell: Cell<Row>): Told<Row> {
    const repeats = this.#last?.value === cell.value;
    const told = repeats ? nothing : this.end();
    this.#last = cell;
    this.#count++;
    this.#held = this.#count < shortestRun ? [...this.#held, cell] : this.#held.slice(0, 1);
    return told;
  }

  /** What the last stretch of equal values was: cells, or one filled run. */
  end(): Told<Row> {
    const [held, first, last, count] = [this.#held, this.#held[0], this.#last, this.#count];
    this.#held = [];
    this.#count = 0;
    this.#last = undefined;
    if (count < shortestRun || !first || !last) return { cells: held, runs: [] };
    return { cells: [], runs: [{ from: first.line, to: last.line, value: last.value }] };
  }
}

/**
 * Recovers amounts from a column in which each was stretched in a straight line down to zero before the next: an amount
 * stands where the column rises. A column that begins high tells no amount there; one that stays level was filled in.
 */
export class EventColumn<Row> {
  #first: Cell<Row> | undefined;
  #before: number | undefined;
  #here: Cell<Row> | undefined;
  #isLevel = true;

  push(next: Cell<Row>): Told<Row> {
    const cells = this.#risen(next.value);
    this.#first ??= next;
    this.#isLevel &&= next.value === this.#first.value;
    this.#before = this.#here?.value;
    this.#here = next;
    return { cells, runs: [] };
  }

  end(): Told<Row> {
    const [first, last] = [this.#first, this.#here];
    if (!first || !last || !this.#isLevel || first.value === 0)
      return { cells: this.#risen(Number.NaN), runs: [] };
    return { cells: [], runs: [{ from: first.line, to: last.line, value: first.value }] };
  }

  #risen(next: number): readonly Cell<Row>[] {
    const [before, here] = [this.#before, this.#here];
    const rises = here !== undefined && before !== undefined && here.value > before && next !== here.value;
    return rises ? [here] : [];
  }
}
