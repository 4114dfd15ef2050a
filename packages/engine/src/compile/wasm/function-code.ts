import { bitsOf, joined, padded, signed, unsigned } from "./bytes.ts";
import { CodeBytes } from "./code-bytes.ts";
import type { ConstantPool } from "./constant-pool.ts";
import { type Opcode, opcodes, type ValueType, valueTypes } from "./opcodes.ts";

/** A local variable of a function, by its index. */
export type Local = number;

/** Types of a function's parameters and result. */
export interface Signature {
  readonly takes: readonly ValueType[];
  readonly gives: readonly ValueType[];
}

/** The integer 0, and a load of both lanes from there and the offset that follows. */
const loadAtZero = [0x41, 0x00, 0xfd, 0x00, 0x04] as const;
const vectorLoad = [0xfd, 0x00, 0x04] as const;
const vectorStore = [0xfd, 0x0b, 0x04] as const;
const unknownAddress = padded(0);

/** The code of one function while it is written: a stack machine's instructions, with methods for those with operands. */
export class FunctionCode {
  readonly signature: Signature;
  private readonly bytes = new CodeBytes();
  private readonly locals: ValueType[] = [];
  /** Where addresses of pooled constants are still to be written. */
  private readonly pooled: {
    readonly at: number;
    readonly what: bigint | Float64Array;
    readonly offset: number;
  }[] = [];

  constructor(takes: readonly ValueType[] = [], gives: readonly ValueType[] = []) {
    this.signature = { takes, gives };
  }

  local(type: ValueType): Local {
    this.locals.push(type);
    return this.signature.takes.length + this.locals.length - 1;
  }

  op(...names: readonly Opcode[]): this {
    for (let i = 0; i < names.length; i++) this.bytes.all(opcodes[names[i]!]);
    return this;
  }

  get(local: Local): this {
    return this.indexed(0x20, local);
  }

  set(local: Local): this {
    return this.indexed(0x21, local);
  }

  tee(local: Local): this {
    return this.indexed(0x22, local);
  }

  call(index: number): this {
    return this.indexed(0x10, index);
  }

  integer(value: number): this {
    this.bytes.byte(0x41);
    return this.push(signed(value));
  }

  scalar(value: number): this {
    this.bytes.byte(0x44);
    this.bytes.double(value);
    return this;
  }

  /** The same number in both lanes. */
  number(value: number): this {
    return this.bits(bitsOf(value));
  }

  /** The same 64 bits in both lanes, loaded from the module's pool of constants. */
  bits(value: bigint): this {
    if (value === 0n) return this.push([0xfd, 0x0c, ...new Array<number>(16).fill(0)]);
    return this.push(loadAtZero).pooledAddress(value);
  }

  /** The pair of numbers at the offset on the stack and a fixed one, in bytes, within a table of the pool. */
  loadTable(table: Float64Array, offset = 0): this {
    return this.push(vectorLoad).pooledAddress(table, offset);
  }

  /** Both lanes from a fixed address. */
  load(address: number): this {
    return this.at(loadAtZero, address);
  }

  /** Both lanes to a fixed address. */
  store(address: number, value: () => unknown): this {
    this.integer(0);
    value();
    return this.at(vectorStore, address);
  }

  /** Both lanes from the address on the stack. */
  loadVector(offset: number): this {
    return this.at(vectorLoad, offset);
  }

  /** Both lanes to the address that is below them on the stack. */
  storeVector(offset: number): this {
    return this.at(vectorStore, offset);
  }

  /** A double from the address on the stack. */
  loadScalar(offset: number): this {
    return this.at([0x2b, 0x03], offset);
  }

  storeScalar(offset: number): this {
    return this.at([0x39, 0x03], offset);
  }

  /** One lane of the vector on the stack to the address below it. */
  storeLane(lane: 0 | 1, offset: number): this {
    return this.at([0xfd, 0x5b, 0x03], offset).push([lane]);
  }

  loadInteger(offset: number): this {
    return this.at([0x28, 0x02], offset);
  }

  storeInteger(offset: number): this {
    return this.at([0x36, 0x02], offset);
  }

  /** One lane of the vector on the stack as a double. */
  lane(index: 0 | 1): this {
    return this.push([0xfd, 0x21, index]);
  }

  /** The low 32 bits of one lane as an integer. */
  lowBits(lane: 0 | 1): this {
    return this.push([0xfd, 0x1b, 2 * lane]);
  }

  /** The first lanes of the two vectors on the stack. */
  lowHalves(): this {
    return this.shuffle(0, 16);
  }

  /** The second lanes of the two vectors on the stack. */
  highHalves(): this {
    return this.shuffle(8, 24);
  }

  /** The vector below with one lane replaced by the double on the stack. */
  replaceLane(index: 0 | 1): this {
    return this.push([0xfd, 0x22, index]);
  }

  /** Runs the body if the integer on the stack is not 0. */
  if(body: () => unknown, otherwise?: () => unknown): this {
    this.push([0x04, 0x40]);
    body();
    if (otherwise !== undefined) {
      this.op("else");
      otherwise();
    }
    return this.op("end");
  }

  /** Runs the body again and again; within it, `again(depth)` starts over. */
  loop(body: () => unknown): this {
    this.push([0x03, 0x40]);
    body();
    return this.op("end");
  }

  /** Starts over the loop that is `depth` blocks out. */
  again(depth: number): this {
    return this.indexed(0x0c, depth);
  }

  /** The function's entry in the code section. */
  encoded(pool: ConstantPool): Uint8Array {
    for (const { at, what, offset } of this.pooled) {
      this.bytes.replace(at, padded(pool.address(what) + offset));
    }
    const declared = this.locals.flatMap((type) => [1, valueTypes[type]]);
    const body = [...unsigned(this.locals.length), ...declared];
    return joined([unsigned(body.length + this.bytes.length + 1), body, this.bytes.written(), opcodes.end]);
  }

  private pooledAddress(what: bigint | Float64Array, offset = 0): this {
    this.pooled.push({ at: this.bytes.length, what, offset });
    return this.push(unknownAddress);
  }

  private shuffle(...starts: readonly number[]): this {
    return this.push([0xfd, 0x0d, ...starts.flatMap((at) => Array.from({ length: 8 }, (_, i) => at + i))]);
  }

  private push(bytes: readonly number[]): this {
    this.bytes.all(bytes);
    return this;
  }

  /** An instruction of one byte with an index after it: without a list, since there are thousands. */
  private indexed(opcode: number, index: number): this {
    this.bytes.byte(opcode);
    this.bytes.unsigned(index);
    return this;
  }

  /** An instruction with an offset after it. */
  private at(opcode: readonly number[], operand: number): this {
    this.bytes.all(opcode);
    this.bytes.unsigned(operand);
    return this;
  }
}
