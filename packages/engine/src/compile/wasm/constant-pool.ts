import { pattern } from "./bytes.ts";

/**
 * Numbers of the code that stand in memory: a pair of equal ones 16 bytes, because a load is one instruction where a
 * literal takes three; and tables.
 */
export class ConstantPool {
  readonly base: number;
  private readonly places = new Map<bigint | Float64Array, number>();
  private next: number;

  constructor(base: number) {
    this.base = base;
    this.next = base;
  }

  /** The address of a pair of these 64 bits, or of a table. */
  address(what: bigint | Float64Array): number {
    const known = this.places.get(what);
    if (known !== undefined) return known;
    const at = this.next;
    this.places.set(what, at);
    this.next += typeof what === "bigint" ? 16 : what.byteLength;
    return at;
  }

  get end(): number {
    return this.next;
  }

  bytes(): Uint8Array {
    const all = new Uint8Array(this.next - this.base);
    const view = new DataView(all.buffer);
    for (const [what, at] of this.places) {
      if (typeof what === "bigint") all.set([...pattern(what), ...pattern(what)], at - this.base);
      else for (const [i, value] of what.entries()) view.setFloat64(at - this.base + 8 * i, value, true);
    }
    return all;
  }
}
