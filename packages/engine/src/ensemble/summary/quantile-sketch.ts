/** Numbers that stand for themselves, before any stands for others. */
export const exactCount = 1024;

/**
 * Quantiles of numbers that come one after the other, in memory that grows with the logarithm of their count: exact up to
 * `exactCount` numbers; then, of each full list, every second number in order stands for two and goes one list up (Munro &
 * Paterson 1980, Theor Comput Sci 12:315; Manku, Rajagopalan & Lindsay 1998, SIGMOD Record 27:426). First or second is kept in
 * turn. There is no chance in it: the same numbers in the same order give the same bits.
 */
export class QuantileSketch {
  count = 0;
  /** No rank is off by more. */
  mostRanksOff = 0;
  /** Of list i each number stands for 2^i. */
  private readonly lists: { values: Float64Array; used: number; first: 0 | 1 }[] = [];

  take(value: number): void {
    this.count++;
    this.add(0, value);
  }

  /** Values at these probabilities, between two ranks along the line (Hyndman & Fan 1996, definition 7); NaN of none. */
  quantiles(probabilities: readonly number[]): readonly number[] {
    const standing = this.standing();
    return probabilities.map((probability) => {
      const place = probability * (this.count - 1);
      const low = Math.floor(place);
      const below = valueAt(standing, low);
      const share = place - low;
      return share === 0 ? below : below + share * (valueAt(standing, low + 1) - below);
    });
  }

  private add(level: number, value: number): void {
    const list = this.listAt(level);
    if (list.used === list.values.length) {
      if (list.used < exactCount) list.values = grown(list.values);
      else this.halve(level);
    }
    list.values[list.used++] = value;
  }

  private halve(level: number): void {
    const list = this.listAt(level);
    const sorted = list.values.slice().sort();
    list.used = 0;
    for (let i = list.first; i < sorted.length; i += 2) this.add(level + 1, sorted[i]!);
    list.first = list.first === 0 ? 1 : 0;
    this.mostRanksOff += 2 ** level;
  }

  private listAt(level: number) {
    const known = this.lists[level];
    if (known !== undefined) return known;
    const list = { values: new Float64Array(16), used: 0, first: 0 as 0 | 1 };
    this.lists[level] = list;
    return list;
  }

  /** All that is kept, ascending, with the ranks up to which each stands. */
  private standing(): Standing {
    const kept = this.lists.flatMap(({ values, used }, level) =>
      Array.from(values.subarray(0, used), (value) => ({ value, weight: 2 ** level })),
    );
    kept.sort((a, b) => a.value - b.value);
    let rank = 0;
    const upTo = Float64Array.from(kept, ({ weight }) => {
      rank += weight;
      return rank;
    });
    return { values: Float64Array.from(kept, ({ value }) => value), upTo };
  }
}

interface Standing {
  readonly values: Float64Array;
  readonly upTo: Float64Array;
}

function grown(values: Float64Array): Float64Array {
  const more = new Float64Array(Math.min(exactCount, 2 * values.length));
  more.set(values);
  return more;
}

/** The number of this rank, counted from 0. */
function valueAt({ values, upTo }: Standing, rank: number): number {
  let [low, high] = [0, upTo.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (upTo[middle]! > rank) high = middle;
    else low = middle + 1;
  }
  return values[low] ?? Number.NaN;
}
