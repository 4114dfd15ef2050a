import type { Dual } from "./dual.ts";

/** What is still to happen: an amount that enters, or a rate that changes, at a time that may depend on parameters. */
export interface Pending {
  readonly at: Dual;
  readonly apply: () => void;
}

interface Placed extends Pending {
  /** How many were added before. */
  readonly order: number;
}

/** Things to come, soonest first; of two at one time the first added comes first. A binary heap: any number may wait. */
export class PendingQueue {
  private readonly items: Placed[] = [];
  private added = 0;

  add(item: Pending): void {
    const { items } = this;
    const placed = { ...item, order: this.added++ };
    let place = items.length;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if (!isSooner(placed, items[parent]!)) break;
      items[place] = items[parent]!;
      place = parent;
    }
    items[place] = placed;
  }

  takeUpTo(time: number): Pending | undefined {
    const [next] = this.items;
    if (next === undefined || !(next.at[0]! <= time)) return undefined;
    const last = this.items.pop()!;
    if (this.items.length > 0) this.sink(last);
    return next;
  }

  clear(): void {
    this.items.length = 0;
  }

  /** Finds the place of one that begins at the top. */
  private sink(one: Placed): void {
    const { items } = this;
    let place = 0;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= items.length) break;
      if (child + 1 < items.length && isSooner(items[child + 1]!, items[child]!)) child++;
      if (!isSooner(items[child]!, one)) break;
      items[place] = items[child]!;
      place = child;
    }
    items[place] = one;
  }
}

function isSooner(one: Placed, other: Placed): boolean {
  const apart = one.at[0]! - other.at[0]!;
  return apart < 0 || (apart === 0 && one.order < other.order);
}
