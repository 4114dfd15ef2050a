import type { Dual } from "./dual.ts";

/** What is still to happen: an amount that enters, or a rate that changes, at a time that may depend on parameters. */
export interface Pending {
  readonly at: Dual;
  readonly apply: () => void;
}

/** Things to come, soonest first; of two at one time the first listed comes first. */
export class PendingQueue {
  private readonly items: Pending[] = [];

  /** Soonest last, so that taking it is cheap. */
  add(item: Pending): void {
    let place = this.items.length;
    while (place > 0 && this.items[place - 1]!.at[0]! <= item.at[0]!) place--;
    this.items.splice(place, 0, item);
  }

  takeUpTo(time: number): Pending | undefined {
    const next = this.items.at(-1);
    return next !== undefined && next.at[0]! <= time ? this.items.pop() : undefined;
  }

  clear(): void {
    this.items.length = 0;
  }
}
