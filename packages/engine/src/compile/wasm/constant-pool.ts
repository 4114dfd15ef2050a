import { pattern } from "./bytes.ts";

/**
 * Numbers of the code that stand in memory, a pair of equal ones 16 bytes: a load is one instruction where a literal
 * takes three.
 */
export class ConstantPool {
  readonly base: number;
  private readonly places = new Map<bigint, number>();

  constructor(base: number) {
    this.base = base;
  }

  /** The address of a pair of these 64 bits. */
  address(bits: bigint): number {
    const known = this.places.get(bits);
    const at = known ?? this.base + 16 * this.places.size;
    this.places.set(bits, at);
    return at;
  }

  get end(): number {
    return this.base + 16 * this.places.size;
  }

  bytes(): number[] {
    return [...this.places.keys()].flatMap((bits) => [...pattern(bits), ...pattern(bits)]);
  }
}
