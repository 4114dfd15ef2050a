import { ascendingTimes } from "./ascending-times.ts";
import { firstAtLeast } from "./ascending-times.ts";

/** What happens to the states at one edge: events in the order given, then additions. */
export interface Jump {
  readonly fires: readonly number[];
  readonly adds: readonly { readonly state: number; readonly amount: number }[];
}

/** Jumps by their time, in a few numbers each: a million doses stay small. */
export class JumpsInTime {
  readonly times: Float64Array;
  /** In order of time, then as listed: the event fired, or −1 − the state that is added to; and what is added. */
  private readonly targets: Int32Array;
  private readonly amounts: Float64Array;
  /** Where each time's begin; one more than there are times. */
  private readonly first: Int32Array;

  private constructor(at: Float64Array, targets: Int32Array, amounts: Float64Array) {
    const order = Uint32Array.from(at, (_, i) => i);
    if (at.some((time, i) => i > 0 && time < at[i - 1]!)) order.sort((a, b) => at[a]! - at[b]! || a - b);
    this.times = ascendingTimes([at]);
    this.targets = Int32Array.from(order, (i) => targets[i]!);
    this.amounts = Float64Array.from(order, (i) => amounts[i]!);
    this.first = new Int32Array(this.times.length + 1);
    let place = 0;
    this.times.forEach((time, i) => {
      while (place < order.length && at[order[place]!] === time) place++;
      this.first[i + 1] = place;
    });
  }

  /** `target` tells what an item goes to, and what is added. */
  static of<T extends { readonly at: number }>(
    items: readonly T[],
    target: (item: T) => { readonly event: number } | { readonly state: number; readonly amount: number },
  ): JumpsInTime {
    const at = Float64Array.from(items, (item) => item.at);
    const targets = new Int32Array(items.length);
    const amounts = new Float64Array(items.length);
    items.forEach((item, i) => {
      const goes = target(item);
      targets[i] = "event" in goes ? goes.event : -1 - goes.state;
      amounts[i] = "event" in goes ? 0 : goes.amount;
    });
    return new JumpsInTime(at, targets, amounts);
  }

  /** Of events fired and amounts added, at all times together. */
  get count(): number {
    return this.targets.length;
  }

  at(time: number): Jump | undefined {
    const place = firstAtLeast(this.times, time);
    if (this.times[place] !== time) return undefined;
    const fires: number[] = [];
    const adds: { state: number; amount: number }[] = [];
    for (let i = this.first[place]!; i < this.first[place + 1]!; i++) {
      const target = this.targets[i]!;
      if (target >= 0) fires.push(target);
      else adds.push({ state: -1 - target, amount: this.amounts[i]! });
    }
    return { fires, adds };
  }
}
