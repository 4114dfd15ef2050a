const scratch = new DataView(new ArrayBuffer(8));

/** Bytes that are written one after the other, into memory that doubles when it is full. */
export class CodeBytes {
  length = 0;
  private memory = new Uint8Array(1024);

  byte(value: number): void {
    if (this.length === this.memory.length) this.widen();
    this.memory[this.length++] = value;
  }

  all(values: readonly number[]): void {
    const end = this.length + values.length;
    while (end > this.memory.length) this.widen();
    const { memory } = this;
    for (let i = 0, at = this.length; at < end; i++, at++) memory[at] = values[i]!;
    this.length = end;
  }

  /** Unsigned LEB128 of a number below 2³¹. */
  unsigned(value: number): void {
    let rest = value;
    for (; rest > 0x7f; rest >>>= 7) this.byte((rest & 0x7f) | 0x80);
    this.byte(rest);
  }

  /** The eight bytes of a double, lowest first. */
  double(value: number): void {
    scratch.setFloat64(0, value, true);
    for (let i = 0; i < 8; i++) this.byte(scratch.getUint8(i));
  }

  /** Writes over what stands at a place. */
  replace(at: number, values: readonly number[]): void {
    this.memory.set(values, at);
  }

  /** What was written so far; it shares the memory. */
  written(): Uint8Array {
    return this.memory.subarray(0, this.length);
  }

  private widen(): void {
    const wider = new Uint8Array(2 * this.memory.length);
    wider.set(this.memory);
    this.memory = wider;
  }
}
